"""Simple JSON: what scripts push, with whatever names they use."""

import datetime as dt
from typing import Any

import pytest

from schemas.wire import StoryFormat
from tests.wire.conftest import Check
from tests.wire.reading import one, refusal

TEXT = "Ferry crews began a strike."


@pytest.mark.parametrize("name", ["body", "text", "content"])
def test_the_text_has_any_of_three_names(name: str) -> None:
    item = one({name: TEXT})
    assert item.story.body == TEXT
    assert item.wire.format is StoryFormat.SIMPLE_JSON


def test_fields_find_their_place_and_the_rest_keeps_its_name(check_official: Check) -> None:
    item = one(
        {
            "id": 117,
            "title": "Ferry strike",
            "published_at": "2025-04-25T10:00:00Z",
            "author": "Kari Ness",
            "source": {"name": "NTB"},
            "tags": "ferry, strike",
            "section": "Transport",
            "urgency": "3",
            "summary": "Talks failed.",
            "mood": {"dark": True},
            "body": TEXT,
        }
    )
    story, wire = item.story, item.wire
    assert (story.headline, story.by, story.urgency) == ("Ferry strike", "Kari Ness", 3)
    assert story.version_created == dt.datetime(2025, 4, 25, 10, tzinfo=dt.UTC)
    assert (wire.source, wire.category, wire.keywords) == ("NTB", "Transport", ["ferry", "strike"])
    assert wire.extra == {"mood": {"dark": True}}
    check_official(item)


def test_a_list_of_paragraphs_is_a_text() -> None:
    assert one({"body": ["One.", "Two."]}).story.body == "One.\n\nTwo."


def test_markup_is_read_as_a_page_shows_it() -> None:
    item = one({"content": "<div><p>One<br>line.</p><p>Two &lt; three.</p></div>"})
    assert item.story.body == "One\nline.\n\nTwo < three."


@pytest.mark.parametrize(
    "published", [1745575200, 1745575200000, "Fri, 25 Apr 2025 10:00:00 GMT", "20250425T100000Z"]
)
def test_a_date_comes_in_many_forms(published: object) -> None:
    item = one({"body": TEXT, "published": published})
    assert item.story.version_created == dt.datetime(2025, 4, 25, 10, tzinfo=dt.UTC)


def test_a_uri_with_a_simple_text_is_simple_json() -> None:
    item = one({"uri": "https://example.com/f", "text": TEXT})
    assert item.wire.format is StoryFormat.SIMPLE_JSON
    assert item.story.uri == "https://example.com/f"


def test_our_own_story_comes_back_unchanged() -> None:
    item = one({"id": "7", "source": "NTB", "body": TEXT, "headline": "UPDATE 2-Ferries"})
    again = one(item.to_json(), "application/vnd.wirestream.story+json")
    assert again == item


def test_our_own_story_is_held_to_its_contract() -> None:
    item = one({"body": TEXT}).model_dump(mode="json")
    assert one(item).wire.format is StoryFormat.SIMPLE_JSON


@pytest.mark.parametrize("said", [{"deleted": True}, {"status": "killed"}])
def test_a_withdrawal_needs_nothing_but_an_id(said: dict[str, Any]) -> None:
    kill = one({"id": "urn:harbour:7", **said})
    assert kill.wire.signal.ends_story
    assert kill.wire.story_id == one({"id": "urn:harbour:7", "body": "The ferry."}).wire.story_id
    assert refusal(said).code == "not_news"


@pytest.mark.parametrize("name", ["hold_until", "notBefore", "do_not_publish_before"])
def test_a_time_before_which_nobody_may_publish_is_an_embargo(name: str) -> None:
    item = one({"body": "The ferry.", name: "2025-04-28T06:00:00Z"})
    assert item.story.embargoed_until is not None
    assert refusal({"body": "The ferry.", name: "soon"}).code == "bad_field"
