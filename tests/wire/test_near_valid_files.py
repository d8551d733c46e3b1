"""Files of every format, broken as lines, disks and old gateways break them: items, or one error.

Each sample of `examples/` is cut, doubled, recoded, and given what no sender should send.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.events import ParsedStory
from schemas.wire import StoryFormat
from tests.wire.conftest import Check
from tests.wire.test_any_bytes import items

EXAMPLES = Path(__file__).parents[2] / "examples"
SEEDS = sorted(
    it for it in EXAMPLES.glob("*/*") if it.is_file() and it.suffix not in {".md", ".py"}
)
Break = Callable[[bytes], bytes]

# What is put in. Names of markup and wires' control characters, so that structure breaks too.
ODD = [
    b"\0", b"\x01", b"\x02", b"\x03", b"\x04", b"\x0c", b"\x11\x12\x13\x14", b"\x16\x16\x01",
    b"\x1a", b"\x1f", b"\x7f", b"\x85", b"\x9b", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
    b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xa8",
    b"\\ud800", b"\\u0000", b'"', b"{", b"]", b"null", b"1e999", b"-0", b"9" * 30,
    b"&#xD800;", b"&#0;", b"&#x110000;", b"&nbsp;", b"&lol;", b"&", b"]]>", b"<![CDATA[", b"<!--",
    b"<?x", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<", b"</p>", b"<table><tr><td>", b"<br/>",
    b"KILL", b"\nNNNN\n", b"\r\rZCZC ABC123\r\n", b"HOLD", b"EDITORS: ", b"\n\tBy ",
    b"OSLO, Norway, Feb. 29 (AP) - ", b"0001-01-01T00:00:00+10:00", b"99.99.9999 99:99",
    b"9999-12-31T23:59:59-23:59", b"true", b"canceled",
]  # fmt: skip
NESTS = [(b"<a>", b"</a>"), (b"<p><b>", b"</b></p>"), (b"[", b"]"), (b'{"a":', b"}"), (b"(", b")")]
CHARSETS = ["utf-16", "utf-16-be", "utf-8-sig", "latin-1", "cp1252", "koi8-r", "shift-jis", "utf-7"]
ENDS = [b"\n", b"\r\n", b"\r", b"\n\r", b"\r\r\n"]
PLACES = st.floats(0, 1)


def at(data: bytes, place: float) -> int:
    """A place in the data, as a share of its length: it shrinks well, whatever the length."""
    return int(place * len(data))


def cut(place: float) -> Break:
    return lambda data: data[: at(data, place)]


def drop(first: float, second: float) -> Break:
    start, end = sorted((first, second))
    return lambda data: data[: at(data, start)] + data[at(data, end) :]


def double(first: float, second: float, times: int) -> Break:
    start, end = sorted((first, second))

    def broken(data: bytes) -> bytes:
        chunk = data[at(data, start) : at(data, end)]
        return data[: at(data, end)] + chunk * times + data[at(data, end) :]

    return broken


def swap(first: float, second: float) -> Break:
    start, end = sorted((first, second))
    return lambda data: data[at(data, end) :] + data[at(data, start) : at(data, end)] + data[
        : at(data, start)
    ]  # fmt: skip


def insert(place: float, what: bytes, times: int) -> Break:
    return lambda data: data[: at(data, place)] + what * times + data[at(data, place) :]


def overwrite(place: float, what: bytes) -> Break:
    return lambda data: data[: at(data, place)] + what + data[at(data, place) + len(what) :]


def nest(first: float, second: float, pair: tuple[bytes, bytes], depth: int) -> Break:
    start, end = sorted((first, second))
    opening, closing = (it * depth for it in pair)
    return lambda data: (
        data[: at(data, start)] + opening + data[at(data, start) : at(data, end)] + closing
        + data[at(data, end) :]
    )  # fmt: skip


def recode(charset: str) -> Break:
    return lambda data: data.decode("utf-8", "replace").encode(charset, "replace")


def recode_some(first: float, second: float, charset: str) -> Break:
    start, end = sorted((first, second))
    return lambda data: (
        data[: at(data, start)] + recode(charset)(data[at(data, start) : at(data, end)])
        + data[at(data, end) :]
    )  # fmt: skip


def end_lines(ends: list[bytes]) -> Break:
    def broken(data: bytes) -> bytes:
        lines = data.splitlines()
        return b"".join(line + ends[number % len(ends)] for number, line in enumerate(lines))

    return broken


BREAKS: st.SearchStrategy[Break] = st.one_of(
    st.builds(cut, PLACES),
    st.builds(drop, PLACES, PLACES),
    st.builds(double, PLACES, PLACES, st.integers(1, 4)),
    st.builds(swap, PLACES, PLACES),
    st.builds(insert, PLACES, st.sampled_from(ODD), st.sampled_from([1, 1, 2, 50])),
    st.builds(insert, PLACES, st.binary(min_size=1, max_size=8), st.just(1)),
    st.builds(overwrite, PLACES, st.sampled_from(ODD)),
    st.builds(nest, PLACES, PLACES, st.sampled_from(NESTS), st.sampled_from([1, 20, 70, 300])),
    st.builds(recode, st.sampled_from(CHARSETS)),
    st.builds(recode_some, PLACES, PLACES, st.sampled_from(CHARSETS)),
    st.builds(end_lines, st.lists(st.sampled_from(ENDS), min_size=1, max_size=3)),
)
CONTENT_TYPES = st.none() | st.sampled_from(
    ["application/json", "text/xml; charset=utf-16", "text/plain; charset=iso-8859-1",
     "application/rss+xml", "text/html", "x; charset=idna", ";;=", "application/rtf"]
)  # fmt: skip
near_valid = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def check_item(item: ParsedStory) -> None:
    assert ParsedStory.model_validate_json(item.to_json()) == item
    body = item.story.body
    assert "\r" not in body
    assert "\0" not in body
    if (line := item.wire.dateline) is not None:
        assert body[line.start : line.end] == line.text


@pytest.mark.parametrize("seed", SEEDS, ids=lambda it: it.name)
@near_valid
@given(breaks=st.lists(BREAKS, min_size=1, max_size=4), content_type=CONTENT_TYPES)
def test_a_broken_file_is_items_or_an_error(
    seed: Path, breaks: list[Break], content_type: str | None
) -> None:
    data = seed.read_bytes()
    for broken in breaks:
        data = broken(data)
    for item in items(data, content_type):
        check_item(item)


@near_valid
@given(
    seed=st.sampled_from(SEEDS),
    other=st.sampled_from(SEEDS),
    first=PLACES,
    second=PLACES,
    breaks=st.lists(BREAKS, max_size=2),
)
def test_two_files_run_together_are_items_or_an_error(
    seed: Path, other: Path, first: float, second: float, breaks: list[Break]
) -> None:
    head, tail = seed.read_bytes(), other.read_bytes()
    data = head[: at(head, first)] + tail[at(tail, second) :]
    for broken in breaks:
        data = broken(data)
    for item in items(data):
        check_item(item)


@settings(near_valid, max_examples=200)
@given(seed=st.sampled_from(SEEDS), breaks=st.lists(BREAKS, max_size=2))
def test_what_is_read_of_a_broken_file_is_valid_ninjs(
    check_official: Check, seed: Path, breaks: list[Break]
) -> None:
    data = seed.read_bytes()
    for broken in breaks:
        data = broken(data)
    for item in items(data):
        check_official(item)


def test_there_are_samples_of_every_format() -> None:
    read_as = {item.wire.format for seed in SEEDS for item in items(seed.read_bytes())}
    assert set(StoryFormat) - read_as == {StoryFormat.WIRESTREAM}
