"""What the report that the project began with says of quotes, numbers and dates, where it is."""

import re
from pathlib import Path

import pytest

from schemas.events import EnrichedStory
from tests.enrich.conftest import Enrich

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
        body, dateline={"text": opening[0], "place": opening[1].title(), "date": "2025-04-25"}
    )


def test_its_one_quote_is_what_the_minister_noted(report: EnrichedStory) -> None:
    (quote,) = report.enrichment.quotes
    (said,) = re.findall(r"\n\n(\w+ \w+) noted that (.+)\.\n", report.story.body)
    assert (quote.speaker, quote.text) == said
    assert (quote.verb, quote.direct) == ("noted", False)
    people = {it.id: it.name for it in report.enrichment.entities if it.type == "person"}
    assert people[quote.speaker_id or ""] == quote.speaker


def test_it_has_no_amounts_and_one_day(report: EnrichedStory) -> None:
    assert report.enrichment.numbers == []
    dates = [it for it in report.enrichment.entities if it.type in {"money", "date"}]
    assert [(it.name, [hit.text for hit in it.mentions]) for it in dates] == [
        ("2025-04-25", ["April 25"])
    ]
