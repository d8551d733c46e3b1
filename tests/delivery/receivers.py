"""A receiver of webhooks on loopback, which answers as it is told."""

import contextlib
import json
import socket
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Got:
    """One request."""

    headers: dict[str, str]
    body: bytes

    @property
    def alert(self) -> dict[str, Any]:
        return json.loads(self.body)

    @property
    def key(self) -> str:
        return self.headers["idempotency-key"]


Behave = Callable[[BaseHTTPRequestHandler, Got], bool]
"""Answers a request; whether it took it."""


def takes(handler: BaseHTTPRequestHandler, _: Got) -> bool:
    answer(handler, 200)
    return True


def answer(handler: BaseHTTPRequestHandler, status: int, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-length", "0")
    handler.end_headers()


class Receiver:
    """Runs until it is left. `taken` has what it answered well, in order."""

    def __init__(self, behave: Behave = takes) -> None:
        self.behave = behave
        self._sockets: list[socket.socket] = []
        self.taken: list[Got] = []
        self.asked: Counter[str] = Counter()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                headers = {name.lower(): value for name, value in self.headers.items()}
                got = Got(headers, self.rfile.read(length))
                receiver.asked[got.headers.get("idempotency-key", "")] += 1
                if receiver.behave(self, got):
                    receiver.taken.append(got)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def get_request(self) -> tuple[socket.socket, Any]:
                found: tuple[socket.socket, Any] = super().get_request()
                receiver._sockets.append(found[0])
                return found

            def handle_error(self, *_: object) -> None:
                """Who hangs up is no fault of a test."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        # Who keeps a connection open would leave its socket to the collector.
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
