"""What identifies a parsed story, and what doesn't."""

from datetime import UTC, datetime

import pytest

from schemas.events import ParsedStory
from schemas.wire import Signal
from stream.agents.traits import traits_of
from stream.lifecycle.identity.traits import title_numbers
from tests.schemas.samples import parsed


def story(wire: dict[str, object] | None = None, **fields: object) -> ParsedStory:
    raw = parsed().model_dump(mode="json", by_alias=False)
    raw["story"] |= fields
    raw["wire"] |= wire or {}
    return ParsedStory.model_validate(raw)


def body(text: str) -> list[dict[str, str]]:
    return [{"role": "main", "content_type": "text/plain", "value": text}]


def test_links_and_ids_are_those_that_name_versions_of_the_story() -> None:
    links = [
        {"name": "a", "uri": "urn:desk:000001", "rel": "evolvedFrom"},
        {"name": "b", "uri": "urn:desk:000002", "rel": "derivedFrom"},
        {"name": "c", "uri": "urn:desk:000003", "rel": "irel:previousVersion"},
    ]
    ids = [
        {"role": "guid", "value": "123456"},
        {"role": "guid", "value": "12345"},
        {"role": "sequence", "value": "eca0345"},
    ]
    found = traits_of(
        story(
            {"continues": None}, uri="urn:desk:9999", language=None, associations=links, alt_ids=ids
        )
    )
    assert found.links == ("urn:desk:000001", "urn:desk:000003")
    assert found.ids == ("urn:desk:9999", "123456")


def test_translations_that_share_an_id_are_not_tied_by_it() -> None:
    ids = [{"role": "guid", "value": "123456"}]
    french, dutch = (
        traits_of(story(uri="urn:wirestream:x", language=it, alt_ids=ids)) for it in ("fr", "nl")
    )
    assert french.ids
    assert not set(french.ids) & set(dutch.ids)


def test_our_own_id_is_no_name_of_the_agency_s() -> None:
    assert traits_of(story(uri="urn:wirestream:a-story.12", alt_ids=[])).ids == ()


@pytest.mark.parametrize(("kind", "has"), [("text", True), ("picture", False), ("video", False)])
def test_a_picture_has_a_caption_and_no_text_that_ties(kind: str, has: object) -> None:
    found = traits_of(story(type=kind, slugline="Ferry-Strike"))
    assert bool(found.text.hashes) is has
    assert bool(found.title) is has
    assert bool(found.slug) is has


def test_the_marker_is_no_part_of_the_headline() -> None:
    found = traits_of(story(headlines=[{"value": "CORRECTED-Ferry crews strike"}]))
    assert found.title == title_numbers("Ferry crews strike")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('In Bergen item "FERRY CREWS STRIKE" please read in first paragraph', True),
        ("In item headlined, “Ferry crews strike,” please read", True),
        ('He said "ferry crews strike" in vain', False),
    ],
)
def test_a_correction_names_the_headline_that_it_corrects(text: str, named: object) -> None:
    found = traits_of(story({"signal": Signal.CORRECTION}, bodies=body(text)))
    assert (found.named == title_numbers("ferry crews strike")) is named
    assert traits_of(story({"signal": Signal.NEW}, bodies=body(text))).named == ()


def test_when_it_was_written_is_what_it_says_itself() -> None:
    written = datetime(2026, 3, 10, 9, tzinfo=UTC)
    found = traits_of(story(version_created=written.isoformat()))
    assert found.written == written.timestamp()
    assert traits_of(story(version_created=None, first_created=None)).written == 0
