"""The AP's content API: items in an answer, with the AP's own names for editors' matters."""

from typing import Any

import pytest

from schemas.events import ParsedStory
from schemas.wire import Signal, StoryFormat
from stream.wire import read
from tests.wire.conftest import Check
from tests.wire.reading import ARRIVED, as_bytes, one, refusal

TEXT = "Ferry crews walked out after talks failed."
STORY = "<p>BERGEN, Norway (AP) — Crews left.</p><p>More.</p>"
ITEM: dict[str, Any] = {
    "uri": "https://api.ap.org/media/v/content/0f5d?qt=Qx7&et=1a2",
    "altids": {"itemid": "0f5d", "etag": "0f5d_1a2", "friendlykey": "4011"},
    "version": 1,
    "type": "text",
    "pubstatus": "usable",
    "signals": ["newscontent"],
    "headline": "Ferry crews strike",
    "headline_extended": "Ferry crews have walked out after talks failed",
    "description_summary": TEXT,
    "bylines": [{"by": "By INGRID SOLHEIM and OLAV BREKKE", "title": "Associated Press"}],
    "located": "BERGEN, Norway",
    "datelinelocation": {"city": "Bergen", "countryname": "Norway", "countrycode": "NOR"},
    "usageterms": ["Editorial use only.", "No archive."],
    "provider": "AP",
    "subject": [
        {"rels": ["category"], "code": "i", "name": "i"},
        {"rels": ["category"], "code": "f", "name": "f"},
        {"code": "8d3e", "name": "Labor strikes", "scheme": "http://cv.ap.org/id/",
         "creator": "Machine", "rels": ["direct"], "relevance": 70},
    ],
    "person": [{"code": "5b1c", "name": "Kari Ness", "scheme": "http://cv.ap.org/id/",
                "confidence": 88}],
}  # fmt: skip
ANSWER = {"api_version": "2.1", "org_name": "Example", "data": {"meta": {"n": 1}, "item": ITEM}}


def test_the_item_is_found_in_its_answer_which_stays_in_extra(check_official: Check) -> None:
    item = one(ANSWER)
    assert item.wire.format is StoryFormat.AP_JSON
    assert item.wire.extra["envelope"] == {"api_version": "2.1", "org_name": "Example",
                                           "meta": {"n": 1}}  # fmt: skip
    check_official(item)


def test_fields_stand_where_the_contract_has_them() -> None:
    item = one(ANSWER)
    story, wire = item.story, item.wire
    assert (story.headline, story.by) == ("Ferry crews strike", "INGRID SOLHEIM and OLAV BREKKE")
    assert story.usage_terms == "Editorial use only.\nNo archive."
    assert (wire.source, wire.category, wire.extra["categories"]) == ("AP", "i", ["i", "f"])
    assert [it.name for it in story.subjects or []] == ["Labor strikes", "Kari Ness"]
    assert [it.confidence for it in story.subjects or []] == [None, 88]
    assert [it.uri for it in story.people or []] == ["http://cv.ap.org/id/5b1c"]


def test_the_id_is_the_same_in_every_request() -> None:
    again = {**ITEM, "uri": "https://api.ap.org/media/v/content/0f5d?qt=Other", "version": 2}
    assert one(ITEM).wire.story_id == one(again).wire.story_id
    assert one(ITEM).story.uri == "https://api.ap.org/media/v/content/0f5d"
    assert one(ITEM).wire.extra["uri"] == ITEM["uri"]


def test_the_summary_is_the_body_where_there_is_no_other_text() -> None:
    item = one(ITEM)
    assert item.story.body == f"BERGEN, Norway - {TEXT}"
    assert item.wire.extra["body_from"] == "description_summary"
    assert item.wire.dateline is not None
    assert (item.wire.dateline.place, item.wire.dateline.country) == ("Bergen", "Norway")


@pytest.mark.parametrize(
    "fetched",
    [
        {"body_html": f"<block>{STORY}</block>"},
        f"<nitf><head/><body><body.content>{STORY}</body.content></body></nitf>",
    ],
)
def test_text_that_was_fetched_and_put_beside_the_item_is_the_body(fetched: object) -> None:
    item = one({**ANSWER, "nitf": fetched})
    assert item.story.body == "BERGEN, Norway (AP) — Crews left.\n\nMore."
    assert "body_from" not in item.wire.extra


def test_a_picture_has_its_caption_for_a_body_and_the_place_for_a_dateline() -> None:
    item = one({
        **{name: it for name, it in ITEM.items() if name not in {"located", "bylines"}},
        "type": "picture", "description_caption": "Crews at the quay.",
        "photographer": {"name": "Olav Brekke"},
    })  # fmt: skip
    assert (item.story.type, item.story.body, item.story.by) == (
        "picture", "Crews at the quay.", "Olav Brekke",
    )  # fmt: skip
    line = item.wire.dateline
    assert line is not None
    assert (line.text, line.place, line.country) == ("", "Bergen", "Norway")


def test_links_to_a_text_are_no_text() -> None:
    bare = {name: it for name, it in ITEM.items() if name != "description_summary"}
    assert refusal({**bare, "renditions": {"nitf": {"href": "https://x"}}}).code == "no_text"


@pytest.mark.parametrize(
    ("changed", "signal"),
    [
        ({}, Signal.NEW),
        ({"editorialtypes": ["Lead"]}, Signal.UPDATE),
        ({"editorialtypes": ["Add"]}, Signal.APPEND),
        ({"editorialtypes": ["Lead", "Correction"]}, Signal.CORRECTION),
        ({"editorialtypes": ["Kill"]}, Signal.KILL),
        ({"editorialtypes": ["Withhold"]}, Signal.HOLD),
        ({"editorialtypes": ["HeadlineTakeOut"]}, Signal.NEW),
        ({"pubstatus": "canceled"}, Signal.KILL),
        ({"pubstatus": "embargoed", "embargoed": "2025-05-01T00:00:00Z"}, Signal.NEW),
        ({"pubstatus": "embargoed"}, Signal.HOLD),
        ({"signals": ["derived"]}, Signal.ADVISORY),
        ({"ednote": "Eds: CORRECTS spelling in 3rd paragraph."}, Signal.CORRECTION),
        ({"ednote": "Eds: UPDATES: Adds quotes."}, Signal.UPDATE),
        ({"ednote": "Eds: With AP Photos."}, Signal.NEW),
    ],
)
def test_what_a_version_does_is_said_in_many_places(
    changed: dict[str, Any], signal: Signal
) -> None:
    assert one({**ITEM, **changed}).wire.signal is signal


@pytest.mark.parametrize(("letter", "urgency"), [("f", 1), ("u", 3), ("r", 5), ("z", None)])
def test_the_priority_s_letter_is_the_urgency_where_there_is_no_number(
    letter: str, urgency: int | None
) -> None:
    assert one({**ITEM, "editorialpriority": letter}).story.urgency == urgency
    assert one({**ITEM, "editorialpriority": letter, "urgency": 4}).story.urgency == 4


def test_every_item_of_a_feed_is_a_story_of_its_own() -> None:
    feed = {"org_name": "Example", "data": {"items": [{"meta": {}, "item": ITEM}] * 2}}
    found = read(as_bytes(feed), arrived=ARRIVED)
    extras = [it.wire.extra for it in found if isinstance(it, ParsedStory)]
    assert [("envelope" in it, it["meta"]) for it in extras] == [(True, {}), (False, {})]
