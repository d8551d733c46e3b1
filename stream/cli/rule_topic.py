"""Rules on `wire.rules.v1`: what stands there, and how a change is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from aiokafka.errors import KafkaError

from schemas.alert import ALERT_CONTENT_TYPE
from schemas.cloudevents import CloudEvent, derived_id
from schemas.rule import RULE_TYPE, Rule
from stream.alerts.compiling import Compiled, RuleFault, check, read_json
from stream.broker.clients import producer
from stream.broker.reading import read_to_end
from stream.errors import BrokerError
from stream.settings import Settings
from stream.topics import RULES, TopicNames

BY = "wire_changed_by"
"""Who changed the rule; a tombstone has no value to say it."""


@dataclass(frozen=True)
class Standing:
    """A rule of the topic, or why it is none."""

    id: str
    value: bytes
    compiled: Compiled | None = None
    fault: str = ""

    @property
    def removed(self) -> bool:
        """Whether it is only remembered."""
        return self.compiled is not None and self.compiled.rule.removed


async def read_rules(settings: Settings) -> dict[str, Standing]:
    """Every rule of the topic, by its id, broken ones and removed ones too."""
    values: dict[str, bytes] = {}
    async for record in read_to_end(settings, TopicNames(settings.topic_prefix)(RULES)):
        name = (record.key or b"").decode(errors="replace")
        values.pop(name, None)
        if record.value is not None:
            values[name] = record.value
    return {name: standing(name, values[name]) for name in sorted(values)}


def standing(name: str, value: bytes) -> Standing:
    """A record of the topic, read as workers read it."""
    try:
        found = read_json(value)
        check(found.clause)
    except RuleFault as fault:
        return Standing(name, value, fault=str(fault))
    if found.rule.id != name:
        return Standing(name, value, fault=f"it calls itself '{found.rule.id}'")
    return Standing(name, value, found)


async def write_rules(settings: Settings, rules: Sequence[Rule]) -> None:
    """Put rules where all workers read them. Raises BrokerError."""
    await _write(settings, [(it.id, it.to_json()) for it in rules], "")


async def remove_rules(settings: Settings, names: Sequence[str], by: str) -> None:
    """Take rules away with all that is known of them: broken ones. Raises BrokerError."""
    await _write(settings, [(it, None) for it in names], by)


async def _write(settings: Settings, rows: Sequence[tuple[str, bytes | None]], by: str) -> None:
    topic, now = TopicNames(settings.topic_prefix)(RULES), datetime.now(UTC)
    try:
        async with producer(settings) as client:
            pending = []
            for name, value in rows:
                event = CloudEvent(
                    id=derived_id("rules", f"{name} {now.isoformat()}"),
                    source="/wirestream/rules",
                    type=RULE_TYPE,
                    time=now,
                )
                headers = [*event.headers(), ("content-type", ALERT_CONTENT_TYPE.encode())]
                if by:
                    headers.append((BY, by.encode(errors="replace")))
                pending.append(await client.send(topic, value, key=name.encode(), headers=headers))
            for one in pending:
                await one
    except KafkaError as error:
        raise BrokerError(f"rules can't be written: {type(error).__name__}") from None
