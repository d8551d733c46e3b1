"""What a version says of the one before it."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.events import EnrichedStory
from schemas.wire import Signal
from stream.agents import enrich, enriching
from stream.agents.recent import ENTRY_BYTES, Recent
from stream.lifecycle.changes import LONGEST, MOST, said_of
from stream.lifecycle.changes import changes as between
from stream.lifecycle.parts import Parts, sentences
from stream.topics import ENRICHED, LATEST
from tests.lifecycle.desk import Desk
from tests.schemas.samples import enriched


def event(
    body: str = "", headline: str = "Ferries", names: tuple[str, ...] = (), topic: str = ""
) -> dict[str, object]:
    topics = [{"code": topic, "name": "strike"}] if topic else []
    entities = [{"name": it} for it in names]
    story = {"headlines": [{"value": headline}], "bodies": [{"value": body}]}
    wire: dict[str, object] = {"extra": {}}
    return {
        "story": story,
        "wire": wire,
        "enrichment": {"entities": entities, "topics": topics},
    }


def changes(before: dict[str, Any], now: dict[str, Any], since: int) -> dict[str, Any]:
    return between(Parts.of_json(before), Parts.of_json(now), since)


def test_sentences_that_came_and_went_are_told_in_their_order() -> None:
    before = event("Crews struck. Some 3,000 waited.\n\nTalks failed.")
    now = event("Crews struck. Some 4,000 waited.\n\nThe mediator came. Talks failed.")
    assert changes(before, now, 3) == {
        "since": 3,
        "sentences": {
            "added": ["Some 4,000 waited.", "The mediator came."],
            "gone": ["Some 3,000 waited."],
        },
    }


def test_spacing_and_order_change_nothing() -> None:
    assert changes(event("A came. B went."), event("B  went.\nA came."), 1) == {"since": 1}


def test_the_earlier_headline_is_told_where_it_is_another() -> None:
    assert changes(event(headline="Old"), event(headline="New"), 1)["headline"] == "Old"


def test_entities_and_topics_are_told_by_name() -> None:
    before = event(names=("Ann", "Bo"), topic="medtop:20000001")
    found = changes(before, event(names=("Bo", "Cy")), 1)
    assert found["entities"] == {"added": ["Cy"], "gone": ["Ann"]}
    assert found["topics"] == {"gone": ["medtop:20000001 strike"]}


@given(st.text(max_size=400), st.text(max_size=400))
def test_however_much_changes_little_is_told(before: str, now: str) -> None:
    found = changes(event(before * 20, before), event(now * 20, now), 1)
    assert len(found.get("headline", "")) <= LONGEST
    for said in found.get("sentences", {}).values():
        assert len(said) <= MOST
        assert all(len(it) <= LONGEST for it in said)


@given(st.text("ab.!?\n \t\"”'’)\x1c\u2028", max_size=60))
def test_sentences_end_as_the_rule_says_it(body: str) -> None:
    """The rule as it reads best, ten times slower."""
    rule = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”'’)]))\s+|\n\n+")
    assert sentences(body) == [" ".join(it.split()) for it in rule.split(body) if it.strip()]


@given(*[st.lists(st.sampled_from(["A.", "B.", "C.", "D."]), max_size=9)] * 2)
def test_all_that_came_and_went_is_told(before: list[str], now: list[str]) -> None:
    found = changes(event(" ".join(before)), event(" ".join(now)), 1).get("sentences", {})
    assert set(found.get("added", [])) == set(Counter(now) - Counter(before))
    assert set(found.get("gone", [])) == set(Counter(before) - Counter(now))


def test_an_event_says_the_same_read_or_not() -> None:
    story = enriched()
    assert Parts.of(story) == Parts.of_json(json.loads(story.to_json()))
    assert Parts.from_text(Parts.of(story).to_text()) == Parts.of(story)
    assert all(Parts.of(story))


@pytest.mark.parametrize("extra", [{}, {"changes": "x"}])
def test_what_says_nothing_of_changes_says_none(extra: dict[str, object]) -> None:
    assert said_of(json.dumps({"wire": {"extra": extra}}).encode()) is None


def test_the_last_events_are_bounded_in_bytes() -> None:
    recent = Recent(10 + 3 * ENTRY_BYTES)
    recent.put(0, b"a", b"12345")
    recent.put(0, b"b", b"12345")
    recent.put(0, b"a", b"1234")
    recent.put(1, b"a", b"12")
    assert (recent.get(0, b"a"), recent.get(0, b"b"), recent.get(1, b"a")) == (b"1234", None, b"12")
    recent.drop(0, b"a")
    recent.put(0, b"c", b"12345678")
    assert recent.get(1, b"a") == b"12"


def test_the_last_events_are_bounded_in_number_too() -> None:
    recent = Recent(3 * ENTRY_BYTES)
    for number in range(5):
        recent.put(0, b"%d" % number, b"")
        recent.put(0, b"%d" % number, b"")
    assert [recent.get(0, b"%d" % it) for it in range(5)] == [None, None, b"", b"", b""]


async def said(desk: Desk) -> list[object]:
    records = await desk.records(ENRICHED)
    events = [EnrichedStory.model_validate_json(it.value) for it in records]
    return [it.wire.extra.get("changes") for it in events]


async def test_a_long_story_says_what_it_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enriching, "LARGE", 10)
    monkeypatch.setattr(enrich, "_MANY", 1)
    await desk.come(body="A came. It was so. It went.")
    await desk.come(Signal.UPDATE, "A came. It was not so. It went.")
    sentences = {"added": ["It was not so."], "gone": ["It was so."]}
    assert await said(desk) == [None, {"since": 1, "sentences": sentences}]


@pytest.mark.parametrize("restarts", [False, True])
async def test_an_update_says_what_it_changed(desk: Desk, *, restarts: bool) -> None:
    await desk.come(body="A came.")
    if restarts:
        await desk.restart()
    await desk.come(Signal.UPDATE, "B came.", event="second")
    if restarts:
        await desk.restart()
    await desk.come(Signal.UPDATE, "B came.", event="second")
    wanted = {"since": 1, "sentences": {"added": ["B came."], "gone": ["A came."]}}
    assert await said(desk) == [None, wanted, wanted]
    (*_, latest) = await desk.records(LATEST)
    assert EnrichedStory.model_validate_json(latest.value).wire.extra["changes"] == wanted


async def test_a_released_text_says_nothing_of_what_stood_before_the_hold(desk: Desk) -> None:
    await desk.come(body="A came.")
    await desk.come(Signal.UPDATE, "B came.")
    await desk.come(Signal.HOLD)
    await desk.come(Signal.RELEASE)
    assert (await said(desk))[2:] == [None, None]


async def test_a_kill_says_nothing_of_what_it_kills(desk: Desk) -> None:
    await desk.come(body="A came.")
    await desk.come(Signal.KILL, "Kill the story: A came.")
    assert await said(desk) == [None, None]
    *_, told = await desk.records(ENRICHED)
    assert b"A came" not in told.value
