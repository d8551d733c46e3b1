"""Short questions to an enriched story, for tests to ask."""

from schemas.enrichment import Entity
from schemas.events import EnrichedStory


def names(story: EnrichedStory, kind: str) -> list[str]:
    return sorted(it.name for it in story.enrichment.entities if it.type.value == kind)


def named(story: EnrichedStory, name: str) -> Entity:
    found = [it for it in story.enrichment.entities if it.name == name]
    assert len(found) == 1, f"{name}: {[it.name for it in story.enrichment.entities]}"
    return found[0]


def texts(story: EnrichedStory, name: str) -> list[str]:
    return [mention.text for mention in named(story, name).mentions]
