"""Works of children that need no model: what they find is told by the plan's `model`."""

from typing import Any

from schemas.enrichment import Enrichment, Entity, EntityType, Mention
from schemas.events import EnrichedStory, ParsedStory
from stream.agents import enriching
from stream.agents.nobodys import nobodys_story
from stream.agents.records import SWAP
from stream.engine.jobs import Answer, Job, Work
from stream.errors import EnrichError


def make(model: str = "md", **_: Any) -> Work:
    """Every story has one entity, of a type that hangs on the model."""
    kind = EntityType.PERSON if model == "md" else EntityType.ORGANISATION

    def enrich(job: Job) -> Answer:
        if job.facts.get(SWAP):
            return [enriching.product_of(enriching.read(EnrichedStory, job.value))]
        parsed = enriching.read(ParsedStory, job.value)
        word = parsed.story.body.split(maxsplit=1)[0]
        mention = Mention(start=0, end=len(word), text=word)
        entity = Entity(
            id=word, type=kind, name=word, relevance=1, confidence=1, mentions=[mention]
        )
        found = Enrichment(entities=[entity], versions={"model": model, "enrichment": f"v-{model}"})
        story = EnrichedStory(story=parsed.story, wire=parsed.wire, enrichment=found)
        return [enriching.product_of(story)]

    return enrich


def refuse(**_: Any) -> Work:
    """Enriches nobody's story alone."""
    work = make()
    asked = nobodys_story().to_json()

    def enrich(job: Job) -> Answer:
        if job.value == asked:
            return work(job)
        raise EnrichError("model_failed", "gave up")

    return enrich
