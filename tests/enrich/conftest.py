import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from schemas.events import EnrichedStory, ParsedStory
from stream.enrich import Enricher

Enrich = Callable[..., EnrichedStory]


@pytest.fixture(scope="session")
def enricher() -> Enricher:
    return Enricher()


@pytest.fixture(scope="session")
def parsed() -> Callable[..., ParsedStory]:
    return make


@pytest.fixture(scope="session")
def enrich(enricher: Enricher) -> Enrich:
    """Enrich a body, with the contract's promise about offsets checked on the way."""

    def run(body: str, headline: str = "", **facts: Any) -> EnrichedStory:
        enriched = enricher.enrich(make(body, headline, **facts))
        fields = {"body": body, "headline": headline}
        for entity in enriched.enrichment.entities:
            for mention in entity.mentions:
                assert fields[mention.field][mention.start : mention.end] == mention.text
        return enriched

    return run


def make(
    body: str,
    headline: str = "",
    *,
    dateline: dict[str, Any] | None = None,
    **story: Any,
) -> ParsedStory:
    """A parsed story; `dateline` names the places of the dateline and its `text`."""
    wire: dict[str, Any] = {
        "story_id": "invented-1",
        "version": 1,
        "format": "plain-text",
        "charset": "utf-8",
        "signal": "new",
        "arrived": dt.datetime(2031, 5, 3, 9, 30, tzinfo=dt.UTC),
        "signature": "0",
    }
    if dateline:
        wire["dateline"] = {"start": 0, "end": len(dateline["text"]), **dateline}
    return ParsedStory.model_validate(
        {
            "story": {
                "uri": "urn:invented:1",
                "type": "text",
                "headlines": [{"value": headline}] if headline else None,
                "bodies": [{"role": "main", "contentType": "text/plain", "value": body}],
                **story,
            },
            "wire": wire,
        }
    )
