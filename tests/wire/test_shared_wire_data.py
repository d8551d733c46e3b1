"""Real files, where they lie beside the checkout: a valid story, or the code that is true of it."""

import csv
from pathlib import Path

import pytest

from bench.expected import HALVES, files
from bench.formats_right import CODES, JUDGED, judged
from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire import Code, read
from tests.wire.conftest import SHARED, Check
from tests.wire.reading import ARRIVED

EXAMPLES = sorted((SHARED / "ninjs" / "examples").glob("*/*.json"))
FIXTURES = SHARED / "wire-fixtures"
INDEX = FIXTURES / "INDEX.tsv"
REFUSED = {
    it.path: {CODES[why] for why in it.refused or ["no_text"]}
    for half in HALVES
    for it in files(half)
}
"""The codes that are true of a file; one with a headline alone may be refused too."""

pytestmark = pytest.mark.skipif(
    not INDEX.is_file(), reason="the shared data isn't beside the checkout"
)


def indexed() -> list[tuple[str, str]]:
    """Path and format of every fixture."""
    if not INDEX.is_file():
        return []
    with INDEX.open(newline="") as file:
        return [(row["path"], row["format"]) for row in csv.DictReader(file, delimiter="\t")]


def outcome(path: Path) -> list[ParsedStory] | Code:
    """The stories of a file, or the code that refuses it."""
    try:
        found = read(path.read_bytes(), arrived=ARRIVED)
    except ParseError as error:
        return Code(error.code)
    return [it for it in found if isinstance(it, ParsedStory)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda it: f"{it.parent.name}/{it.name}")
def test_an_official_example_is_a_valid_story_or_has_no_text(
    path: Path, check_official: Check
) -> None:
    found = outcome(path)
    if isinstance(found, Code):
        assert found in {Code.NO_TEXT, Code.PLANNING}
        assert b'"bod' not in path.read_bytes()
        return
    assert found
    for item in found:
        check_official(item)


@pytest.mark.parametrize("path", [it for it, _ in indexed()])
def test_an_agencys_file_is_valid_stories_or_refused_as_a_reader_would(
    path: str, check_official: Check
) -> None:
    found = outcome(FIXTURES / path)
    if isinstance(found, Code):
        assert found.value in REFUSED[path]
    else:
        assert found
        for item in found:
            check_official(item)


@pytest.mark.parametrize("half", HALVES)
def test_98_of_100_fields_come_out_as_a_careful_reader_has_them(half: str) -> None:
    right, asked, misses = judged(half)
    wanted = sum(asked[name] for name in JUDGED)
    assert sum(right[name] for name in JUDGED) >= 0.98 * wanted, "\n".join(misses)
