"""Jobs and answers cross the pipe unchanged, and nothing of them is run on the way."""

import asyncio
import contextlib
import io
import time
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from stream.engine.frames import (
    pack,
    pack_answer,
    pack_jobs,
    read,
    unpack_answer,
    unpack_jobs,
)
from stream.engine.jobs import Answer, Failure, Job, Product
from stream.engine.pipe_end import PipeEnd, PipeEnded

LIMIT_SECONDS = 20.0

JSON: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
FACTS = st.dictionaries(st.text(max_size=6), JSON, max_size=2)
JOBS = st.builds(Job, st.binary(max_size=300), FACTS)
ITEMS = st.builds(Product, st.binary(max_size=300), FACTS) | st.builds(
    Failure, st.text(max_size=9), st.text(max_size=30), st.none() | st.integers(0, 9)
)
ANSWERS = st.lists(ITEMS, max_size=6)


async def received(*pieces: bytes) -> list[Answer]:
    """What comes out of a pipe's end until there is no more."""
    end = PipeEnd()
    coming = asyncio.create_task(_come(end, pieces))
    found = []
    with contextlib.suppress(PipeEnded):
        while True:
            found.append(unpack_answer(await end.frame(LIMIT_SECONDS)))
    await coming
    return found


async def _come(end: PipeEnd, pieces: Iterable[bytes]) -> None:
    for it in pieces:
        end.data_received(it)
        await asyncio.sleep(0)
    end.connection_lost(None)


@settings(max_examples=50)
@given(st.lists(st.lists(JOBS, max_size=3), max_size=3))
def test_jobs_come_out_of_the_pipe_as_they_went_in(batches: list[list[Job]]) -> None:
    pipe = io.BytesIO(b"".join(map(pack_jobs, batches)))
    found = []
    while (frame := read(pipe)) is not None:
        jobs, hurried = unpack_jobs(frame)
        assert hurried
        found.append(jobs)
    assert found == batches


@settings(max_examples=50)
@given(st.lists(ANSWERS, max_size=4), st.lists(st.integers(0, 2_000)))
def test_answers_come_out_of_the_pipe_as_they_went_in_however_it_is_cut(
    answers: list[Answer], cuts: list[int]
) -> None:
    stream = b"".join(map(pack_answer, answers))
    places = [0, *sorted(cuts), len(stream)]
    pieces = [stream[first:last] for first, last in pairwise(places)]
    assert asyncio.run(received(*pieces)) == answers


@settings(max_examples=50)
@given(ANSWERS, st.data())
def test_an_answer_cut_short_is_no_answer(answer: Answer, data: st.DataObject) -> None:
    whole = pack_answer(answer)
    part = whole[: data.draw(st.integers(1, len(whole) - 1))]
    assert asyncio.run(received(part)) == []


async def test_a_frame_that_does_not_come_is_waited_for_within_the_limit() -> None:
    end = PipeEnd()
    frame = pack_answer([Product(b"late")])
    end.data_received(frame[:-1])
    with pytest.raises(TimeoutError):
        await end.frame(0.01)
    end.data_received(frame[-1:])
    assert unpack_answer(await end.frame(LIMIT_SECONDS)) == [Product(b"late")]


async def test_a_part_that_comes_as_the_limit_ends_brings_no_more_time() -> None:
    end = PipeEnd()
    waiting = asyncio.create_task(end.frame(0.02))
    await asyncio.sleep(0)
    frame = pack_answer([Product(b"stuck")])
    # The loop is late, and finds a part of the frame and the end of the limit at once.
    asyncio.get_running_loop().call_later(0.01, end.data_received, frame[:5])
    time.sleep(0.05)  # noqa: ASYNC251 - the loop is to be late
    async with asyncio.timeout(LIMIT_SECONDS):
        with pytest.raises(TimeoutError):
            await waiting


async def test_who_is_cancelled_while_waiting_takes_no_frame_from_the_next() -> None:
    end = PipeEnd()
    waiting = asyncio.create_task(end.frame(LIMIT_SECONDS))
    await asyncio.sleep(0)
    end.data_received(pack_answer([Product(b"whole")]))
    waiting.cancel()
    await asyncio.wait([waiting])
    assert unpack_answer(await end.frame(LIMIT_SECONDS)) == [Product(b"whole")]


def test_the_end_of_the_pipe_is_no_frame() -> None:
    assert read(io.BytesIO(b"")) is None
    assert read(io.BytesIO(b"\x00\x00")) is None


def test_values_travel_as_they_are() -> None:
    assert pack({}, [b"\x80\x04evil."]).endswith(b"\x80\x04evil.")
