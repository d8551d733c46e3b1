"""What became of an alert on its way to a channel: on `wire.deliveries.v1`, no word of any story.

The record's key is the delivery's `key`; it stands in the partition in which its alert stands. No
address is in it: channels go by name.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from schemas.alert import AlertKind
from schemas.base import Model, is_none
from schemas.rule import Name, RuleId

DELIVERY_TYPE = "org.wirestream.delivery.v1"


class DeliveryState(StrEnum):
    """Where it is."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """Given up; `wire alerts redeliver` sends it again."""
    WITHDRAWN = "withdrawn"
    """Its story was killed before anybody could have seen it here."""


class Delivery(Model):
    """One alert for one channel. `offset` is its alert's, in the record's own partition."""

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """The idempotency key that the receiver gets."""
    alert: str
    kind: AlertKind
    rule: RuleId
    channel: Name
    state: DeliveryState
    at: AwareDatetime
    alerted: AwareDatetime
    """When the alert was made."""
    offset: Annotated[int, Field(ge=0)]
    attempts: Annotated[int, Field(ge=0)] = 0
    code: str | None = Field(default=None, exclude_if=is_none)
    reason: str | None = Field(default=None, exclude_if=is_none)

    def to_json(self) -> bytes:
        """One line of UTF-8 JSON."""
        return self.model_dump_json().encode()
