"""What the deliver hop counts: deliveries by channel, on their way and ended."""

from collections.abc import Mapping
from datetime import UTC, datetime

from stream import metrics
from stream.delivery.channels import Channels
from stream.delivery.outcome import CODES, Given
from stream.delivery.parcel import Parcel

DELIVERED = "delivered"
MOST_CHANNELS = 50
"""Channels with series of their own: the file of a large house may have thousands."""


class DeliveryCounts:
    """The metrics of deliveries. A channel is named as its file names it: rules may ask for any."""

    def __init__(self, channels: Channels) -> None:
        """`channels` are looked at again whenever something is counted."""
        self._channels = channels
        self._named: set[str] = set()
        # Where those go that a rule asks for and no file names.
        _begin(metrics.OTHER)
        self.look()

    def look(self) -> None:
        """Begin the series of channels that are new in the file."""
        for name in self._channels.names():
            if name not in self._named and len(self._named) < MOST_CHANNELS:
                self._named.add(name)
                _begin(name)

    def pending(self, counts: Mapping[str, int]) -> None:
        """So many are on their way to each channel."""
        self.look()
        found = dict.fromkeys((*self._named, metrics.OTHER), 0)
        for name, count in counts.items():
            found[self._label(name)] += count
        for label, count in found.items():
            metrics.DELIVERIES_PENDING.labels(label).set(count)

    def ended(self, parcel: Parcel, given: Given) -> None:
        """One is delivered, or given up."""
        metrics.DELIVERIES.labels(self._label(parcel.channel), given.code or DELIVERED).inc()
        if given.code is None:
            seconds = datetime.now(UTC).timestamp() - parcel.alert.at.timestamp()
            metrics.DELIVERY_SECONDS.observe(max(0.0, seconds))

    def _label(self, channel: str) -> str:
        return channel if channel in self._named else metrics.OTHER


def _begin(channel: str) -> None:
    """From 0 on: the first of a kind must be seen as a rise."""
    for code in (DELIVERED, *CODES):
        metrics.DELIVERIES.labels(channel, code)
