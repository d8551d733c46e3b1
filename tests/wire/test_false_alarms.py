"""Ordinary stories stay ordinary; real kills and embargoes aren't missed, whatever the format."""

import json

import pytest

from schemas.events import ParsedStory
from schemas.wire import Signal
from stream.wire import read
from tests.wire.reading import ARRIVED, one

B = "LONDON, April 25 (Reuters) - The ferry crews walked out."
ANPA = "\x16\x16\x01a0001\x1fabcde\nr a\x13\x11 BC-Port   04-25 0100\n\x02^{}<\n\t{}\n\x03\n"
IPTC = "\x01eca001 4 i 211 dpa 061\r\n\nSchiffe/\r\n\x02{} =\r\n\r\n    {}\r\n\x03\r\n"


@pytest.mark.parametrize(
    "headline", ["UK TROOPS WITHDRAWN FROM MALI", "LICENCE WITHDRAWN", "CONCERT ANNULÉE A PARIS"]
)
@pytest.mark.parametrize("frame", [ANPA, IPTC])
def test_a_headline_in_capitals_takes_nothing_back(frame: str, headline: str) -> None:
    item = one(frame.format(headline, B).encode())
    assert (item.wire.signal, item.story.headline) == (Signal.NEW, headline)


@pytest.mark.parametrize(
    ("said", "signal"),
    [
        ({"event": "Cancelled"}, Signal.NEW),
        ({"type": "Recall"}, Signal.NEW),
        ({"state": "Hold"}, Signal.NEW),
        ({"type": "kill"}, Signal.KILL),
        ({"status": "unpublished"}, Signal.WITHDRAW),
        ({"deleted": True}, Signal.WITHDRAW),
        ({"deleted": False}, Signal.NEW),
    ],
)
def test_a_field_of_a_subject_is_no_command(said: dict[str, object], signal: Signal) -> None:
    item = one(json.dumps({"id": "1", "body": B, **said}).encode())
    assert item.wire.signal is signal


@pytest.mark.parametrize(
    ("first", "until"),
    [
        ("EMBARGOED UNTIL 00:01 GMT 30 APRIL 2025", "2025-04-30T00:01:00+00:00"),
        ("Embargoed until 10 a.m. PT on April 30", "2025-04-30T10:00:00-07:00"),
        ("Embargoed until noon Eastern Time on January 30", "2026-01-30T12:00:00-05:00"),
    ],
)
@pytest.mark.parametrize("name", ["body", "body_html"])
def test_an_embargo_above_the_text_counts_in_json_too(name: str, first: str, until: str) -> None:
    body = f"<p>{first}</p><p>{B}</p>" if name == "body_html" else f"{first}\n\n{B}"
    made = {"uri": "urn:a:b", "headline": "Ferry", "versioncreated": "2025-04-25T08:00:00Z"}
    item = one(json.dumps({**made, name: body}).encode())
    assert item.story.embargoed_until is not None
    assert item.story.embargoed_until.isoformat()[5:] == until[5:]
    assert item.story.body.startswith("LONDON")


@pytest.mark.parametrize(
    "first", ["Embargo on grain hits ports", "Embargo: Moscow keeps grain", "Embargo to 3 states"]
)
def test_an_embargo_on_goods_is_a_story(first: str) -> None:
    item = one(json.dumps({"id": "1", "body": f"{first}\n\n{B}"}).encode())
    assert item.story.embargoed_until is None
    assert item.story.body.startswith(first)


def test_stories_without_ids_are_told_apart_by_their_headlines() -> None:
    rows = [{"headline": it, "body": "More to follow."} for it in ("Cabinet falls", "Quake")]
    first, second = read(json.dumps(rows).encode(), arrived=ARRIVED)
    assert isinstance(first, ParsedStory)
    assert isinstance(second, ParsedStory)
    assert first.wire.story_id != second.wire.story_id


@pytest.mark.parametrize(
    "first", ["By noon all was over.", "By April 25 they left.", "NOT FOR THE FAINT HEARTED"]
)
def test_a_first_paragraph_is_not_taken_for_a_byline_or_a_note(first: str) -> None:
    body = f"<p>{first}</p><p>{B}</p>"
    item = one(json.dumps({"uri": "urn:a:b", "headline": "Ferry", "body_html": body}).encode())
    assert item.story.body.startswith(first)


@pytest.mark.parametrize(
    "data",
    [
        b"<NewsML><NewsEnvelope><TransmissionId>%b</TransmissionId></NewsEnvelope>%b</NewsML>"
        % (b"t" * 200_000, b"<NewsItem><Identification/><NewsManagement/><NewsComponent>"
           b"<ContentItem><DataContent><p>A text.</p></DataContent></ContentItem>"
           b"</NewsComponent></NewsItem>" * 50),
        b"<newsMessage><header><sent>%b</sent></header><itemSet>%b</itemSet></newsMessage>"
        % (b"t" * 200_000, b'<newsItem guid="urn:a"><contentSet><inlineData>A text.</inlineData>'
           b"</contentSet></newsItem>" * 50),
    ],
    ids=["newsml-1", "newsml-g2"],
)  # fmt: skip
def test_what_a_message_says_once_is_not_multiplied(data: bytes) -> None:
    found = [it for it in read(data, arrived=ARRIVED) if isinstance(it, ParsedStory)]
    assert len(found) == 50
    assert sum(len(it.to_json()) for it in found) < 3 * len(data)


@pytest.mark.parametrize("space", ["}", "{u}"])
def test_an_odd_namespace_in_a_feed_is_no_exception(space: str) -> None:
    entry = f'<item xmlns:x="{space}"><title>A</title><description>b c</description><x:a/></item>'
    read(f"<rss><channel>{entry}</channel></rss>".encode(), arrived=ARRIVED)
