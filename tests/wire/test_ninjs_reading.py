"""ninjs 1, 2 and 3 give the same story, and the story is ninjs 3.1."""

import datetime as dt
from typing import Any

import pytest

from schemas.wire import StoryFormat
from tests.wire.conftest import Check
from tests.wire.reading import one

TEXT = "OSLO, April 25 (NTB) - Ferry crews began a strike.\n\nTalks failed on Thursday."
MARKUP = "<p>OSLO, April 25 (NTB) - Ferry crews began a strike.</p><p>Talks failed on Thursday.</p>"
URI = "urn:example:ferry"

ONE = {
    "uri": URI,
    "versioncreated": "2025-04-25T10:00:00Z",
    "embargoed": "2025-04-26T10:00:00Z",
    "pubstatus": "usable",
    "representationtype": "complete",
    "byline": "Kari Ness",
    "ednote": "Pictures follow.",
    "headline": "Ferry crews strike",
    "description_text": "Talks failed.",
    "body_text": TEXT,
    "body_html": MARKUP,
    "person": [{"name": "Kari Ness", "scheme": "http://example.com/p/", "code": "17"}],
    "organisation": [{"name": "Fjordline", "symbols": [{"ticker": "FJL", "exchange": "XOSL"}]}],
    "subject": [{"name": "strike", "code": "20000533", "scheme": "topics", "confidence": 90}],
    "place": [{"name": "Oslo"}],
    "infosource": [{"name": "NTB", "rel": "origin"}],
    "altids": {"sequence": "0117"},
    "associations": {"picture": {"uri": "urn:example:p1", "type": "picture"}},
}
TWO = {
    "uri": URI,
    "versioncreated": "2025-04-25T10:00:00Z",
    "embargoed": "2025-04-26T10:00:00Z",
    "pubstatus": "usable",
    "representationtype": "full",
    "by": "Kari Ness",
    "ednote": "Pictures follow.",
    "headlines": [{"role": "main", "value": "Ferry crews strike"}],
    "descriptions": [{"value": "Talks failed."}],
    "bodies": [
        {"contenttype": "text/plain", "value": TEXT},
        {"role": "html", "contenttype": "text/html", "value": MARKUP},
    ],
    "people": [{"name": "Kari Ness", "uri": "http://example.com/p/17"}],
    "organisations": [{"name": "Fjordline", "symbols": [{"symbol": "FJL", "exchange": "XOSL"}]}],
    "subjects": [{"name": "strike", "literal": "topics:20000533", "confidence": 90}],
    "places": [{"name": "Oslo"}],
    "infosources": [{"name": "NTB", "role": "origin"}],
    "altids": [{"role": "sequence", "value": "0117"}],
    "associations": [{"name": "picture", "uri": "urn:example:p1", "type": "picture"}],
}
CAMEL = {
    "versioncreated": "versionCreated",
    "embargoed": "embargoedUntil",
    "pubstatus": "pubStatus",
    "representationtype": "representationType",
    "ednote": "edNote",
    "infosources": "infoSources",
    "altids": "altIds",
    "contenttype": "contentType",
}


def camel(value: Any) -> Any:
    if isinstance(value, list):
        return [camel(one) for one in value]
    if isinstance(value, dict):
        return {CAMEL.get(name, name): camel(it) for name, it in value.items()}
    return value


THREE: dict[str, Any] = camel(TWO)


@pytest.mark.parametrize(
    ("item", "form"),
    [(ONE, StoryFormat.NINJS_1), (TWO, StoryFormat.NINJS_2), (THREE, StoryFormat.NINJS_3)],
)
def test_each_version_is_recognised(item: dict[str, Any], form: StoryFormat) -> None:
    assert one(item).wire.format is form


@pytest.mark.parametrize("item", [TWO, THREE])
def test_every_version_gives_the_same_story(item: dict[str, Any]) -> None:
    first, other = one(ONE).story.model_dump(), one(item).story.model_dump()
    for name in ("headlines",):
        assert [it["value"] for it in first.pop(name)] == [it["value"] for it in other.pop(name)]
    assert first == other


@pytest.mark.parametrize("item", [ONE, TWO, THREE])
def test_the_story_is_valid_by_the_official_schema(
    item: dict[str, Any], check_official: Check
) -> None:
    check_official(one(item))


def test_the_fields_stand_where_the_contract_has_them() -> None:
    item = one(ONE)
    story = item.story
    assert story.uri == URI
    assert story.headline == "Ferry crews strike"
    assert story.body == TEXT
    assert story.bodies is not None
    assert (story.bodies[0].role, story.bodies[0].content_type) == ("main", "text/plain")
    assert (story.bodies[1].value, story.bodies[1].content_type) == (MARKUP, "text/html")
    assert story.embargoed_until == dt.datetime(2025, 4, 26, 10, tzinfo=dt.UTC)
    assert story.located == "Oslo"
    assert item.wire.source == "NTB"
    assert item.wire.extra == {}


def test_what_ninjs_3_cannot_hold_goes_to_extra_under_its_own_name() -> None:
    people = [{"name": "Kari Ness", "contactinfo": [{"value": "post"}]}]
    item = one({**TWO, "people": people, "renditions": [{"name": "x"}], "fee": 3})
    assert item.wire.extra == {"people": people, "renditions": [{"name": "x"}], "fee": 3}
    assert item.story.people is not None
    assert item.story.people[0].name == "Kari Ness"


def test_html_alone_becomes_clean_text_and_stays_beside_it() -> None:
    html = "<h2>Oslo</h2><p>Ferries &amp; trams <b>stop</b>.</p><table><tr><td>1</td></tr></table>"
    item = one({"uri": URI, "body_html": html})
    assert item.story.body == "Oslo\n\nFerries & trams stop."
    assert [it.rows for it in item.wire.tables] == [[["1"]]]
    assert item.story.bodies is not None
    assert item.story.bodies[1].value == html


def test_an_id_that_is_no_uri_is_kept_beside_ours(check_official: Check) -> None:
    item = one({"uri": "ferry 7", "body_text": TEXT})
    assert item.story.uri == f"urn:wirestream:{item.wire.story_id}"
    assert item.story.alt_ids is not None
    assert [it.value for it in item.story.alt_ids] == ["ferry 7"]
    check_official(item)


@pytest.mark.parametrize(
    ("written", "kept", "noted"),
    [
        ("2025-04-25T10:00:00+0200", "2025-04-25T10:00:00+02:00", False),
        ("2025-04-25T10:00:00", "2025-04-25T10:00:00+00:00", True),
        ("2025-04-25", "2025-04-25T00:00:00+00:00", True),
    ],
)
def test_a_date_without_a_zone_is_utc_and_that_is_noted(
    *, written: str, kept: str, noted: bool
) -> None:
    item = one({"uri": URI, "body_text": TEXT, "versioncreated": written})
    assert item.story.version_created == dt.datetime.fromisoformat(kept)
    assert item.wire.extra == ({"zone_unknown": ["versioncreated"]} if noted else {})


def test_a_date_that_cannot_be_read_is_kept_as_it_is() -> None:
    item = one({"uri": URI, "body_text": TEXT, "versioncreated": "last week"})
    assert item.story.version_created is None
    assert item.wire.extra == {"versioncreated": "last week"}


def test_an_agencys_answer_around_the_items_is_opened() -> None:
    inner = {"uri": URI, "body_text": TEXT}
    for wrapped in ({"data": {"item": inner}}, {"data": {"items": [{"item": inner}]}},
                    {"item": [inner], "total": 1}):  # fmt: skip
        assert one(wrapped).story.uri == URI


def test_the_language_is_only_what_the_file_says() -> None:
    assert one(ONE).story.language is None
    assert one({**ONE, "language": "nb_NO"}).story.language == "nb-NO"
    assert one({**ONE, "language": "Norwegian text"}).wire.extra["language"] == "Norwegian text"
