"""A look at the end of what stands before a name never hides what the pattern itself would find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stream.enrich.names import (
    bearers,
    beside,
    firms,
    longer,
    stated,
    told_apart,
    whereabouts,
)
from stream.enrich.names.endings import Ending

MODULES = (bearers, beside, firms, longer, stated, told_apart, whereabouts)
ENDINGS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": it
    for module in MODULES
    for name, it in vars(module).items()
    if isinstance(it, Ending)
}


@pytest.mark.parametrize("name", ENDINGS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_a_pattern_fits_ends_as_listed(name: str, data: st.DataObject) -> None:
    ending = ENDINGS[name]
    lead = data.draw(st.from_regex(ending.pattern)).removesuffix("\n")
    assert lead.endswith(ending.ends)


def test_case_counts_unless_said_otherwise() -> None:
    assert Ending("bank of ", " of ").search("The Bank of ") is None
    assert Ending("bank of ", " of ", any_case=True).search("The BANK OF ")


def test_nothing_is_found_in_front_of_other_words() -> None:
    assert Ending("bank of ", " of ").search("the bank of the ") is None
