"""/metrics over HTTP, on threads of its own. Whoever can connect may ask for anything.

A client that says nothing, or reads nothing, is hung up on; there are few at a time; and none of
them writes a line into our log.
"""

import io
import socket
import threading
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from typing import Any, TextIO
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CollectorRegistry, make_wsgi_app

CLIENTS = 16
"""At once. One is Prometheus, one may be `wire top`; each costs a thread."""
SECONDS = 5.0
"""From a client's connection to its end."""


class _Handler(WSGIRequestHandler):
    """One request."""

    timeout = SECONDS

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def get_stderr(self) -> TextIO:
        """Nobody reads what is said there."""
        return io.StringIO()


class MetricsServer(ThreadingMixIn, WSGIServer):
    """Serves a registry until it is shut down. Raises OSError where it can't listen."""

    daemon_threads = True
    request_queue_size = 8 * CLIENTS

    def __init__(self, host: str, port: int, registry: CollectorRegistry) -> None:
        """Listen; `serve` begins to answer."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        self.address_family, _, _, _, address = found[0]
        self._room = threading.Semaphore(CLIENTS)
        super().__init__(address[:2], _Handler)  # type: ignore[arg-type]
        self.set_app(_guarded(make_wsgi_app(registry)))

    def serve(self) -> None:
        """Answer from now on, on a thread that ends with the process."""
        threading.Thread(target=self.serve_forever, name="metrics", daemon=True).start()

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for it, or the end where there are too many."""
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and hang up when the time is over: a byte now and then doesn't prolong it."""
        end = threading.Timer(SECONDS, _hang_up, [request])
        end.daemon = True
        end.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            end.cancel()
            self._room.release()

    def handle_error(self, *_: Any) -> None:
        """Clients that go away are none of our errors."""


def _hang_up(request: socket.socket) -> None:
    try:
        request.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It has gone by itself.
        return


def _guarded(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The same, with a refusal for what the library stumbles over."""

    def answer(environ: Any, start_response: Any) -> Iterable[bytes]:
        try:
            return app(environ, start_response)
        except Exception:  # noqa: BLE001 - whatever was asked
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b"this can't be answered\n"]

    return answer
