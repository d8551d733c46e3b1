"""Rules look at the last word before a name first: it must let through all that they look for."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stream.enrich.names import sides, stated, surroundings
from stream.enrich.names.endings import Ending, last_word


@given(st.from_regex(sides._BEFORE))
def test_all_that_stands_before_teams(lead: str) -> None:
    low = lead.lower()
    assume(sides._BEFORE.search(low) and not low.endswith("\n"))
    assert sides._LAST.fullmatch(last_word(low))


@given(st.from_regex(surroundings._LOCATIVE))
def test_all_that_stands_before_places(lead: str) -> None:
    assume(not lead.endswith("\n"))
    assert surroundings._LAST.fullmatch(last_word(lead))


@pytest.mark.parametrize("ending", [*stated._OF_ANOTHER, stated._CHURCH, stated._ISLAND])
def test_all_that_things_are_called_after(ending: Ending) -> None:
    @given(st.from_regex(re.compile(ending.pattern.pattern)))
    def holds(lead: str) -> None:
        assume(ending.search(lead))
        assert last_word(lead).lower() in stated._LAST

    holds()
