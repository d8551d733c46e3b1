"""One alert for one channel, on its way."""

import time
from dataclasses import dataclass, field

from schemas.alert import Alert
from schemas.cloudevents import derived_id
from schemas.trace import traceparent


def delivery_key(alert: str, channel: str) -> str:
    """The idempotency key: the same whenever the same alert goes to the same channel."""
    return derived_id("deliver", f"{alert} {channel}")


@dataclass(eq=False, slots=True)
class Parcel:
    """An alert and the name of the channel it goes to. `place` is where the alert stands."""

    alert: Alert
    channel: str
    place: tuple[int, int] = (0, -1)
    """Partition and offset."""
    attempts: int = 0
    """How often it was tried; 1 at least where that isn't known."""
    trace: str | None = None
    """The `traceparent` of what the hop made of the alert: the delivery is a part of it."""
    since: float = field(default_factory=time.time)
    """When it set out, in seconds since 1970."""
    reached: set[str] = field(default_factory=set)
    """Of a mail's addresses those that took it."""
    key: str = field(init=False)

    def __post_init__(self) -> None:
        """Name it."""
        self.key = delivery_key(self.alert.id, self.channel)

    @property
    def traceparent(self) -> str:
        """Of this delivery, which its receiver can go on with: the same whenever it is tried."""
        return traceparent(self.trace, self.key)

    @property
    def thread(self) -> tuple[str, str]:
        """Parcels of one thread go one after another: the end is told last."""
        return self.channel, self.alert.follows or self.alert.id
