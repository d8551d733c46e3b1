"""Story to enrichment. Knows spaCy; knows nothing of Kafka.

    Enricher(model="md").enrich(parsed) -> EnrichedStory

Where to look:
    enricher.py   the order of the work, timings, errors
    language.py   which language
    model.py      the spaCy model, made fast
    versions.py   which version of everything: model, rules, lists
    names/        who, what and where: entities with every mention
    topics/       what about: IPTC Media Topics
    assembly.py   into the story's own ninjs arrays
"""

from stream.enrich.enricher import Enricher

__all__ = ["Enricher"]
