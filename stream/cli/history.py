"""A story's history out of the topics: what came, what became of it, what was sent when.

What was published stands in `wire.enriched.v1`. What wasn't is told by folding what came once more:
the same function that decided, over what its topics still hold.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiokafka import ConsumerRecord
from aiokafka.partitioner import murmur2
from pydantic import ValidationError

from schemas.cloudevents import derived_id, text_headers
from schemas.events import EnrichedStory, ParsedStory
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.agents.read_back import pending_of, standing_of
from stream.agents.records import DUE, SIGNAL, SWAP, VERSION
from stream.agents.ties import TIED
from stream.agents.versions import version_of
from stream.broker.reading import read_to_end
from stream.engine.hop import Input
from stream.engine.jobs import Product
from stream.lifecycle.changes import CHANGES
from stream.lifecycle.decision import Life
from stream.lifecycle.digest import BY_STATUS, digest
from stream.lifecycle.fold import due, fold
from stream.lifecycle.identity.record import from_record
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing
from stream.settings import Settings
from stream.topics import ENRICHED, HELD, IDENTITY, LATEST, STORIES, URGENT, Topic, TopicNames

_HOP = "enrich"
UNDER_WAY = "under way"


@dataclass(slots=True)
class Came:
    """One version that came. `text` is False where its words may not be shown."""

    at: datetime
    signal: str
    outcome: str
    headline: str = ""
    marker: str | None = None
    number: int | None = None
    own_number: int | None = None
    until: datetime | None = None
    urgent: bool = False
    tied: dict[str, Any] | None = None
    changes: dict[str, Any] | None = None
    sent: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """As `--json` has it."""
        moments = {
            name: it.isoformat() if it else None
            for name, it in (("at", self.at), ("until", self.until), ("sent", self.sent))
        }
        names = ("signal", "outcome", "headline", "marker", "number", "own_number", "urgent")
        said = {name: getattr(self, name) for name in names} | moments
        said |= {"tied": self.tied, "changes": self.changes}
        return {name: it for name, it in said.items() if it is not None and it != ""}


@dataclass(slots=True)
class History:
    """A story's. `state` is `standing`, `held`, `waiting`, `killed` or `unknown`."""

    story_id: str
    versions: list[Came] = field(default_factory=list)
    standing: Standing | None = None
    pending: Pending | None = None

    @property
    def state(self) -> str:
        """What it is now."""
        if self.standing and self.standing.killed:
            return "killed"
        if self.standing and self.standing.held:
            return "held"
        if self.standing:
            return "standing"
        return "waiting" if self.pending else "unknown"

    def to_json(self) -> dict[str, Any]:
        """As `--json` has it."""
        pending = self.pending
        until = datetime.fromtimestamp(pending.until, UTC) if pending and pending.until else None
        return {
            "story_id": self.story_id,
            "state": self.state,
            "version": self.standing.version if self.standing else None,
            "waits_until": until.isoformat() if until else None,
            "on_hold": bool(pending and pending.hold),
            "versions": [it.to_json() for it in self.versions],
        }


async def history(settings: Settings, story_id: str) -> History:
    """Read it. Raises BrokerError, TopicsDiffer. Empty where no topic knows the story."""
    found = History(story_id)
    topics = _Topics(settings, story_id)
    for record in await topics.read(LATEST):
        found.standing = standing_of(record) or found.standing
    for record in await topics.read(HELD):
        found.pending = pending_of(record)
    sent = {_event(it): it for it in reversed(await topics.read(ENRICHED))}
    urgent = await topics.read(URGENT)
    came = sorted([*await topics.read(STORIES), *urgent], key=lambda it: it.timestamp)
    ours = set(map(id, urgent))
    life = Life()
    for record in came:
        life, version = _folded(life, record, sent, urgent=id(record) in ours)
        if version:
            found.versions.append(version)
    _hide(found)
    return found


async def tied_to(settings: Settings, own_id: str) -> str | None:
    """The story that an id was tied to, None where it is none or its own."""
    for record in reversed(await _Topics(settings, own_id).read(IDENTITY)):
        try:
            return from_record(record.value or b"").story_id
        except ValueError:
            continue
    return None


class _Topics:
    """Reads one key's records."""

    def __init__(self, settings: Settings, key: str) -> None:
        self._settings = settings
        self._names = TopicNames(settings.topic_prefix)
        self._key = key.encode(errors="replace")
        # As every producer of ours does it: the key's partition alone is read.
        self._partition = (murmur2(self._key) & 0x7FFFFFFF) % settings.partitions

    async def read(self, topic: Topic) -> "list[ConsumerRecord]":
        records = read_to_end(self._settings, self._names(topic), partitions=[self._partition])
        return [it async for it in records if it.key == self._key]


def _folded(
    life: Life, record: ConsumerRecord, sent: "dict[str, ConsumerRecord]", *, urgent: bool
) -> tuple[Life, Came | None]:
    said, now = text_headers(record.headers), record.timestamp / 1000
    if SWAP in said:
        return life, None
    if DUE in said:
        decided = due(life, now)
        return (decided.life if decided else life), None
    try:
        parsed = ParsedStory.model_validate_json(record.value or b"")
    except ValidationError:
        return life, None
    taken = Input.of_record(record)
    decision = fold(life, version_of(taken, Product(b"", _facts(parsed))), now)
    published = sent.get(derived_id(_HOP, taken.ce_id, 0))
    until = parsed.story.embargoed_until
    came = Came(
        at=parsed.wire.arrived,
        signal=parsed.wire.signal.value,
        outcome=decision.outcome.value,
        headline=parsed.story.headline,
        marker=parsed.wire.marker,
        own_number=version_of(taken, Product(b"", _facts(parsed))).own,
        until=until,
        urgent=urgent,
        tied=parsed.wire.extra.get(TIED),
    )
    if published is not None:
        _add_sent(came, published)
    elif decision.outcome is Outcome.PUBLISHED:
        came.outcome = UNDER_WAY
    return decision.life, came


def _facts(parsed: ParsedStory) -> dict[str, Any]:
    until = parsed.story.embargoed_until
    return {
        "signal": parsed.wire.signal.value,
        "until": until.timestamp() if until else None,
        "digest": digest(parsed),
        "usable": parsed.story.pub_status == "usable",
        "by_status": parsed.wire.marker in BY_STATUS,
    }


def _add_sent(came: Came, record: ConsumerRecord) -> None:
    said = text_headers(record.headers)
    if said.get(SIGNAL) != Signal.HOLD:
        # That a story is on hold is told; its text isn't published by that.
        came.outcome = Outcome.PUBLISHED.value
    came.sent = datetime.fromtimestamp(record.timestamp / 1000, UTC)
    number = said.get(VERSION, "")
    came.number = int(number) if number.isdecimal() else None
    try:
        event = EnrichedStory.model_validate_json(record.value or b"")
    except ValidationError:
        return
    changed = event.wire.extra.get(CHANGES)
    came.changes = changed if isinstance(changed, dict) else None


def _hide(found: History) -> None:
    """Words of what isn't published aren't shown, and none of what was killed or is on hold."""
    gone = found.state in {"killed", "held"}
    for it in found.versions:
        if gone or it.outcome != Outcome.PUBLISHED.value:
            it.headline = ""
        if gone:
            it.changes = None


def _event(record: ConsumerRecord) -> str:
    return text_headers(record.headers).get("ce_id", "")
