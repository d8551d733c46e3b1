"""Where agencies number versions or give a status: the end whatever the order of arrival."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.wire import Signal
from stream.lifecycle.version import Version
from tests.lifecycle.test_invariants import WORDS, end

TEXTS = [Signal.NEW, Signal.UPDATE, Signal.CORRECTION, Signal.REFILE]


@st.composite
def feeds(
    draw: st.DrawFn, signals: list[Signal], *, partitions: int, numbers: bool, status: bool
) -> list[Version]:
    """A story's versions in the order in which the agency made them, each with its own text.

    With `status` a hold is a text whose status says so, and every other text is usable.
    """
    found = []
    for place, signal in enumerate(draw(st.lists(st.sampled_from(signals), max_size=7))):
        holds = signal is Signal.HOLD
        has_text = not signal.ends_story and (signal not in WORDS or (status and holds))
        wait = draw(st.none() | st.integers(1, 20)) if has_text else None
        found.append(
            Version(
                f"e{place}",
                signal,
                place + 1 if numbers else None,
                (draw(st.integers(0, partitions - 1)), place),
                None if wait is None else float(wait),
                f"text {place}" if has_text else "",
                usable=status and has_text and not holds,
                by_status=status and holds,
            )
        )
    return found


@pytest.mark.parametrize(
    ("signals", "partitions", "numbers", "status"),
    [
        pytest.param([*TEXTS, *WORDS, Signal.KILL], 1, True, False, id="one wire, numbers"),
        pytest.param([*TEXTS, Signal.KILL], 3, True, False, id="three wires, numbers"),
        pytest.param([*TEXTS, Signal.HOLD, Signal.KILL], 1, False, True, id="one wire, status"),
        pytest.param([*TEXTS, Signal.HOLD, Signal.KILL], 3, True, True, id="three, both"),
    ],
)
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_the_end_is_that_of_the_order_in_which_the_agency_made_them(
    *, signals: list[Signal], partitions: int, numbers: bool, status: bool, data: st.DataObject
) -> None:
    made = feeds(signals, partitions=partitions, numbers=numbers, status=status)
    wire = data.draw(made)
    assert end(data.draw(st.permutations(wire))) == end(wire)
