"""Receivers that fail in every way, on loopback: each channel's name, settings and what it took."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from aiosmtpd.controller import Controller

from stream.broker.embedded import _free_port
from tests.delivery.receivers import Behave, Got, Receiver, answer

HANG_S = 4.0
TIMEOUT_S = 2.0
FAILS = 3
"""Of ten attempts so many fail, at receivers that fail."""
LOST = {"redirects": {"redirects"}, "gone": {"no_answer", "left_alone"}}
"""Channels to which nothing can be delivered, and the codes with which that is said."""


@dataclass
class Mails:
    """A mail server: of some mails it says, until they come again, that it can't take them now."""

    taken: list[str] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=dict)

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802 - its name
        text = envelope.content.decode()
        name = text.partition("Message-ID: <")[2].partition("@")[0]
        self.asked[name] = self.asked.get(name, 0) + 1
        if _fails(name, self.asked[name]):
            return "451 later"
        self.taken.append(name)
        return "250 taken"


class Receivers:
    """All of them."""

    def __init__(self, webhooks: dict[str, Receiver], mails: Mails, port: int) -> None:
        self.webhooks = webhooks
        self.mails = mails
        self._port = port

    @property
    def channels(self) -> list[str]:
        return [*self.webhooks, "gone", "mail"]

    def settings(self, keep_trying: int) -> str:
        """The channels' file."""
        rows = [
            f'[{name}]\nkind = "webhook"\nurl = "{it.url}"\nallow_private = true\n'
            f"timeout = {TIMEOUT_S}\nparallel = 16\n"
            for name, it in self.webhooks.items()
        ]
        rows.append(
            f'[gone]\nkind = "webhook"\nurl = "http://127.0.0.1:{_free_port()}/"\n'
            f"allow_private = true\nkeep_trying = {keep_trying}\n"
        )
        rows.append(
            f'[mail]\nkind = "mail"\nhost = "127.0.0.1"\nport = {self._port}\ntls = "none"\n'
            'allow_private = true\nsender = "a@example.org"\nto = ["b@example.org"]\n'
        )
        return "\n".join(rows)

    def taken(self, channel: str) -> list[str]:
        """The idempotency keys that it took; of a mail, its beginning."""
        if channel == "mail":
            return list(self.mails.taken)
        return [it.key for it in self.webhooks[channel].taken] if channel in self.webhooks else []


@contextmanager
def receivers() -> Iterator[Receivers]:
    """Run them."""
    mails, port = Mails(), _free_port()
    controller = Controller(mails, hostname="127.0.0.1", port=port)
    with ExitStack() as stack:
        webhooks = {name: stack.enter_context(Receiver(it)) for name, it in BEHAVIOURS.items()}
        controller.start()
        stack.callback(controller.stop)
        yield Receivers(webhooks, mails, port)


def _fails(key: str, attempt: int) -> bool:
    """By key and attempt, so that a run can be had again; never for ever."""
    digest = hashlib.sha256(f"{key} {attempt}".encode()).digest()
    return digest[0] % 10 < FAILS


def _trying(handler: BaseHTTPRequestHandler, got: Got) -> bool:
    """Whether this attempt fails, by how often it was made."""
    asked: dict[str, int] = handler.server.__dict__.setdefault("asked", {})
    asked[got.key] = asked.get(got.key, 0) + 1
    return _fails(got.key, asked[got.key])


def _well(handler: BaseHTTPRequestHandler, _: Got) -> bool:
    answer(handler, 200)
    return True


def _failing(status: int, **headers: str) -> Behave:
    def behave(handler: BaseHTTPRequestHandler, got: Got) -> bool:
        if _trying(handler, got):
            answer(handler, status, **headers)
            return False
        return _well(handler, got)

    return behave


def _hanging(handler: BaseHTTPRequestHandler, got: Got) -> bool:
    if _trying(handler, got):
        time.sleep(HANG_S)
        handler.close_connection = True
        return False
    return _well(handler, got)


def _garbage(handler: BaseHTTPRequestHandler, got: Got) -> bool:
    if _trying(handler, got):
        handler.wfile.write(b"\x00\xff no HTTP\r\n\r\n")
        handler.close_connection = True
        return False
    return _well(handler, got)


def _redirecting(handler: BaseHTTPRequestHandler, _: Got) -> bool:
    answer(handler, 302, location="http://169.254.169.254/latest/meta-data/")
    return False


BEHAVIOURS: dict[str, Behave] = {
    "well": _well,
    "fails": _failing(500),
    "limits": _failing(429, retry_after="1"),
    "hangs": _hanging,
    "garbage": _garbage,
    "redirects": _redirecting,
}
