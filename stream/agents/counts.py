"""What the enrich hop counts of a version: what it did, and how much was found in it."""

from schemas.outcome import Outcome
from stream import metrics
from stream.engine.jobs import Facts
from stream.lifecycle.decision import Decision, Shows


def count_from_zero(hop: str) -> None:
    """Begin the counters of withheld items, so that the first of a kind is seen as a rise."""
    for end in (Outcome.PUBLISHED, Outcome.SUPERSEDED, Outcome.WITHDRAWN):
        metrics.WITHHELD_ENDED.labels(hop, end.value)


def count_decision(hop: str, facts: Facts, decision: Decision) -> None:
    """Count a settled version by its signal. `facts` are those of its product.

    A model or a list that finds less shows in the entities and topics of what is published.
    """
    metrics.VERSIONS.labels(str(facts["signal"]), decision.outcome.value).inc()
    for end in decision.ended:
        metrics.WITHHELD_ENDED.labels(hop, end.value).inc()
    if decision.shows is Shows.TEXT:
        metrics.STORY_ENTITIES.observe(float(str(facts["entities"])))
        metrics.STORY_TOPICS.observe(float(str(facts["topics"])))
