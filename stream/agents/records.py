"""Our records' headers: CloudEvents, trace, content type, and what a reader must know unparsed."""

from collections.abc import Mapping
from datetime import UTC, datetime

from schemas.cloudevents import CloudEvent, derived_id, text_headers
from schemas.events import STORY_CONTENT_TYPE
from schemas.trace import HEADER as TRACE
from schemas.trace import traceparent
from stream.engine.hop import Input

VERSION, SIGNAL, OWN_VERSION, STANDING, ORDER = (
    "wire_version",
    "wire_signal",
    "wire_own_version",
    "wire_standing",
    "wire_order",
)
UPSTREAM, ENRICHMENT, SWAP = "wire_upstream", "wire_enrichment", "wire_swap"
"""Of re-enriched stories: the event they were made of, with which version of everything, and that
a shadow's story is to stand."""


def headers(
    hop: str, taken: Input, kind: str, ordinal: int, facts: Mapping[str, object]
) -> list[tuple[str, bytes]]:
    """The headers of what `hop` makes of a record. `facts` are ours; None is left out."""
    event = CloudEvent(
        id=derived_id(hop, taken.ce_id, ordinal),
        source=f"/wirestream/{hop}",
        type=kind,
        time=datetime.now(UTC),
        dataschema=f"urn:wirestream:schema:{kind.removeprefix('org.wirestream.')}",
    )
    trace = traceparent(text_headers(taken.headers).get(TRACE), event.id)
    own = [(name, str(value).encode()) for name, value in facts.items() if value is not None]
    return [
        *event.headers(),
        ("content-type", STORY_CONTENT_TYPE.encode()),
        (TRACE, trace.encode()),
        *own,
    ]
