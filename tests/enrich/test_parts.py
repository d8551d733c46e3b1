"""WIRE_PARTS: what isn't looked for is empty, what is looked for is found as ever."""

from collections.abc import Callable

import pytest

from schemas.events import EnrichedStory, ParsedStory
from stream.enrich import Enricher
from stream.enrich.plan import EnrichPlan
from stream.enrich.versions import ALL
from stream.errors import SettingsError
from stream.settings import load

BODY = (
    "The Bank of England raised its main rate by a quarter of a point to 5.25 percent on Thursday, "
    'Governor Andrew Bailey said in London. "Inflation is still too high," Bailey said.'
)


def test_entities_alone_are_the_same_names_and_nothing_else(
    enricher: Enricher, parsed: Callable[..., ParsedStory]
) -> None:
    whole = enricher.enrich(parsed(BODY))
    alone = Enricher(EnrichPlan(parts=["entities"])).enrich(parsed(BODY))
    names = [it for it in whole.enrichment.entities if it.type not in {"money", "date"}]
    assert names
    assert alone.enrichment.entities == names
    assert whole.enrichment.quotes
    assert whole.enrichment.numbers
    assert whole.enrichment.topics
    for part in ("quotes", "numbers", "topics", "events", "phrases"):
        assert not getattr(alone.enrichment, part)
    assert alone.enrichment.summary is None
    assert alone.enrichment.language == "en"


def test_the_version_of_everything_tells_of_parts_left_out(
    enricher: Enricher, parsed: Callable[..., ParsedStory]
) -> None:
    def version(it: EnrichedStory) -> str:
        return it.enrichment.versions[ALL]

    few = Enricher(EnrichPlan(parts=["topics"])).enrich(parsed(BODY))
    assert version(few) != version(enricher.enrich(parsed(BODY)))
    assert few.enrichment.versions["parts"] == "topics"


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(SettingsError, match="WIRE_PARTS"):
        load({"parts": "entities,weather"})
