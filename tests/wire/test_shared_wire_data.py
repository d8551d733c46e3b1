"""Real files, where they lie beside the checkout: a valid story, or the code that is true of it."""

import csv
from pathlib import Path

import pytest

from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire import Code, read
from tests.wire.conftest import SHARED, Check
from tests.wire.reading import ARRIVED

EXAMPLES = sorted((SHARED / "ninjs" / "examples").glob("*/*.json"))
FIXTURES = SHARED / "wire-fixtures"
INDEX = FIXTURES / "INDEX.tsv"
MARKUP = {"NewsML-G2", "NewsML-1.2", "NITF", "other XML"}
CONTROL = {"ANPA-like (Kyodo)", "IPTC-7901", "ANPA-1312", "ZCZC wire text"}

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
        assert found is Code.NO_TEXT
        assert b'"bod' not in path.read_bytes()
        return
    assert found
    for item in found:
        check_official(item)


@pytest.mark.parametrize("path", [it for it, form in indexed() if form == "ninjs/JSON"])
def test_a_newsrooms_json_is_a_valid_story_or_has_no_text(path: str, check_official: Check) -> None:
    found = outcome(FIXTURES / path)
    if isinstance(found, Code):
        assert found is Code.NO_TEXT
    else:
        for item in found:
            check_official(item)


@pytest.mark.parametrize("path", [it for it, form in indexed() if form == "plain text"])
def test_plain_text_keeps_every_word(path: str, check_official: Check) -> None:
    data = (FIXTURES / path).read_bytes()
    found = outcome(FIXTURES / path)
    if found is Code.NOT_TEXT:
        with pytest.raises(UnicodeDecodeError):
            data.decode()
        return
    if found is Code.UNSUPPORTED_FORMAT:
        assert data.startswith(b"\x01")
        return
    assert isinstance(found, list)
    (item,) = found
    check_official(item)
    assert data.decode().split()[-len(item.story.body.split()) :] == item.story.body.split()


@pytest.mark.parametrize(("path", "form"), [it for it in indexed() if it[1] in MARKUP | CONTROL])
def test_a_format_that_is_not_read_yet_is_named(path: str, form: str) -> None:
    found = outcome(FIXTURES / path)
    unsafe = found is Code.UNSAFE_XML and form in MARKUP
    assert found is Code.UNSUPPORTED_FORMAT or unsafe
