"""The enrich hop: parsed stories to enriched ones, each story's versions in rising order."""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, cast

from aiokafka import ConsumerRecord

from schemas.cloudevents import text_headers
from schemas.events import ENRICHED_TYPE, LONGEST_VERSION
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.agents.counts import count_version
from stream.agents.records import (
    ORDER,
    OWN_VERSION,
    SIGNAL,
    STANDING,
    SWAP,
    UPSTREAM,
    VERSION,
    headers,
)
from stream.agents.swaps import kept_headers, swapped
from stream.broker.reading import read_to_end
from stream.engine.faust_app import raw_topic
from stream.engine.hop import Input, Output, Settlement, WorkPlan
from stream.engine.jobs import Job, Product
from stream.engine.mover import Mover
from stream.engine.runner import take
from stream.enrich import watch
from stream.lifecycle.standing import Decision, Order, Standing, decide
from stream.settings import Settings
from stream.topics import ENRICHED, LATEST, RECORD_BYTES, STORIES, URGENT, TopicNames

log = logging.getLogger(__name__)

NAME = "enrich"


class EnrichHop:
    """Finds entities and topics; publishes what is newer than what stands."""

    name = NAME
    inputs = (STORIES, URGENT)
    outputs = (ENRICHED, LATEST)

    def __init__(self, settings: Settings, children: int) -> None:
        """`children` processes enrich.

        Raises:
            SettingsError: the watch list isn't right: better now than in every child.
        """
        self._settings = settings
        self._names = TopicNames(settings.topic_prefix)
        self._standing: defaultdict[int, dict[bytes, Standing]] = defaultdict(dict)
        self.work = WorkPlan("stream.agents.enriching:make", _arguments(settings), children)

    def most_bytes(self, _: Input) -> int:
        """Intake limits the input; as JSON the same story can be several times as long."""
        return RECORD_BYTES

    def job(self, taken: Input) -> Job:
        """The parsed story as it is, or one that was enriched elsewhere and is to stand."""
        return Job(taken.value, {SWAP: text_headers(taken.headers).get(SWAP)})

    async def begin(self, partitions: Iterable[int]) -> None:
        """Read which version of each story stands in these partitions, tombstones and all."""
        found: defaultdict[int, dict[bytes, Standing]] = defaultdict(dict)
        latest = read_to_end(self._settings, self._names(LATEST), partitions=partitions)
        async for record in latest:
            standing = _standing(record)
            if standing:
                found[record.partition][record.key] = standing
        self._standing = found

    def settle(self, taken: Input, product: Product) -> Settlement:
        """Publish a version that is newer than what stands; say what becomes of any other."""
        here = self._standing[taken.partition]
        key = taken.key or b""
        if SWAP in text_headers(taken.headers):
            return self._swap(taken, product, here.get(key))
        kills = Signal(str(product.facts["signal"])).ends_story
        order = _order(text_headers(taken.headers).get(ORDER, ""))
        own = _own_version(taken)
        decision = decide(here.get(key), taken.ce_id, own, kills=kills, order=order)
        count = partial(count_version, product.facts, decision.outcome)
        if decision.outcome is not Outcome.PUBLISHED:
            return Settlement(end=decision.outcome.value, count=count)
        here[key] = decision.standing
        arrived = float(str(product.facts["arrived"]))
        records = self._records(taken, product, decision)
        return Settlement(records, decision.outcome.value, arrived, count)

    def _swap(self, taken: Input, product: Product, standing: Standing | None) -> Settlement:
        """The same version enriched anew: only where that version still stands, and only there."""
        outcome = swapped(standing, text_headers(taken.headers).get(UPSTREAM, ""))
        if outcome is not Outcome.PUBLISHED or standing is None:
            return Settlement(end=outcome.value)
        value = with_version(product, standing.version)
        said = [*kept_headers(taken, standing.version), *_standing_headers(standing)]
        return Settlement([Output(self._names(LATEST), taken.key, value, said)], outcome.value)

    def _records(self, taken: Input, product: Product, decision: Decision) -> list[Output]:
        """The enriched story, and what stands now: after a kill, nothing but a tombstone."""
        signal = Signal(str(product.facts["signal"]))
        value = with_version(product, decision.version)
        said = {VERSION: decision.version, SIGNAL: signal.value}
        enriched = headers(NAME, taken, ENRICHED_TYPE, 0, said)
        standing = _standing_headers(decision.standing)
        return [
            Output(self._names(ENRICHED), taken.key, value, enriched),
            Output(
                self._names(LATEST),
                taken.key,
                None if signal.ends_story else value,
                [*enriched, *standing],
            ),
        ]


def _arguments(settings: Settings) -> dict[str, object]:
    """What each child is told; the watch list is looked at first."""
    if settings.watchlist:
        watch.read(settings.watchlist)
    return {**settings.enrich_plan, "log": (settings.log_level, settings.log_format)}


def attach(app: Any, mover: Mover, names: TopicNames) -> None:
    """Declare the agent. It reads both topics; the mover acknowledges."""
    topics = raw_topic(app, names(STORIES), names(URGENT))

    @app.agent(topics, name=NAME)  # type: ignore[untyped-decorator]
    async def enrich(stories: Any) -> None:
        async for event in stories.noack().events():
            await take(app, mover, event)


def with_version(product: Product, version: int) -> bytes:
    """The event with `wire.version` as decided; most have it already and stay as they are."""
    value, facts = product.value, product.facts
    if facts["version"] == version:
        return value
    start, end = cast(list[int], facts["wire"])
    wire = json.loads(value[start:end]) | {"version": version}
    written = json.dumps(wire, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((value[:start], written, value[end:]))


def _standing_headers(standing: Standing) -> list[tuple[str, bytes]]:
    """What a worker must know of the story when it begins."""
    found = [(STANDING, standing.to_header())]
    if standing.order:
        found.append((ORDER, "{}:{}".format(*standing.order).encode()))
    return found


def _own_version(taken: Input) -> int | None:
    found = text_headers(taken.headers).get(OWN_VERSION, "")
    return int(found) or None if found.isdecimal() and len(found) < LONGEST_VERSION else None


def _order(header: str) -> Order | None:
    """A place on the wire, or None where the header says none."""
    partition, _, offset = header.partition(":")
    if not (partition.isdecimal() and offset.isdecimal() and len(header) < LONGEST_VERSION * 2):
        return None
    return int(partition), int(offset)


def _standing(record: ConsumerRecord) -> Standing | None:
    """What a record of the compacted topic says. One that isn't ours must not stop the others."""
    header = text_headers(record.headers).get(STANDING)
    if not header:
        return None
    try:
        order = _order(text_headers(record.headers).get(ORDER, ""))
        killed = record.value is None
        return replace(Standing.from_header(header), killed=killed, order=order)
    except ValueError:
        place = f"{record.topic} partition {record.partition} offset {record.offset}"
        log.warning("%s: the header %s is none of ours and is passed over", place, STANDING)
        return None
