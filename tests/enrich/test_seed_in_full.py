"""The report that the project began with, where it is: all that is found in it, by its own words.

Nothing of it is copied: each expectation is a shape that is looked for in the report itself.
"""

import datetime as dt
import re
from pathlib import Path

import pytest

from schemas.enrichment import EntityType
from schemas.events import EnrichedStory
from tests.enrich.conftest import Enrich
from tests.enrich.finds import named

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "seed-trend-2025-04-25.txt"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the shared data isn't beside the checkout"
)


@pytest.fixture(scope="module")
def report(enrich: Enrich) -> EnrichedStory:
    text = SEED.read_text(encoding="utf-8").strip()
    body = text[re.match(r"date \S+ ", text).end() :]  # type: ignore[union-attr]
    opening = re.match(r"(\w+), (\w+), April 25\.", body)
    assert opening
    return enrich(
        body,
        dateline={
            "text": opening[0],
            "place": opening[1].title(),
            "country": opening[2],
            "date": "2025-04-25",
            "agency": "Trend",
        },
    )


def test_every_entity_has_its_type_its_ids_and_its_mentions(report: EnrichedStory) -> None:
    found = {it.name: it for it in report.enrichment.entities}
    kinds = {name: it.type.value for name, it in found.items()}
    assert kinds == {
        "Azerbaijan": "place",
        "Armenia": "place",
        "Europe": "place",
        "Baku": "place",
        "European Union": "organisation",
        "European Commission": "organisation",
        "Minsk Group": "organisation",
        "Trend": "organisation",
        "Jeyhun Bayramov": "person",
        "Kaja Kallas": "person",
        "COP29": "event",
        "Partnership and Cooperation Agreement": "law",
        "2025-04-25": "date",
    }
    wikidata = {name: it.ids["wikidata"] for name, it in found.items() if "wikidata" in it.ids}
    assert wikidata == {
        "Azerbaijan": "Q227",
        "Armenia": "Q399",
        "Europe": "Q46",
        "European Union": "Q458",
        "European Commission": "Q8880",
    }
    counts = {name: len(it.mentions) for name, it in found.items() if len(it.mentions) > 1}
    assert counts == {"Azerbaijan": 11, "Armenia": 3, "European Union": 4, "Jeyhun Bayramov": 2}
    assert next(iter(found)) == "Azerbaijan"
    assert [name for name, it in found.items() if it.relevance == 0] == ["Trend"]


def test_the_two_people_have_the_roles_that_stand_before_their_names(
    report: EnrichedStory,
) -> None:
    body = report.story.body
    for name in ("Jeyhun Bayramov", "Kaja Kallas"):
        role = named(report, name).role
        assert role is not None
        assert f"{role} {name}" in body


def test_its_topic_is_diplomacy(report: EnrichedStory) -> None:
    (topic,) = report.enrichment.topics
    assert (topic.code, topic.name) == ("medtop:20000639", "diplomacy")
    assert topic.confidence > 0.9
    assert all(word in report.story.body for it in topic.evidence for word in it.words)


def test_its_one_act_is_the_meeting_on_the_day_it_names(report: EnrichedStory) -> None:
    (act,) = report.enrichment.events
    assert (act.act, report.story.body[act.start : act.end]) == ("met", "met")
    assert act.actor_id == named(report, "Jeyhun Bayramov").id
    assert act.target_id == named(report, "Kaja Kallas").id
    assert act.place_id == named(report, "Azerbaijan").id
    assert act.when == dt.datetime(2025, 4, 25, tzinfo=dt.UTC)


def test_it_is_summed_up_by_its_lead_without_the_dateline(report: EnrichedStory) -> None:
    found = report.enrichment
    lead = re.match(r"\w+, \w+, April 25\. ([^\n]+)\n", report.story.body)
    assert lead
    assert found.summary == lead[1]
    assert found.summary_at is not None
    assert found.summary_at.start == lead.start(1)


def test_its_phrases_are_what_the_talks_were_about(report: EnrichedStory) -> None:
    phrases = {it.text: it.count for it in report.enrichment.phrases}
    assert len(phrases) == 10
    assert {"energy security", "climate change", "peace treaty", "mine threat"} <= phrases.keys()
    assert phrases["energy security"] == phrases["climate change"] == 2
    names = [it.name for it in report.enrichment.entities if it.type is not EntityType.DATE]
    assert not [text for text in phrases if any(name in text for name in names)]


def test_it_has_good_news_and_little_bad(report: EnrichedStory) -> None:
    tone = report.enrichment.tone
    assert tone is not None
    assert tone.label.value == "positive"
    assert {"strengthening", "mutually beneficial"} <= {it.text for it in tone.evidence}
