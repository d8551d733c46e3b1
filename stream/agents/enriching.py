"""What the enrich hop's children do: a parsed story to an enriched one, serialised."""

from typing import Any, TypeVar

from pydantic import JsonValue, ValidationError

from schemas.events import EnrichedStory, ParsedStory
from stream.agents.nobodys import nobodys_story
from stream.engine.jobs import Product, Work
from stream.enrich.plan import EnrichPlan
from stream.enrich.versions import ALL
from stream.errors import EnrichError
from stream.lifecycle.digest import BY_STATUS, digest
from stream.lifecycle.parts import LARGE, Parts

Event = TypeVar("Event", bound=ParsedStory)
PARTS = "parts"
"""Beside an event: what it says, to be compared with the story's next version."""


def make(*, at_once: bool = True, seen_texts: int = 0, **plan: Any) -> Work:
    """The work, with the plan's parts as keywords.

    `at_once`: every model is loaded now, since later it would cost a story its time limit.
    `seen_texts`: so many texts are remembered with what was found in them.
    """
    # They bring spaCy, which the hop itself needs not.
    from stream.agents.seen import Seen  # noqa: PLC0415
    from stream.agents.story_work import StoryWork  # noqa: PLC0415
    from stream.enrich import Enricher  # noqa: PLC0415

    enricher = Enricher(EnrichPlan(**plan))
    seen = Seen(enricher, seen_texts)
    if at_once:
        enricher.load_all()
        # Lists that wait for their first use are read by now, once for all children.
        enricher.enrich(nobodys_story())
    return StoryWork(enricher, seen)


def product_of(enriched: EnrichedStory) -> Product:
    """The event, and what decides over it; its wire part is where the version is set later."""
    value = enriched.to_json()
    wire = enriched.wire.model_dump_json().encode()
    # A quote inside a text is escaped, so this can only be the key itself.
    start = value.index(b',"wire":' + wire) + len(b',"wire":')
    until = enriched.story.embargoed_until
    facts: dict[str, JsonValue] = {
        "signal": enriched.wire.signal.value,
        "outcome": enriched.wire.outcome,
        "by_status": enriched.wire.marker in BY_STATUS,
        "usable": enriched.story.pub_status == "usable",
        "until": until.timestamp() if until else None,
        "digest": digest(enriched),
        "version": enriched.wire.version,
        "wire": [start, start + len(wire)],
        "arrived": enriched.wire.arrived.timestamp(),
        "enrichment": enriched.enrichment.versions.get(ALL),
        "entities": len(enriched.enrichment.entities),
        "topics": len(enriched.enrichment.topics),
    }
    if len(enriched.story.body) <= LARGE:
        facts[PARTS] = Parts.of(enriched).to_text()
    return Product(value, facts)


def read(kind: type[Event], value: bytes) -> Event:
    """An event of ours. Raises EnrichError, `bad_story`."""
    try:
        return kind.model_validate_json(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise EnrichError(
            "bad_story", f"no story of ours: {where or 'the record'}: {first['msg']}"
        ) from None
