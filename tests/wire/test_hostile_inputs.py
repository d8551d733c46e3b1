"""Inputs made to cost much: each is read or refused, within the memory that an input may take."""

import sys

import pytest

from bench.hostile import MAKERS
from bench.parse_cost import measured
from tests.fuzz.law import check


@pytest.mark.parametrize("name", MAKERS)
def test_a_costly_input_is_items_or_an_error(name: str) -> None:
    check(MAKERS[name](96 * 1024))


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("name", MAKERS)
def test_a_costly_input_stays_within_its_memory(name: str) -> None:
    assert measured(name, sizes=[384])["memory_share"] <= 1
