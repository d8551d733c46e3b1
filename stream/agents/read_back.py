"""What the compacted topics' records say of a story: what stands, what waits."""

import logging

from aiokafka import ConsumerRecord

from schemas.cloudevents import text_headers
from schemas.events import LONGEST_VERSION
from schemas.wire import Signal
from stream.agents.records import HELD_STORY, LIFE, ORDER, SIGNAL, STANDING
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing
from stream.lifecycle.version import Order

log = logging.getLogger(__name__)


def standing_of(record: ConsumerRecord) -> Standing | None:
    """What a record of the compacted topic says. One that isn't ours must not stop the others."""
    found = text_headers(record.headers)
    header = found.get(STANDING)
    if not header:
        return None
    try:
        ends = found.get(SIGNAL) != Signal.HOLD.value
        return Standing.from_header(
            header,
            killed=record.value is None and ends,
            order=order_of(found.get(ORDER, "")),
            facts=found.get(LIFE, ""),
        )
    except ValueError:
        _pass_over(record, STANDING)
        return None


def pending_of(record: ConsumerRecord) -> Pending | None:
    """What a record of the held topic says; None for a tombstone and for what isn't ours."""
    header = text_headers(record.headers).get(HELD_STORY)
    if record.value is None or not header:
        return None
    try:
        return Pending.from_header(header)
    except ValueError:
        _pass_over(record, HELD_STORY)
        return None


def order_of(header: str) -> Order | None:
    """A place on the wire, or None where the header says none."""
    partition, _, offset = header.partition(":")
    if not (partition.isdecimal() and offset.isdecimal() and len(header) < LONGEST_VERSION * 2):
        return None
    return int(partition), int(offset)


def _pass_over(record: ConsumerRecord, header: str) -> None:
    place = f"{record.topic} partition {record.partition} offset {record.offset}"
    log.warning("%s: the header %s is none of ours and is passed over", place, header)
