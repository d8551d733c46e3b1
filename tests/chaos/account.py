"""The law of accounting, read off the topics: every item ends as exactly one outcome.

An item's ids are known before anything runs (schemas/cloudevents.py), so what is missing, double or
invented shows. An item that was neither published nor a dead letter must be `superseded` or a
`repeat` (a version at least as high of the same story was published), or `withdrawn` (the story was
killed).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aiokafka import ConsumerRecord

from schemas.cloudevents import derived_id, text_headers
from stream.broker.reading import read_to_end
from stream.settings import Settings
from stream.topics import DEAD_LETTERS, ENRICHED, LATEST, STORIES, URGENT, Topic, TopicNames
from tests.chaos.stories import Push


@dataclass
class Account:
    """What became of every item, and every breach of the law found."""

    outcomes: Counter[str] = field(default_factory=Counter)
    repeated_records: int = 0
    missing: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    falling: list[str] = field(default_factory=list)
    wrong_latest: list[str] = field(default_factory=list)
    after_kill: list[str] = field(default_factory=list)
    """Stories of which something was published after their kill."""
    wronged: list[str] = field(default_factory=list)
    """Readable items among the dead letters, unreadable ones elsewhere."""

    @property
    def breaches(self) -> dict[str, int]:
        """How often each rule was broken."""
        names = (
            "missing",
            "double",
            "invented",
            "falling",
            "wrong_latest",
            "after_kill",
            "wronged",
        )
        return {name: len(getattr(self, name)) for name in names}

    @property
    def clean(self) -> bool:
        """Whether the law holds."""
        return not any(self.breaches.values())


@dataclass(frozen=True)
class Stood:
    """The last version of a story, and whether it was a kill."""

    version: int
    killed: bool


def items(pushes: Iterable[Push]) -> dict[str, bool]:
    """The intake ids of all items, and whether each can be read; an unreadable input is one."""
    return {
        derived_id("intake", it.ce_id, ordinal): bool(it.items)
        for it in pushes
        for ordinal in range(max(1, it.items))
    }


async def finished(settings: Settings, pushes: list[Push]) -> bool:
    """Whether every item has an outcome that can be seen."""
    account = await settle_accounts(settings, pushes)
    return not account.missing


async def settle_accounts(settings: Settings, pushes: list[Push]) -> Account:
    """Read the topics and account for every item."""
    stories = await _read(settings, STORIES) + await _read(settings, URGENT)
    enriched = await _read(settings, ENRICHED)
    letters = await _read(settings, DEAD_LETTERS)
    account = Account()
    published = Counter(map(_id, enriched))
    dead = Counter(map(_id, letters))
    account.repeated_records = sum((published + dead).values()) - len(published) - len(dead)
    stood = _stood(enriched)
    parsed = {_id(it): it for it in stories}
    known = set()
    for item, readable in items(pushes).items():
        final = derived_id("enrich", item, 0)
        known |= {item, final}
        ends = (final in published) + (final in dead) + (item in dead)
        if ends and readable != (final in published):
            account.wronged.append(item)
        if ends > 1:
            account.double.append(item)
        elif final in published:
            account.outcomes["published"] += 1
        elif ends:
            account.outcomes["dead_letter"] += 1
        else:
            account.outcomes[_unpublished(parsed.get(item), stood, account, item)] += 1
    account.invented = [it for it in {*published, *dead} if it not in known]
    _check_order(enriched, account)
    await _check_latest(settings, stood, account)
    return account


def _unpublished(
    record: ConsumerRecord | None, stood: Mapping[bytes, Stood], account: Account, item: str
) -> str:
    """An item that nobody sees: rightly so only if a version as high stands, or a kill."""
    story = stood.get(record.key) if record else None
    if record is None or story is None:
        account.missing.append(item)
        return "missing"
    own = int(text_headers(record.headers).get("wire_own_version", story.version + 1))
    if story.killed:
        # Before the kill it was superseded, after it withdrawn: seen from outside it is the same.
        return "superseded or withdrawn"
    if own <= story.version:
        return "superseded" if own < story.version else "repeat"
    account.missing.append(item)
    return "missing"


def _check_order(enriched: list[ConsumerRecord], account: Account) -> None:
    """Per story, versions rise once repeats are dropped, and nothing follows a kill."""
    seen: set[str] = set()
    highest: dict[bytes, int] = {}
    killed: set[bytes] = set()
    for record in enriched:
        if record.key in killed and not _kills(record):
            account.after_kill.append(str(record.key))
        if _id(record) in seen:
            continue
        seen.add(_id(record))
        killed |= {record.key} if _kills(record) else set()
        version = _version(record)
        if version <= highest.get(record.key, 0):
            account.falling.append(f"{record.key!r} {highest[record.key]} then {version}")
        highest[record.key] = version


async def _check_latest(settings: Settings, stood: Mapping[bytes, Stood], account: Account) -> None:
    """The compacted topic's last word on each story is its highest version, or its tombstone."""
    last = {record.key: record for record in await _read(settings, LATEST)}
    account.wrong_latest = [
        str(key)
        for key, story in stood.items()
        if key not in last or Stood(_version(last[key]), killed=last[key].value is None) != story
    ]


def _stood(enriched: list[ConsumerRecord]) -> dict[bytes, Stood]:
    """What stands of each story in the end."""
    highest: dict[bytes, Stood] = {}
    for record in enriched:
        if record.key not in highest or _version(record) >= highest[record.key].version:
            highest[record.key] = Stood(_version(record), killed=_kills(record))
    return highest


async def _read(settings: Settings, topic: Topic) -> list[ConsumerRecord]:
    """All records, each partition in its order."""
    name = TopicNames(settings.topic_prefix)(topic)
    found = [record async for record in read_to_end(settings, name)]
    return sorted(found, key=lambda it: (it.partition, it.offset))


def _id(record: ConsumerRecord) -> str:
    return text_headers(record.headers)["ce_id"]


def _kills(record: ConsumerRecord) -> bool:
    return text_headers(record.headers)["wire_signal"] == "kill"


def _version(record: ConsumerRecord) -> int:
    return int(text_headers(record.headers)["wire_version"])
