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
LIFE, HELD_STORY, DUE = "wire_life", "wire_held", "wire_due"
"""What else is remembered of what stands, what waits, and that a story's time has come."""
REDELIVER = "wire_redeliver"
"""Of an alert that is sent again: the channel to which."""
BACKFILL = "wire_backfill"
"""Of an archive: no urgent lane, and no alerts downstream. Every hop hands it on."""
UPSTREAM, ENRICHMENT, SWAP = "wire_upstream", "wire_enrichment", "wire_swap"
"""Of re-enriched stories: the event they were made of, with which version of everything, and that
a shadow's story is to stand."""


def headers(
    hop: str,
    taken: Input,
    kind: str,
    ordinal: int,
    facts: Mapping[str, object],
    *,
    upstream: str | None = None,
    content_type: str = STORY_CONTENT_TYPE,
) -> list[tuple[str, bytes]]:
    """The headers of what `hop` makes of a record. `facts` are ours; None is left out.

    `upstream` is the event that it is made of, where that isn't the record's own.
    """
    event = CloudEvent(
        id=derived_id(hop, upstream or taken.ce_id, ordinal),
        source=f"/wirestream/{hop}",
        type=kind,
        time=datetime.now(UTC),
        dataschema=f"urn:wirestream:schema:{kind.removeprefix('org.wirestream.')}",
    )
    trace = traceparent(text_headers(taken.headers).get(TRACE), event.id)
    found = text_headers(taken.headers)
    kept = {BACKFILL: found.get(BACKFILL)} | dict(facts)
    own = [(name, str(value).encode()) for name, value in kept.items() if value is not None]
    return [
        *event.headers(),
        ("content-type", content_type.encode()),
        (TRACE, trace.encode()),
        *own,
    ]
