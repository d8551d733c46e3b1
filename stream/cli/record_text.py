"""A record of any topic, by its headers and its size. Never its value: it may be unpublished."""

from datetime import UTC, datetime
from typing import Any

from aiokafka import ConsumerRecord
from rich.text import Text

from schemas.cloudevents import text_headers
from stream.cli.show import plain

_SAID_ALREADY = ("ce_", "traceparent", "content-type")


def fields(record: ConsumerRecord) -> dict[str, Any]:
    """All but the value, for JSON."""
    return {
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "time": _time(record).isoformat(timespec="milliseconds"),
        "key": None if record.key is None else record.key.decode(errors="replace"),
        "headers": dict(text_headers(record.headers)),
        "bytes": None if record.value is None else len(record.value),
    }


def line(record: ConsumerRecord) -> Text:
    """For people: when, where, what kind, how large, and what its headers say."""
    found = text_headers(record.headers)
    key = "no key" if record.key is None else plain(record.key.decode(errors="replace"), 60)
    size = "tombstone" if record.value is None else f"{len(record.value)} bytes"
    kind = plain(found.get("ce_type", "no CloudEvent"), 60)
    said = [
        f"{plain(name, 40)}={plain(value, 120)}"
        for name, value in found.items()
        if not name.startswith(_SAID_ALREADY)
    ]
    return Text.assemble(
        (f"{_time(record).astimezone():%H:%M:%S}  ", "dim"),
        (f"{record.partition}:{record.offset}  ", "cyan"),
        (key, "bold"),
        f"  {kind}  {size}",
        (f"  {' '.join(said)}" if said else "", "dim"),
    )


def _time(record: ConsumerRecord) -> datetime:
    return datetime.fromtimestamp(max(0, record.timestamp) / 1000, UTC)
