"""Alerts on their way, for tests."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from schemas.alert import Alert, Alerting, AlertKind, FoundStory
from schemas.wire import Signal
from stream.delivery.channels import Channels
from stream.delivery.outcome import Given
from stream.delivery.parcel import Parcel
from stream.delivery.sending import Sender


def alert(
    number: int = 1,
    kind: AlertKind = AlertKind.MATCH,
    stories: tuple[str, ...] = ("one",),
    follows: int | None = None,
) -> Alert:
    now = datetime.now(UTC)
    gone = kind is AlertKind.KILLED
    found = [
        FoundStory(
            story_id=it,
            version=1,
            signal=Signal.KILL if gone else Signal.NEW,
            arrived=now,
            headline=None if gone else f"Ferries & <{it}>",
            urgency=4,
            source="Halden",
        )
        for it in stories
    ]
    return Alert(
        id=f"{number:064x}",
        kind=kind,
        at=now,
        rule=Alerting(id="ferries", query="ferry"),
        channels=["desk"],
        stories=found,
        follows=None if follows is None else f"{follows:064x}",
    )


def channels(path: Path, **settings: str) -> Channels:
    """A file of channels: a name and its lines each."""
    path.write_text("".join(f"[{name}]\n{lines}\n" for name, lines in settings.items()))
    return Channels(path)


def webhook(url: str, more: str = "") -> str:
    return f'kind = "webhook"\nurl = "{url}"\nallow_private = true\ntimeout = 0.5\n{more}'


class Post:
    """A sender, and how each parcel ended."""

    def __init__(self, chosen: Channels) -> None:
        self.ended: dict[str, Given] = {}
        self.sender = Sender(chosen, self._end)

    def _end(self, parcel: Parcel, given: Given) -> None:
        assert parcel.key not in self.ended, "a parcel ends once"
        self.ended[parcel.key] = given

    def put(self, *parcels: Parcel) -> None:
        for it in parcels:
            self.sender.put(it)

    async def until(self, count: int, seconds: float = 20.0) -> None:
        await until(lambda: len(self.ended) >= count, seconds)

    def codes(self, *parcels: Parcel) -> list[str | None]:
        return [self.ended[it.key].code for it in parcels]


async def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


@contextmanager
def raw_server(reply: bytes | None) -> Iterator[str]:
    """Sends these bytes to whoever connects, whatever is asked; None: says nothing at all."""

    with socket.create_server(("127.0.0.1", 0)) as server:
        kept: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                kept.append(client)
                if reply is not None:
                    with contextlib.suppress(OSError), client:
                        client.recv(65536)
                        client.sendall(reply)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)
        # What it has taken meanwhile is to be closed too.
        thread.join(5)
        for it in kept:
            it.close()
