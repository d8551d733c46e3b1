"""The raw envelope: what the headers of an input say around its bytes. Every one may be absent."""

from typing import Annotated, Self

from pydantic import Field

from schemas.base import Model
from schemas.cloudevents import CloudEvent, Headers, text_headers
from schemas.trace import HEADER as TRACE

CONTENT_TYPE = "content-type"
ONLY_ORDINAL = "wire_only_ordinal"
"""On a replay: the one item of the input that failed; its neighbours went on long ago."""


class RawEnvelope(Model):
    """The sender's headers. None of them is trusted: formats are recognised by content."""

    event: CloudEvent | None = None
    content_type: Annotated[str, Field(max_length=256)] | None = None
    traceparent: str | None = None
    only_ordinal: Annotated[int, Field(ge=0)] | None = None

    @classmethod
    def from_headers(cls, headers: Headers) -> Self:
        """Read them; what can't be read counts as absent."""
        pairs = list(headers)
        found = text_headers(pairs)
        ordinal = found.get(ONLY_ORDINAL, "")
        return cls(
            event=CloudEvent.from_headers(pairs),
            content_type=found.get(CONTENT_TYPE, "")[:256] or None,
            traceparent=found.get(TRACE),
            only_ordinal=int(ordinal) if ordinal.isdecimal() and len(ordinal) < 10 else None,  # noqa: PLR2004 - an input has at most some thousand items
        )
