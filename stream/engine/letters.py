"""Dead letters: the original bytes, key, headers and timestamp; what went wrong in headers."""

from datetime import UTC, datetime

from schemas.cloudevents import CloudEvent, derived_id
from schemas.dead_letter import OWN_HEADERS, DeadLetter
from schemas.events import DEAD_LETTER_TYPE
from stream.engine.hop import Input, Output
from stream.engine.jobs import Failure

_KEPT = "wire_original_"
"""A letter is a CloudEvent of its own: the original's `ce_*` headers are kept under this prefix.

So are those that are named as a letter's own, and those that have the prefix already.
"""
DROPPED = "wire_headers_dropped"
_FRAMING = 10
HEADER_BYTES = 256 * 1024
"""Of the original's headers so many bytes are kept: a letter must fit its topic."""


def dead_letter(hop: str, topic: str, taken: Input, failure: Failure) -> Output:
    """The letter of one item, or of an input from which no item could be read."""
    letter = DeadLetter(
        code=failure.code,
        message=failure.message,
        hop=hop,
        topic=taken.topic,
        partition=taken.partition,
        offset=taken.offset,
        time=datetime.now(UTC),
        ordinal=failure.ordinal,
        origin_id=taken.ce_id,
    )
    event = CloudEvent(
        id=derived_id(hop, taken.ce_id, failure.ordinal or 0),
        source=f"/wirestream/{hop}",
        type=DEAD_LETTER_TYPE,
        time=letter.time,
    )
    headers = [*_original(taken), *event.headers(), *letter.headers()]
    return Output(topic, taken.key, taken.value, headers, _timestamp(taken))


def original_headers(headers: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The headers that the record had before it became a letter."""
    restored = []
    for name, value in headers:
        if name.startswith(_KEPT):
            restored.append((name.removeprefix(_KEPT), value))
        elif not _clashes(name):
            restored.append((name, value))
    return restored


def _original(taken: Input) -> list[tuple[str, bytes]]:
    """The original's headers as they stand in a letter; beyond the limit, how many are missing."""
    kept: list[tuple[str, bytes]] = []
    left = HEADER_BYTES
    for name, value in taken.headers:
        kept_name = f"{_KEPT}{name}" if _clashes(name) else name
        left -= len(kept_name.encode(errors="replace")) + len(value) + _FRAMING
        if left < 0:
            return [*kept, (DROPPED, str(len(taken.headers) - len(kept)).encode())]
        kept.append((kept_name, value))
    return kept


def _clashes(name: str) -> bool:
    return name.startswith(("ce_", _KEPT)) or name in OWN_HEADERS or name == DROPPED


def _timestamp(taken: Input) -> int | None:
    """The record's own; a negative one says that the producer gave none."""
    return taken.timestamp_ms if taken.timestamp_ms >= 0 else None
