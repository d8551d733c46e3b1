"""Frames on the pipe between the worker and a child: a JSON head, then the values as they are.

No pickle: a child reads hostile bytes all day, and what it writes must not run here.
"""

import json
import struct
from asyncio import StreamReader
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


async def receive(source: StreamReader) -> Frame:
    """The next frame. Raises IncompleteReadError at the end of the pipe."""
    (length,) = _LENGTH.unpack(await source.readexactly(_LENGTH.size))
    head = json.loads(await source.readexactly(length))
    return head, [await source.readexactly(size) for size in head["sizes"]]


def pack_job(job: Job) -> bytes:
    """A job on its way to a child."""
    return pack({"facts": job.facts}, [job.value])


def pack_log(level: str, style: str) -> bytes:
    """How a child is to log from now on. It has no answer."""
    return pack({"log": [level, style]})


def unpack_log(frame: Frame) -> tuple[str, str] | None:
    """How to log from now on, where the frame says that."""
    found = frame[0].get("log")
    return (found[0], found[1]) if found else None


def unpack_job(frame: Frame) -> Job:
    """A job as the child gets it."""
    head, (value,) = frame
    return Job(value, head["facts"])


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
