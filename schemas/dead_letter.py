"""A dead letter: the value is the original bytes; what went wrong stands in headers `wire_*`."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from schemas.base import Model
from schemas.cloudevents import Headers, text_headers

CODE, MESSAGE, HOP = "wire_code", "wire_message", "wire_hop"
TOPIC, PARTITION, OFFSET = "wire_topic", "wire_partition", "wire_offset"
TIME, ORDINAL, ORIGIN_ID = "wire_time", "wire_ordinal", "wire_origin_id"
OWN_HEADERS = frozenset({CODE, MESSAGE, HOP, TOPIC, PARTITION, OFFSET, TIME, ORDINAL, ORIGIN_ID})

MAX_MESSAGE = 2000
"""Characters of a message that are kept; a hostile input must not write our headers at length."""


class DeadLetter(Model):
    """Why an input or an item couldn't be handled, and where it came from.

    `time` is when it was given up; `ordinal` is the item's within its input, None where no item
    could be read; `origin_id` is the `ce_id` of the record that failed.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    message: str
    hop: str
    topic: str
    partition: Annotated[int, Field(ge=0)]
    offset: Annotated[int, Field(ge=0)]
    time: AwareDatetime
    ordinal: Annotated[int, Field(ge=0)] | None = None
    origin_id: str

    def headers(self) -> list[tuple[str, bytes]]:
        """As Kafka headers, UTF-8."""
        pairs = [
            (CODE, self.code),
            (MESSAGE, self.message[:MAX_MESSAGE]),
            (HOP, self.hop),
            (TOPIC, self.topic),
            (PARTITION, str(self.partition)),
            (OFFSET, str(self.offset)),
            (TIME, self.time.isoformat(timespec="milliseconds")),
            (ORIGIN_ID, self.origin_id),
        ]
        if self.ordinal is not None:
            pairs.append((ORDINAL, str(self.ordinal)))
        # A message may quote a name from hostile input: what UTF-8 can't hold becomes a mark.
        return [(name, value.encode(errors="replace")) for name, value in pairs]

    @classmethod
    def from_headers(cls, headers: Headers) -> Self:
        """Read it back. Raises pydantic's ValidationError where headers are missing or wrong."""
        found = text_headers(headers)
        fields = {
            name: found[f"wire_{name}"] for name in cls.model_fields if f"wire_{name}" in found
        }
        return cls.model_validate(fields)
