"""/metrics is served whoever asks for what, and nobody who asks costs more than a thread."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from prometheus_client import CollectorRegistry, Counter

from stream.engine import serving
from stream.engine.serving import CLIENTS, MetricsServer

REQUEST = b"GET /metrics HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Of a server with one counter, and less patience."""
    monkeypatch.setattr(serving, "SECONDS", 1.0)
    monkeypatch.setattr(serving._Handler, "timeout", 1.0)
    registry = CollectorRegistry()
    Counter("seen", "times", registry=registry).inc(7)
    server = MetricsServer("127.0.0.1", 0, registry)
    server.serve()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()


def ask(
    port: int, method: str = "GET", path: str = "/metrics", **headers: str
) -> tuple[int, bytes]:
    asking = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asking.request(method, path, headers=headers)
        answer = asking.getresponse()
        return answer.status, answer.read()
    finally:
        asking.close()


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def ended(client: socket.socket) -> bool:
    """Whether the server hung up within a while."""
    with contextlib.suppress(ConnectionError):
        while client.recv(65536):
            pass
    return True


def waiting() -> int:
    return sum("process_request_thread" in it.name for it in threading.enumerate())


def test_it_serves_the_registry(port: int) -> None:
    status, text = ask(port)
    assert status == 200
    assert b"seen_total 7.0" in text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (("POST", "/metrics", "*/*"), 405),
        (("DELETE", "/", "*/*"), 405),
        (("GET", "/metrics?name[]=nothing", "*/*"), 200),
        (("GET", "/metrics?" + "a=b&" * 5000, "*/*"), 200),
        (("GET", "/../../etc/passwd", "*/*"), 200),
        (("GET", "/metrics", "application/openmetrics-text;version=x.y"), 400),
        (("GET", "/metrics", "text/plain;version=\u00e9;=;;"), 400),
        (("GET", "/" + "a" * 70_000, "*/*"), 414),
        (("BREW", "/pot", "*/*"), 405),
    ],
)
def test_whatever_is_asked_has_an_answer_and_no_line_in_the_log(
    port: int, capfd: pytest.CaptureFixture[str], asked: tuple[str, str, str], status: int
) -> None:
    method, path, accept = asked
    assert ask(port, method, path, Accept=accept)[0] == status
    assert ask(port)[0] == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET",
        b"\x00" * 100,
        REQUEST + b"A: b\r\n" * 500 + b"\r\n",
    ],
    ids=["silence", "tls", "half", "zeros", "headers"],
)
def test_who_says_nothing_that_can_be_answered_is_hung_up_on(
    port: int, capfd: pytest.CaptureFixture[str], said: bytes
) -> None:
    with connected(port) as client:
        client.sendall(said)
        assert ended(client)
    assert ask(port)[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_byte_now_and_then_prolongs_nothing(port: int) -> None:
    with connected(port) as client:
        client.sendall(REQUEST)
        with contextlib.suppress(ConnectionError):
            for _ in range(200):
                client.sendall(b"a")
                time.sleep(0.1)
            pytest.fail("it is still listened to")


def test_who_goes_away_in_the_middle_is_no_error(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(20):
        client = connected(port)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        client.sendall(REQUEST + b"\r\n")
        client.close()
    assert ask(port)[0] == 200
    assert capfd.readouterr() == ("", "")


def test_many_at_once_are_no_more_than_so_many_threads(port: int) -> None:
    crowd = [connected(port) for _ in range(4 * CLIENTS)]
    try:
        most = 0
        while not all(map(_gone, crowd[CLIENTS:])):
            most = max(most, waiting())
        assert most <= CLIENTS
        assert all(map(ended, crowd[:CLIENTS]))
    finally:
        for it in crowd:
            it.close()
    assert ask(port)[0] == 200


def _gone(client: socket.socket) -> bool:
    client.settimeout(0.05)
    try:
        return client.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True
