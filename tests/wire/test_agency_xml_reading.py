"""Agencies' own XML: Ritzau, press releases, NTB's answers, the Canadian Press's Publish."""

import datetime as dt
from pathlib import Path

import pytest

from schemas.events import ParsedStory
from schemas.wire import Signal
from stream.errors import ParseError
from stream.wire import read
from tests.wire.conftest import Check
from tests.wire.reading import ARRIVED, one, refusal

EXAMPLES = Path(__file__).parents[2] / "examples" / "formats"


def sample(name: str) -> ParsedStory:
    found = read((EXAMPLES / f"agency-xml-{name}.xml").read_bytes(), arrived=ARRIVED)
    assert isinstance(found[0], ParsedStory)
    return found[0]


def ritzau(fields: str) -> str:
    return f"<RBNews><NewsID>1</NewsID><content>Et skib.</content>{fields}</RBNews>"


def publish(fields: str) -> str:
    text = "<ContentText>&lt;p&gt;A ship.&lt;/p&gt;</ContentText>"
    return f"<Publish><ContentItem>{text}{fields}</ContentItem></Publish>"


@pytest.mark.parametrize("name", ["ritzau", "press-release", "publish", "ntb-result"])
def test_the_samples_are_valid_ninjs(check_official: Check, name: str) -> None:
    check_official(sample(name))


def test_ritzau_files_from_a_town() -> None:
    item = sample("ritzau")
    assert item.story.body.startswith("Aarhus /ritzau/ - Natfærgen")
    assert item.wire.dateline is not None
    assert (item.wire.dateline.place, item.wire.dateline.country) == ("Aarhus", "Denmark")
    assert item.story.by == "Mette Lundsgaard-Holk"
    assert item.wire.marker == "Korrektion"
    assert [it.uri for it in item.story.subjects or []] == ["subj:04000000", "subj:04015003"]
    assert item.wire.extra["schema"] == "RBNews"
    assert item.wire.extra["zone_unknown"] == ["PublishDate"]


@pytest.mark.parametrize(
    ("fields", "signal"),
    [
        ("<Annuleret>true</Annuleret><Korrektion>true</Korrektion>", Signal.KILL),
        ("<Korrektion>1</Korrektion>", Signal.CORRECTION),
        ("<NyVersion>true</NyVersion>", Signal.UPDATE),
        ("<format>Flash</format>", Signal.ALERT),
        ("<InfoFlash>true</InfoFlash>", Signal.ALERT),
        ("<Status>New news</Status><Annuleret>false</Annuleret>", Signal.NEW),
        ("<Status>Deleted</Status>", Signal.KILL),
    ],
)
def test_ritzaus_flags_are_signals(fields: str, signal: Signal) -> None:
    assert one(ritzau(fields)).wire.signal is signal


def test_a_status_that_nobody_knows_is_refused() -> None:
    assert refusal(ritzau("<Status>Qvx</Status>")).code == "bad_field"


def test_what_is_nil_is_nowhere() -> None:
    nil = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"'
    item = one(ritzau(f"<headline {nil}/><Related {nil}/>"))
    assert item.story.headlines is None
    assert "Related" not in item.wire.extra


@pytest.mark.parametrize("escaped", [False, True])
def test_a_queue_holds_several_stories(escaped: bool) -> None:  # noqa: FBT001 - a parameter
    news = "".join(
        f"<RBNews><NewsID>{it}</NewsID><content>Skib {it}.</content></RBNews>" for it in (1, 2)
    )
    inner = f"<list>{news}</list>"
    if escaped:
        inner = inner.replace("<", "&lt;")
    answer = f"<XMLNewsQueuedResponse><Result>{inner}</Result></XMLNewsQueuedResponse>"
    found = read(answer.encode(), arrived=ARRIVED)
    assert [it.story.body for it in found if isinstance(it, ParsedStory)] == ["Skib 1.", "Skib 2."]


def test_an_empty_queue_is_no_news() -> None:
    assert refusal("<XMLNewsQueuedResponse><Result/></XMLNewsQueuedResponse>").code == "not_news"


def test_a_press_release_waits_for_its_embargo() -> None:
    item = sample("press-release")
    assert item.story.embargoed_until == dt.datetime(2026, 3, 11, 7, tzinfo=dt.UTC)
    assert item.wire.extra["zone_unknown"] == ["publicationDate", "embargo"]
    assert item.story.body.startswith("Fjordlinjen får landets største batteriferge.\n\nBERGEN: ")
    assert "åpner 1. juni" in item.story.body
    assert item.wire.source == "Fjordlinjen AS"
    assert [it.type for it in item.story.associations or []] == ["picture"]


def test_a_lead_that_the_body_repeats_stands_once() -> None:
    item = one("<release><leadtext>A ship.</leadtext><body>A ship. It sails.</body></release>")
    assert item.story.body == "A ship. It sails."


def test_an_embargo_that_cant_be_read_is_refused() -> None:
    assert refusal("<release><body>B</body><embargo>Monday</embargo></release>").code == "bad_field"


def test_a_news_calendar_is_planning_beside_an_article() -> None:
    first, second = read((EXAMPLES / "agency-xml-ntb-result.xml").read_bytes(), arrived=ARRIVED)
    assert isinstance(first, ParsedStory)
    assert (first.wire.signal, first.wire.marker) == (Signal.UPDATE, "Oppdatert")
    assert first.story.version == "01"
    assert isinstance(second, ParseError)
    assert second.code == "planning"


def test_a_publish_is_a_writethru() -> None:
    item = sample("publish")
    assert (item.wire.signal, item.wire.marker) == (Signal.UPDATE, "2nd Writethru")
    assert item.story.slugline == "NS-Ferry-Gearbox"
    assert item.story.by == "Marguerite Tolland"
    assert item.story.embargoed_until is None
    assert item.wire.extra["sent"] == "2026-03-10T12:12:05.4"


@pytest.mark.parametrize(
    ("fields", "signal"),
    [
        ("<WriteThruType>Correction</WriteThruType>", Signal.CORRECTION),
        ("<WriteThruType>Kill</WriteThruType>", Signal.KILL),
        ("<WritethruNum>1st</WritethruNum><WriteThruType>Add</WriteThruType>", Signal.APPEND),
        ("<HoldFlag>true</HoldFlag>", Signal.HOLD),
        ("<TopStory>true</TopStory>", Signal.NEW),
    ],
)
def test_what_a_publish_changes_is_its_signal(fields: str, signal: Signal) -> None:
    assert one(publish(fields)).wire.signal is signal


def test_a_published_picture_has_its_caption_as_text() -> None:
    item = one(
        "<Publish><ContentItem><ContentType>Photo</ContentType><TopStory>false</TopStory>"
        "<PhotoCaption>The quay at dawn.</PhotoCaption></ContentItem></Publish>"
    )
    assert (item.story.type, item.story.body) == ("picture", "The quay at dawn.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<Response Status_Code="OK"><Fixture_List/></Response>', "not_news"),
        ("<Response><a/></Response>", "unsupported_format"),
        ("<result><a/></result>", "unsupported_format"),
        ("<Publish><a/></Publish>", "no_text"),
        ("<release><title>T</title></release>", "no_text"),
        ("<invoice><a/></invoice>", "unsupported_format"),
        ("<html><body>x</body></html>", "unsupported_format"),
    ],
)
def test_what_holds_no_story_is_refused_by_name(text: str, code: str) -> None:
    assert refusal(text).code == code


def test_a_page_of_html_is_refused_with_advice() -> None:
    error = refusal("<?xml version='1.0'?><html><body>x</body></html>")
    assert "HTML" in str(error)
    assert "RSS" in str(error)


def test_a_plain_text_with_an_ampersand_keeps_its_paragraphs() -> None:
    item = one("<release><body>Fish &amp; nets.\n\nA ship.</body></release>")
    assert item.story.body == "Fish & nets.\n\nA ship."
