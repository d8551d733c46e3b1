"""Frames on the pipe between the worker and a child: a JSON head, then the values as they are.

No pickle: a child reads hostile bytes all day, and what it writes must not run here.
"""

import json
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO

from stream.engine.jobs import Answer, Failure, Job, Product

_LENGTH = struct.Struct("!I")

Frame = tuple[dict[str, Any], list[bytes]]


def pack(head: dict[str, Any], values: Sequence[bytes] = ()) -> bytes:
    """One frame."""
    text = json.dumps(head | {"sizes": [len(it) for it in values]}).encode()
    return b"".join((_LENGTH.pack(len(text)), text, *values))


def read(source: BinaryIO) -> Frame | None:
    """The next frame; None at the end of the pipe."""
    length = source.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    head = json.loads(source.read(_LENGTH.unpack(length)[0]))
    return head, [source.read(size) for size in head["sizes"]]


class Unfinished:
    """What has come of a pipe so far, from which whole frames are taken."""

    def __init__(self) -> None:
        """Nothing."""
        self._held = bytearray()
        self._head: dict[str, Any] | None = None
        self._begin = self._end = 0
        """Where the values of the frame begin whose head is known, and where they end."""

    def add(self, data: bytes) -> None:
        """More has come."""
        self._held += data

    def frame(self) -> Frame | None:
        """The next frame, once it is whole."""
        if self._head is None and not self._has_head():
            return None
        if self._head is None or len(self._held) < self._end:
            return None
        head, self._head = self._head, None
        values, at = [], self._begin
        for size in head["sizes"]:
            values.append(bytes(self._held[at : at + size]))
            at += size
        del self._held[: self._end]
        return head, values

    def _has_head(self) -> bool:
        """Whether the next frame's head has come; it is read then."""
        held = self._held
        if len(held) < _LENGTH.size:
            return False
        self._begin = _LENGTH.size + _LENGTH.unpack_from(held)[0]
        if len(held) < self._begin:
            return False
        self._head = head = json.loads(held[_LENGTH.size : self._begin])
        self._end = self._begin + sum(head["sizes"])
        return True


def pack_jobs(jobs: Sequence[Job], *, hurried: bool = True) -> bytes:
    """Jobs on their way to a child, which may do them together.

    Where nobody is `hurried`, it may keep answers for a while and write some at once.
    """
    head = {"facts": [it.facts for it in jobs], "hurried": hurried}
    return pack(head, [it.value for it in jobs])


def pack_log(level: str, style: str) -> bytes:
    """How a child is to log from now on. It has no answer."""
    return pack({"log": [level, style]})


def unpack_log(frame: Frame) -> tuple[str, str] | None:
    """How to log from now on, where the frame says that."""
    found = frame[0].get("log")
    return (found[0], found[1]) if found else None


def unpack_jobs(frame: Frame) -> tuple[list[Job], bool]:
    """Jobs as the child gets them, and whether each answer is hurried."""
    head, values = frame
    return [Job(*it) for it in zip(values, head["facts"], strict=True)], head["hurried"]


def pack_answer(answer: Answer) -> bytes:
    """A child's answer on its way back."""
    items: list[dict[str, Any]] = []
    values = []
    for it in answer:
        if isinstance(it, Product):
            items.append({"facts": it.facts})
            values.append(it.value)
        else:
            items.append({"code": it.code, "message": it.message, "ordinal": it.ordinal})
    return pack({"items": items}, values)


def unpack_answer(frame: Frame) -> Answer:
    """A child's answer as the worker gets it."""
    head, values = frame
    left = iter(values)
    return [
        Failure(it["code"], it["message"], it["ordinal"])
        if "code" in it
        else Product(next(left), it["facts"])
        for it in head["items"]
    ]
