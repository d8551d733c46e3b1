"""Parcels arrive once, are tried again while that makes sense, and wait for no other receiver."""

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from schemas.alert import Alert, AlertKind
from stream.delivery import sending, shapes
from stream.delivery.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Breaker
from stream.delivery.parcel import Parcel
from tests.delivery.parcels import Post, alert, channels, raw_server, until, webhook
from tests.delivery.receivers import Got, Receiver, answer

Make = Callable[..., Post]


@pytest.fixture
async def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Make]:
    """Pauses are short, so that tests are."""
    monkeypatch.setattr(sending, "FIRST_PAUSE", 0.02)
    made: list[Post] = []

    def make(**settings: str) -> Post:
        made.append(Post(channels(tmp_path / "channels.toml", **settings)))
        return made[-1]

    yield make
    for it in made:
        await it.sender.close(1.0)


def failing(times: int, status: int, **headers: str) -> Callable[..., bool]:
    """Fails so often for each key, then takes it."""
    asked: dict[str, int] = {}

    def behave(handler: BaseHTTPRequestHandler, got: Got) -> bool:
        asked[got.key] = asked.get(got.key, 0) + 1
        well = asked[got.key] > times
        answer(handler, 200 if well else status, **({} if well else headers))
        return well

    return behave


@pytest.mark.parametrize("status", [408, 429, 500, 503])
async def test_a_receiver_that_fails_for_a_while_gets_it_with_the_same_key(
    post: Make, status: int
) -> None:
    with Receiver(failing(2, status)) as receiver:
        sent = post(desk=webhook(receiver.url))
        parcel = Parcel(alert(), "desk")
        sent.put(parcel, parcel)
        await sent.until(1)
        assert sent.ended[parcel.key].attempts == 3
        assert sent.codes(parcel) == [None]
        assert receiver.asked == {parcel.key: 3}
        await until(lambda: len(receiver.taken) == 1)
        assert [it.key for it in receiver.taken] == [parcel.key]


async def test_a_receiver_that_asks_for_time_gets_it(post: Make) -> None:
    with Receiver(failing(1, 429, retry_after="1")) as receiver:
        sent = post(desk=webhook(receiver.url))
        loop = asyncio.get_running_loop()
        began = loop.time()
        sent.put(Parcel(alert(), "desk"))
        await sent.until(1)
        assert loop.time() - began >= 1.0


@pytest.mark.parametrize(
    ("status", "code"),
    [(301, "redirects"), (307, "redirects"), (400, "http_refused"), (410, "http_refused")],
)
async def test_what_would_fail_again_is_given_up_at_once(
    post: Make, status: int, code: str
) -> None:
    with Receiver(failing(9, status, location="http://169.254.169.254/")) as receiver:
        sent = post(desk=webhook(receiver.url))
        parcel = Parcel(alert(), "desk")
        sent.put(parcel)
        await sent.until(1)
        assert sent.codes(parcel) == [code]
        assert receiver.asked == {parcel.key: 1}


@pytest.mark.parametrize(
    ("reply", "code"),
    [(b"no HTTP at all\r\n\r\n", "no_answer"), (b"", "no_answer"), (None, "timed_out")],
)
async def test_garbage_and_silence_are_given_up_when_the_time_is_over(
    post: Make, reply: bytes | None, code: str
) -> None:
    with raw_server(reply) as url:
        sent = post(desk=webhook(url, "keep_trying = 1"))
        parcel = Parcel(alert(), "desk")
        sent.put(parcel)
        await sent.until(1)
    given = sent.ended[parcel.key]
    assert given.code in {code, "left_alone"}
    assert given.attempts >= 1


async def test_an_answer_that_never_ends_is_an_answer(post: Make) -> None:
    with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nand") as url:
        sent = post(desk=webhook(url))
        parcel = Parcel(alert(), "desk")
        sent.put(parcel)
        await sent.until(1)
    assert sent.codes(parcel) == [None]


async def test_a_slow_receiver_delays_nobody_else(post: Make) -> None:
    with raw_server(None) as slow, Receiver() as quick:
        sent = post(slow=webhook(slow, "keep_trying = 60"), desk=webhook(quick.url))
        stuck = [Parcel(alert(it), "slow") for it in range(50)]
        going = [Parcel(alert(it), "desk") for it in range(50)]
        sent.put(*stuck)
        sent.put(*going)
        await sent.until(50, 5)
        assert sent.codes(*going) == [None] * 50
        assert not {it.key for it in stuck} & sent.ended.keys()


async def test_a_receiver_that_answers_late_gets_it_twice_and_not_for_hours(post: Make) -> None:
    def late(handler: BaseHTTPRequestHandler, _: Got) -> bool:
        time.sleep(0.75)
        answer(handler, 200)
        return True

    with Receiver(late) as receiver:
        sent = post(desk=webhook(receiver.url))  # half a second, then a whole one
        parcel = Parcel(alert(), "desk")
        sent.put(parcel)
        await sent.until(1)
        assert sent.ended[parcel.key].attempts == 2
        assert sent.codes(parcel) == [None]
        assert receiver.asked == {parcel.key: 2}


async def test_names_that_nobody_finds_delay_nobody_else(
    post: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, over = [], threading.Event()
    plain = socket.getaddrinfo

    def lookup(host: str, *rest: Any, **more: Any) -> Any:
        if host != "localhost":
            asked.append(host)
            over.wait(30)
            raise socket.gaierror
        return plain(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    dead = {f"dead{it}": webhook(f"http://dead-{it}.example/", "timeout = 30") for it in range(40)}
    dead = {name: it.replace("timeout = 0.5\n", "") for name, it in dead.items()}
    with Receiver() as quick:
        url = quick.url.replace("127.0.0.1", "localhost")
        sent = post(desk=webhook(url), **dead)
        try:
            sent.put(*(Parcel(alert(it), f"dead{it}") for it in range(40)))
            await until(lambda: len(asked) == 40)
            well = Parcel(alert(99), "desk")
            sent.put(well)
            await sent.until(1, 10)
            assert sent.codes(well) == [None]
        finally:
            over.set()


async def test_a_channel_that_is_not_there_says_so(post: Make) -> None:
    sent = post()
    parcel = Parcel(alert(), "desk")
    sent.put(parcel)
    await sent.until(1)
    assert sent.codes(parcel) == ["no_such_channel"]


async def test_an_error_of_ours_is_listed_and_what_follows_goes_on(
    post: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    plain, odd = shapes.body, Parcel(alert(1), "desk")

    def breaks(kind: str, it: Alert) -> bytes:
        return plain(kind, it) if it.kind is AlertKind.UPDATED else b"Ferries"[it.missing]

    monkeypatch.setattr(shapes, "body", breaks)
    with Receiver() as receiver:
        found = post(desk=webhook(receiver.url))
        after = Parcel(alert(2, AlertKind.UPDATED, follows=1), "desk")
        found.put(odd, after)
        await found.until(2)
    assert found.codes(odd, after) == ["unforeseen", None]
    assert "AttributeError at" in caplog.text
    assert "Ferries" not in caplog.text


async def test_settings_that_are_mended_count_for_what_is_on_its_way(
    post: Make, tmp_path: Path
) -> None:
    with raw_server(b"") as broken, Receiver() as well:
        sent = post(desk=webhook(broken))
        sent.put(Parcel(alert(), "desk"))
        await asyncio.sleep(0.05)
        (tmp_path / "channels.toml").write_text(f"[desk]\n{webhook(well.url)}\n")
        await sent.until(1)
        await until(lambda: len(well.taken) == 1)


async def test_follow_ups_come_after_what_they_follow(post: Make) -> None:
    with Receiver(failing(2, 500)) as receiver:
        sent = post(desk=webhook(receiver.url))
        first = Parcel(alert(1), "desk")
        sent.put(first)
        await until(lambda: first.attempts > 0)
        sent.put(
            Parcel(alert(2, AlertKind.UPDATED, follows=1), "desk"),
            Parcel(alert(3, AlertKind.CORRECTED, follows=1), "desk"),
        )
        await sent.until(3)
        await until(lambda: len(receiver.taken) == 3)
        kinds = [it.alert["kind"] for it in receiver.taken]
        assert kinds == ["match", "updated", "corrected"]


async def test_what_was_killed_before_anybody_saw_it_is_told_to_nobody(post: Make) -> None:
    with raw_server(None) as silent:
        sent = post(desk=webhook(silent, "parallel = 1"))
        blocking = Parcel(alert(9, stories=("other",)), "desk")
        first, kill = (
            Parcel(alert(1), "desk"),
            Parcel(alert(2, AlertKind.KILLED, follows=1), "desk"),
        )
        sent.put(blocking, first)
        await until(lambda: blocking.attempts == 1)
        sent.put(kill)
        assert sent.codes(first, kill) == ["withdrawn", "withdrawn"]


async def test_who_may_have_seen_a_story_is_told_of_its_kill(post: Make) -> None:
    with Receiver(failing(1, 500)) as receiver:
        sent = post(desk=webhook(receiver.url))
        first, kill = (
            Parcel(alert(1), "desk"),
            Parcel(alert(2, AlertKind.KILLED, follows=1), "desk"),
        )
        sent.put(first)
        await until(lambda: receiver.asked[first.key] == 1 and first.attempts == 1)
        sent.put(kill)
        await sent.until(2)
        assert sent.codes(first, kill) == ["withdrawn", None]
        await until(lambda: len(receiver.taken) == 1)
        assert [it.alert["kind"] for it in receiver.taken] == ["killed"]


async def test_a_digest_goes_without_the_story_that_was_killed(post: Make) -> None:
    with Receiver(failing(1, 500)) as receiver:
        sent = post(desk=webhook(receiver.url))
        digest = Parcel(alert(1, AlertKind.DIGEST, ("one", "two")), "desk")
        sent.put(digest, Parcel(alert(2, AlertKind.KILLED, ("two",), follows=1), "desk"))
        await sent.until(2)
        await until(lambda: len(receiver.taken) == 1)
        assert [it["story_id"] for it in receiver.taken[0].alert["stories"]] == ["one"]


async def test_what_has_not_ended_when_it_is_closed_is_left_to_the_next(post: Make) -> None:
    with raw_server(None) as silent:
        sent = post(desk=webhook(silent))
        sent.put(*(Parcel(alert(it), "desk") for it in range(20)))
        await asyncio.sleep(0.05)
        await sent.sender.close(0.1)
        assert sent.ended == {}


def test_a_breaker_opens_asks_once_and_closes() -> None:
    breaker = Breaker()
    for _ in range(FAILURES - 1):
        breaker.failed(0.0)
    assert breaker.enter(0.0) == 0.0
    breaker.failed(0.0)
    assert breaker.enter(0.0) == FIRST_PAUSE
    assert breaker.enter(FIRST_PAUSE) == 0.0
    # Somebody asks already.
    assert breaker.enter(FIRST_PAUSE) > 0.0
    breaker.failed(FIRST_PAUSE)
    assert breaker.enter(FIRST_PAUSE) == 2 * FIRST_PAUSE
    breaker.succeeded()
    assert breaker.enter(FIRST_PAUSE) == 0.0
    for _ in range(100):
        breaker.failed(0.0)
    assert breaker.enter(0.0) == LONGEST_PAUSE
