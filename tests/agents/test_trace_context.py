"""The trace of a record continues the one before it, or starts by a law."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.trace import traceparent

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
VALID = f"00-{TRACE}-{SPAN}-00"
SHAPE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


def test_a_valid_trace_is_continued_with_a_span_of_our_own() -> None:
    version, trace, span, flags = traceparent(VALID, "event-1").split("-")
    assert (version, trace, flags) == ("00", TRACE, "00")
    assert span != SPAN


@pytest.mark.parametrize(
    "upstream",
    [
        None,
        "",
        "no trace",
        f"01-{TRACE}-{SPAN}-00",
        f"00-{TRACE.upper()}-{SPAN}-00",
        f"00-{'0' * 32}-{SPAN}-00",
        f"00-{TRACE}-{'0' * 16}-00",
        f"{VALID}\n",
        f"{VALID}-more",
        f" {VALID}",
    ],
)
def test_an_invalid_trace_is_replaced(upstream: str | None) -> None:
    made = traceparent(upstream, "event-1")
    assert SHAPE.fullmatch(made)
    assert made == traceparent(None, "event-1")
    assert TRACE not in made


@given(st.none() | st.text() | st.just(VALID), st.text(min_size=1))
def test_a_redelivery_has_the_same_trace(upstream: str | None, event: str) -> None:
    made = traceparent(upstream, event)
    assert made == traceparent(upstream, event)
    assert SHAPE.fullmatch(made)


def test_two_events_of_one_story_have_different_spans() -> None:
    spans = {traceparent(VALID, event).split("-")[2] for event in ("event-1", "event-2")}
    assert len(spans) == 2
