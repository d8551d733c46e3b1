"""Jobs and answers cross the pipe unchanged, and nothing of them is run on the way."""

import asyncio
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from stream.engine.frames import (
    pack,
    pack_answer,
    pack_job,
    read,
    receive,
    unpack_answer,
    unpack_job,
)
from stream.engine.jobs import Answer, Failure, Job, Product

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


async def received(stream: bytes) -> list[Answer]:
    source = asyncio.StreamReader()
    source.feed_data(stream)
    source.feed_eof()
    found = []
    while not source.at_eof():
        found.append(unpack_answer(await receive(source)))
    return found


@settings(max_examples=50)
@given(st.lists(JOBS, max_size=4))
def test_jobs_come_out_of_the_pipe_as_they_went_in(jobs: list[Job]) -> None:
    pipe = io.BytesIO(b"".join(map(pack_job, jobs)))
    found = []
    while (frame := read(pipe)) is not None:
        found.append(unpack_job(frame))
    assert found == jobs


@settings(max_examples=50)
@given(st.lists(ANSWERS, max_size=4))
def test_answers_come_out_of_the_pipe_as_they_went_in(answers: list[Answer]) -> None:
    assert asyncio.run(received(b"".join(map(pack_answer, answers)))) == answers


@settings(max_examples=50)
@given(ANSWERS, st.data())
def test_an_answer_cut_short_is_no_answer(answer: Answer, data: st.DataObject) -> None:
    whole = pack_answer(answer)
    part = whole[: data.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises(asyncio.IncompleteReadError):
        asyncio.run(received(part))


def test_the_end_of_the_pipe_is_no_frame() -> None:
    assert read(io.BytesIO(b"")) is None
    assert read(io.BytesIO(b"\x00\x00")) is None


def test_values_travel_as_they_are() -> None:
    assert pack({}, [b"\x80\x04evil."]).endswith(b"\x80\x04evil.")
