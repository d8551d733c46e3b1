"""What is told of each item that a hop is done with: to the log, and as a trace."""

import logging
from collections.abc import Sequence

from schemas.cloudevents import derived_id, text_headers
from schemas.trace import HEADER, traceparent
from stream.engine.hop import Hop, Output
from stream.engine.lane import Delivery, Told
from stream.engine.tracing import Tracing
from stream.logs import about
from stream.topics import RAW

log = logging.getLogger(__name__)

_LONGEST_ID = 200


def told(end: str, code: str | None, ordinal: int, outputs: Sequence[Output]) -> Told:
    """One item's end; its own records, the first of which says whose story it is."""
    if code or not outputs:
        # A dead letter carries the trace of what it was made of, not one of its own.
        return Told(end, code, ordinal)
    first, *more = outputs
    return Told(end, code, ordinal, first.key, first.headers, [it.headers for it in more])


class Telling:
    """Tells of one hop's items, once they are acknowledged."""

    def __init__(self, hop: Hop, tracing: Tracing) -> None:
        """`tracing` may be off."""
        self._hop = hop.name
        # What comes in from outside has any key: only between our hops it is a story's id.
        self._keyed = RAW not in hop.inputs
        self._tracing = tracing

    def done(self, delivery: Delivery, now: float) -> None:
        """All that came of a record is acknowledged, `now` by the monotonic clock."""
        quiet = not log.isEnabledFor(logging.DEBUG)
        if quiet and not self._tracing.on and not any(it.code for it in delivery.told):
            return
        taken = delivery.taken
        upstream = text_headers(taken.headers).get(HEADER)
        for item in delivery.told:
            # What nothing came of has a trace nevertheless.
            own = text_headers(item.headers).get(HEADER) or traceparent(
                upstream, derived_id(self._hop, taken.ce_id, item.ordinal)
            )
            story = _readable(item.key or (taken.key if self._keyed else None))
            self._say(delivery, item, story, own.split("-")[1], now)
            self._tracing.item(delivery, item, story, (own, upstream), now)

    def _say(
        self, delivery: Delivery, item: Told, story: str | None, trace: str, now: float
    ) -> None:
        """A dead letter is an event that an operator asks for; all else is told at DEBUG."""
        taken = delivery.taken
        fields = about(
            hop=self._hop,
            story=story,
            trace=trace,
            topic=taken.topic,
            partition=taken.partition,
            offset=taken.offset,
        )
        if item.code:
            log.info("dead letter: %s", item.code, extra=fields)
        else:
            fields["about"]["seconds"] = round(now - delivery.began, 4)
            log.debug("%s", item.end, extra=fields)


def _readable(key: bytes | None) -> str | None:
    """A story's id as text."""
    return key.decode(errors="replace")[:_LONGEST_ID] if key else None
