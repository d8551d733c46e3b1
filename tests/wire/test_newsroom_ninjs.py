"""ninjs as newsrooms' systems export it: Superdesk and others."""

from typing import Any

import pytest

from schemas.wire import Signal, StoryFormat
from tests.wire.conftest import Check
from tests.wire.reading import one, refusal

EXPORT: dict[str, Any] = {
    "guid": "tag:example.org:2025:5d1c",
    "versioncreated": "2025-04-25T10:00:00+0000",
    "pubstatus": "usable",
    "priority": 6,
    "urgency": 3,
    "headline": "Ferry crews strike",
    "byline": "By Ingrid Solheim",
    "body_html": "<p>Ferry crews began a strike.</p><p>Talks failed.</p>",
    "service": [{"code": "f", "name": "Finance"}],
    "subject": [
        {"code": "09003000", "name": "labour dispute"},
        {"code": "20000533", "name": "strike"},
        {"code": "x1", "name": "ours", "scheme": "desk"},
    ],
    "place": {"code": "NO", "name": "Norway"},
    "authors": [{"name": "Ingrid Solheim", "role": "writer"}],
    "evolvedfrom": "tag:example.org:2025:4c0b",
    "extra": {"seo": "x"},
}


def test_an_export_is_a_valid_story(check_official: Check) -> None:
    item = one(EXPORT)
    assert item.wire.format is StoryFormat.NINJS_1
    assert item.story.body == "Ferry crews began a strike.\n\nTalks failed."
    assert (item.story.by, item.story.urgency) == ("Ingrid Solheim", 3)
    assert item.wire.category == "f"
    check_official(item)


def test_the_id_that_a_story_continues_is_an_association() -> None:
    (link,) = one(EXPORT).story.associations or []
    assert (link.rel, link.uri) == ("evolvedFrom", "tag:example.org:2025:4c0b")


def test_bare_codes_of_iptc_get_their_vocabulary() -> None:
    codes = [it.uri or it.literal for it in one(EXPORT).story.subjects or []]
    assert codes == ["subj:09003000", "medtop:20000533", "desk:x1"]


def test_what_has_no_field_is_in_extra_under_its_own_name() -> None:
    extra = one(EXPORT).wire.extra
    assert extra == {name: EXPORT[name] for name in ("service", "authors", "priority", "extra")}


@pytest.mark.parametrize(
    ("plain", "body"),
    [
        ("Ferries stop.Talks failed.", "Ferries stop.\n\nTalks failed."),
        ("Ferries stop!\n\nTalks failed.", "Ferries stop!\n\nTalks failed."),
    ],
)
def test_markup_is_read_where_the_plain_form_has_lost_its_paragraphs(plain: str, body: str) -> None:
    html = "<p>Ferries stop.</p><p>Talks failed.</p>"
    assert one({**EXPORT, "body_text": plain, "body_html": html}).story.body == body


def test_a_plain_field_that_holds_markup_is_read_as_markup() -> None:
    item = one({**EXPORT, "body_html": None, "body_text": "Ferries <b>stop</b>.<br>Now."})
    assert item.story.body == "Ferries stop.\nNow."


def test_nitf_inside_json_is_read_as_nitf() -> None:
    nitf = "<nitf><body><body.head/><body.content><p>Ferries stop.</p></body.content></body></nitf>"
    assert one({**EXPORT, "body_html": None, "body_nitf": nitf}).story.body == "Ferries stop."
    broken = one({**EXPORT, "body_html": None, "body_nitf": "<nitf><p>Ferries stop.</p>"})
    assert broken.story.body == "Ferries stop."


@pytest.mark.parametrize(
    ("given", "body"),
    [
        ({"description_text": "A ferry.", "body_text": "alt"}, "A ferry."),
        ({"description_html": "<p>A <b>ferry</b>.</p>"}, "A ferry."),
        ({"descriptions": [{"role": "caption", "value": "A ferry."}]}, "A ferry."),
        ({"description_creditline": "AAP", "caption": "A ferry."}, "A ferry."),
    ],
)
def test_a_picture_has_its_caption_for_a_body(given: dict[str, Any], body: str) -> None:
    item = one({"uri": "urn:example:p", "type": "picture", **given})
    assert (item.story.type, item.story.body) == ("picture", body)
    assert item.wire.extra["body_from"] in given


def test_a_credit_alone_is_no_text() -> None:
    item = {"uri": "urn:example:p", "type": "picture", "description_creditline": "AAP"}
    assert refusal(item).code == "no_text"


@pytest.mark.parametrize("kind", ["event", "planning"])
def test_what_only_announces_is_refused_as_a_plan(kind: str) -> None:
    assert refusal({"uri": "urn:example:e", "type": kind, "title": "Summit"}).code == "planning"


@pytest.mark.parametrize(
    ("changed", "signal"),
    [
        ({"pubstatus": "withhold"}, Signal.HOLD),
        ({"pubstatus": "http://cv.iptc.org/newscodes/pubstatusg2/canceled"}, Signal.KILL),
        ({"state": "recalled"}, Signal.WITHDRAW),
        ({"state": "corrected"}, Signal.CORRECTION),
        ({"signal": [{"code": "sig:update"}]}, Signal.UPDATE),
        ({"signal": [{"code": "cwarn", "name": "Content Warning"}]}, Signal.NEW),
        ({"service": [{"code": "m", "name": "Advisory"}]}, Signal.NEW),
    ],
)
def test_status_state_and_signal_say_what_a_version_does(
    changed: dict[str, Any], signal: Signal
) -> None:
    assert one({**EXPORT, **changed}).wire.signal is signal


def test_an_empty_embargo_is_none_and_an_unreadable_one_is_an_error() -> None:
    assert one({**EXPORT, "embargoed": ""}).story.embargoed_until is None
    assert refusal({**EXPORT, "embargoed": True}).code == "bad_field"


@pytest.mark.parametrize("name", ["versioncreated", "usageterms", "ednote", "slugline", "version"])
def test_a_field_of_an_odd_type_is_kept_and_the_story_is_read(name: str) -> None:
    assert one({**EXPORT, name: {"odd": 1}}).wire.extra[name] == {"odd": 1}


def test_superdesks_own_dateline_is_set_before_the_text() -> None:
    line = {"text": "BERGEN, April 25 NTB -", "source": "NTB",
            "located": {"city": "Bergen", "country": "Norway"}}  # fmt: skip
    item = one({**EXPORT, "dateline": line})
    assert item.story.body.startswith("BERGEN, April 25 NTB - Ferry crews")
    assert item.wire.dateline is not None
    assert (item.wire.dateline.place, item.wire.dateline.country) == ("Bergen", "Norway")
    assert item.wire.extra["dateline"] == line


def test_an_item_without_any_id_is_still_ninjs() -> None:
    item = {name: it for name, it in EXPORT.items() if name != "guid"}
    assert one(item).wire.format is StoryFormat.NINJS_1
    assert len(one(item).story.body) > 20
