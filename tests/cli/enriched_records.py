"""Records of the enriched topics, as the worker writes their headers. The events are invented."""

from schemas.cloudevents import CloudEvent
from schemas.events import ENRICHED_TYPE, EnrichedStory
from schemas.ninjs import Text
from schemas.wire import Signal
from stream.engine.hop import Output
from tests.schemas import samples


def version(
    story: str,
    number: int,
    signal: Signal = Signal.NEW,
    urgency: int = 3,
    headline: str = "Ferries",
) -> EnrichedStory:
    """One version of a story."""
    full = samples.enriched()
    facts = {"story_id": story, "version": number, "signal": signal}
    text = [Text(value=headline)]
    return full.model_copy(
        update={
            "wire": full.wire.model_copy(update=facts),
            "story": full.story.model_copy(update={"urgency": urgency, "headlines": text}),
        }
    )


def output(topic: str, event: EnrichedStory, ce_id: str, *, tombstone: bool = False) -> Output:
    """Its record."""
    cloud = CloudEvent(id=ce_id, source="/wirestream/enrich", type=ENRICHED_TYPE)
    said = [
        ("wire_version", str(event.wire.version).encode()),
        ("wire_signal", event.wire.signal.value.encode()),
    ]
    value = None if tombstone else event.to_json()
    return Output(topic, event.wire.story_id.encode(), value, [*cloud.headers(), *said])
