"""What the enrich hop counts of a version: what it did, and how much was found in it."""

from schemas.outcome import Outcome
from stream import metrics
from stream.engine.jobs import Facts


def count_version(facts: Facts, outcome: Outcome) -> None:
    """Count a settled version by its signal. `facts` are those of its product.

    A model or a list that finds less shows in the entities and topics of what is published.
    """
    metrics.VERSIONS.labels(str(facts["signal"]), outcome.value).inc()
    if outcome is Outcome.PUBLISHED:
        metrics.STORY_ENTITIES.observe(float(str(facts["entities"])))
        metrics.STORY_TOPICS.observe(float(str(facts["topics"])))
