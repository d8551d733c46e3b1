"""Versions of a story meet under one id, whatever their file looks like."""

import pytest

from schemas.wire import Signal
from stream.wire.identity import without_version
from tests.wire.reading import one

TEXT = "OSLO, April 25 (NTB) - Ferry crews began a strike over night shifts."


def id_of(**fields: object) -> str:
    return one({"body": TEXT, **fields}).wire.story_id


def test_a_new_text_under_the_same_id_is_the_same_story() -> None:
    assert id_of(id="7", source="NTB") == id_of(id="7", source="NTB", body="Other words.")


def test_two_agencies_may_use_the_same_number() -> None:
    assert id_of(id="7", source="NTB") != id_of(id="7", source="TT")


def test_an_agency_is_the_same_however_it_signs() -> None:
    assert id_of(id="7", source="AP") == id_of(id="7", source="The Associated Press")


@pytest.mark.parametrize(
    "marked",
    [
        "Ferry-Strike, 1st Ld-Writethru",
        "BC-Ferry-Strike",
        "ferry strike",
        "FERRY-STRIKE, 2nd Ld",
        "Ferry-Strike, Correction",
        "UPDATE 2-Ferry-Strike",
        "Ferry-Strike, 1st Add",
    ],
)
def test_a_slug_is_the_same_whatever_marks_the_version(marked: str) -> None:
    assert id_of(slug=marked) == id_of(slug="Ferry-Strike")


def test_the_same_slug_on_another_day_is_another_story() -> None:
    later = TEXT.replace("April 25", "April 26")
    assert id_of(slug="Ferry-Strike") != id_of(slug="Ferry-Strike", body=later)


def test_a_plain_kill_meets_its_plain_story() -> None:
    today = TEXT.replace("April 25", "April 26")
    story = one(f"slug: ferry-strike\nsource: NTB\ndate 2025-04-26\n\n{today}")
    kill = one("slug: Ferry-Strike\nsource: NTB\n\nKILL\n\nThe story is wrong in its figures.")
    correction = one(
        "CORRECTED\nslugline: ferry-strike\nsource: NTB\n\nFerry crews did not strike."
    )
    assert kill.wire.signal is Signal.KILL
    assert correction.wire.signal is Signal.CORRECTION
    assert kill.wire.story_id == correction.wire.story_id == story.wire.story_id


def test_without_id_and_slug_the_words_are_the_key() -> None:
    spaced = TEXT.upper().replace(" ", "  ")
    assert one(TEXT).wire.signature == one(spaced).wire.signature
    assert one(TEXT).wire.signature != one(TEXT + " More.").wire.signature
    assert one(TEXT).wire.story_id != one(TEXT + " More.").wire.story_id


@pytest.mark.parametrize(
    ("own_id", "version", "expected"),
    [
        ("urn:newsml:ntb.no:20250425:ferry:3U", None, "urn:newsml:ntb.no:20250425:ferry"),
        ("tag:example.com,2025:newsml_F1:12", None, "tag:example.com,2025:newsml_F1"),
        ("https://example.com/a?version=4", None, "https://example.com/a"),
        ("ferry-v2", "2", "ferry-v2".removesuffix("-v2")),
        ("ferry-v2", "3", "ferry-v2"),
        ("ferry-2", "2", "ferry-2"),
        ("urn:example:2025:3", "3", "urn:example:2025:3"),
    ],
)
def test_a_version_is_cut_off_only_where_it_is_marked(
    own_id: str, version: str | None, expected: str
) -> None:
    assert without_version(own_id, version) == expected


@pytest.mark.parametrize("own_id", ["x" * 5000, "\u6e21\u8f2a\u8239", "-", "a b\tc", "\U0001f6a2"])
def test_an_id_is_short_and_printable(own_id: str) -> None:
    found = id_of(id=own_id, source="NTB")
    assert len(found) <= 128
    assert found.isascii()
    assert found.isprintable()
    assert " " not in found


@pytest.mark.parametrize(
    ("given", "text", "number"),
    [(None, None, 1), ("3", "3", 3), (4, "4", 4), (2.0, "2", 2), ("1.5", "1.5", 1), ("0", "0", 1),
     ("final", "final", 1)],
)  # fmt: skip
def test_a_version_is_the_agencys_own(given: object, text: str | None, number: int) -> None:
    item = one({"body": TEXT, "version": given})
    assert (item.story.version, item.wire.version) == (text, number)
