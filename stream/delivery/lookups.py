"""Names looked up beside each other: one that nobody finds holds up no other.

The system can take half a minute to say that it doesn't know a name, and the event loop has four
threads to ask it. So each lookup has a thread of its own while it lasts.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp.abc import AbstractResolver, ResolveResult

_FLAGS = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV

T = TypeVar("T")


class Lookups(AbstractResolver):
    """The system's answers."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name. Raises OSError."""

        def ask() -> Any:
            kind, flags = socket.SOCK_STREAM, socket.AI_ADDRCONFIG
            return socket.getaddrinfo(host, port, family, kind, flags=flags)

        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=proto,
                flags=_FLAGS,
            )
            for kind, _, proto, _, address in await _in_a_thread(ask)
        ]

    async def close(self) -> None:
        """Nothing is open."""


async def _in_a_thread(call: Callable[[], T]) -> T:
    """What the call gives. Who is cancelled leaves it behind, and so does the exit."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(found: T | None, error: Exception | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(found)  # type: ignore[arg-type]

    def run() -> None:
        found, failed = None, None
        try:
            found = call()
        except Exception as error:  # noqa: BLE001 - whoever asked gets it
            failed = error
        with contextlib.suppress(RuntimeError):  # the loop is over
            loop.call_soon_threadsafe(settle, found, failed)

    threading.Thread(target=run, name="lookup", daemon=True).start()
    return await done
