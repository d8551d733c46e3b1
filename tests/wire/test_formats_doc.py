"""The page on formats names every code, every format and every signal."""

from pathlib import Path

import pytest

from schemas.wire import Signal, StoryFormat
from stream.wire import MAX_BYTES, MAX_ITEMS, Code
from stream.wire.dateline.tokens import LONGEST
from stream.wire.limits import MAX_DEPTH

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*Code, *StoryFormat])
def test_every_code_and_format_has_its_row(name: str) -> None:
    assert PAGE.count(f"\n| `{name}` |") == 1


@pytest.mark.parametrize("signal", Signal)
def test_every_signal_is_explained(signal: Signal) -> None:
    assert signal.value in PAGE


def test_the_limits_are_as_the_page_says() -> None:
    assert f"({MAX_BYTES // 2**20} MiB)" in PAGE
    assert f"{MAX_ITEMS:,} items" in PAGE
    assert f"{MAX_DEPTH} levels" in PAGE
    assert f"first {LONGEST} characters" in PAGE
