"""CloudEvents 1.0 attributes in Kafka's binary mode, and the law by which ids are made.

Binary mode (CloudEvents Kafka protocol binding, section 3.2): every attribute is a header `ce_*`,
UTF-8; the record's value is the event's data and `content-type` says what it is.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self

from pydantic import AwareDatetime, Field, ValidationError

from schemas.base import Model

SPEC_VERSION = "1.0"
REQUIRED = ("ce_id", "ce_source", "ce_type", "ce_specversion")

Headers = Iterable[tuple[str, bytes | None]]


class CloudEvent(Model):
    """The attributes of one record. `time` is when the event arose, with its zone."""

    id: str = Field(min_length=1, max_length=512)
    source: str = Field(min_length=1, max_length=2048)
    type: str = Field(min_length=1, max_length=256)
    specversion: str = Field(default=SPEC_VERSION, pattern=r"^1\.0$")
    time: AwareDatetime | None = None
    dataschema: str | None = None

    def headers(self) -> list[tuple[str, bytes]]:
        """The attributes as Kafka headers, in a fixed order."""
        pairs = [
            ("ce_specversion", self.specversion),
            ("ce_id", self.id),
            ("ce_source", self.source),
            ("ce_type", self.type),
        ]
        if self.time is not None:
            pairs.append(("ce_time", _rfc3339(self.time)))
        if self.dataschema is not None:
            pairs.append(("ce_dataschema", self.dataschema))
        return [(name, value.encode(errors="replace")) for name, value in pairs]

    @classmethod
    def from_headers(cls, headers: Headers) -> Self | None:
        """Read the attributes, or None where the record is no valid CloudEvent."""
        found = text_headers(headers)
        if any(name not in found for name in REQUIRED):
            return None
        fields = {
            name: found[f"ce_{name}"]
            for name in ("id", "source", "type", "specversion", "time", "dataschema")
            if f"ce_{name}" in found
        }
        try:
            return cls.model_validate(fields)
        except ValidationError:
            return None


def text_headers(headers: Headers) -> Mapping[str, str]:
    """Headers that decode as UTF-8, by name; where one comes twice the first stands."""
    found: dict[str, str] = {}
    for name, value in headers:
        if name in found or value is None:
            continue
        try:
            found[name] = value.decode()
        except UnicodeDecodeError:
            continue
    return found


def raw_id(topic: str, partition: int, offset: int) -> str:
    """The id of a raw record that brought no valid CloudEvent of its own."""
    return _digest(topic, partition, offset)


def derived_id(hop: str, upstream: str, ordinal: int = 0) -> str:
    """The id of what `hop` makes of the event `upstream`; `ordinal` counts from 0."""
    return _digest(hop, upstream, ordinal)


def shadow_id(hop: str, upstream: str, ordinal: int, enrichment: str) -> str:
    """The id in a shadow topic: what the version `enrichment` of everything makes of an event."""
    return _digest(hop, upstream, ordinal, enrichment)


def replay_id(letter: str, attempt: int) -> str:
    """The id of the raw record that replays the dead letter `letter`, `attempt` from 1."""
    return _digest("replay", letter, attempt)


def _digest(*parts: str | int) -> str:
    """Hash the parts, each led by its length so that no two lists run together."""
    text = "".join(f"{len(str(part))}:{part}" for part in parts)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
