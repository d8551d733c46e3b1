"""A real worker's /metrics: every metric is there, and the counters equal what the topics hold."""

import asyncio
import json
import random
import re
from collections import Counter
from pathlib import Path
from urllib.request import urlopen

import pytest
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from bench.running import _free_ports
from bench.texts import text
from schemas.alert import AlertKind
from schemas.cloudevents import text_headers
from schemas.dead_letter import DeadLetter
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.app import HOPS
from stream.broker.admin import create_topics
from stream.broker.reading import read_to_end
from stream.cli.figures import figures
from stream.cli.scrapes import Look, look
from stream.settings import Settings
from stream.topics import ALL, DEAD_LETTERS, ENRICHED, RAW, Topic, TopicNames
from stream.wire.agencies import NAMES
from tests.brokers import Broker
from tests.chaos.run import push, variables
from tests.chaos.stories import Push
from tests.chaos.workers import Worker

STORIES_PUSHED = 24
BAD = {"empty": b"", "not_text": b"LISBON (CHX) -- bytes \x81\x8d\x90 that no character set has"}
# Seen only where something went wrong, or waited, which this run doesn't do to the worker.
ONLY_IN_TROUBLE = {"wire_pool_restarts", "wire_commit_failures", "wire_withheld_ended"}
ONLY_WITH_RULES = {"wire_alerts", "wire_deliveries"}
LABELS = {
    "hop": set(HOPS),
    "topic": {*(it.name for it in ALL), "other"},
    "end": {"passed", *Outcome},
    "source": set(NAMES),
    "signal": set(Signal),
    "kind": set(AlertKind),
    "state": {"standing", "refused"},
}


def inputs() -> list[Push]:
    rng = random.Random(11)
    made = []
    for number in range(STORIES_PUSHED):
        # Every sixth story comes again, and so is a repeat.
        story = {"id": f"m-{number}", "source": "AFP" if number % 2 else "Gazette"}
        value = json.dumps(story | {"body": text(rng), "version": "1"}).encode()
        made.append(Push(f"story-{number}", value, 1))
        if number % 6 == 0:
            made.append(Push(f"again-{number}", value, 1))
    return made + [Push(f"bad-{code}", value, 0) for code, value in BAD.items()]


async def headers(settings: Settings, topic: Topic) -> list[dict[str, str]]:
    name = TopicNames(settings.topic_prefix)(topic)
    return [dict(text_headers(it.headers)) async for it in read_to_end(settings, name)]


class Scraped:
    """What each hop's process serves."""

    def __init__(self, first_port: int) -> None:
        self.families: dict[str, list[Metric]] = {}
        self.series = 0
        for number, hop in enumerate(HOPS):
            url = f"http://127.0.0.1:{first_port + number}/metrics"
            with urlopen(url, timeout=10) as answer:
                found = list(text_string_to_metric_families(answer.read().decode()))
            self.families[hop] = found
            self.series += sum(len(it.samples) for it in found)

    def values(self, name: str, label: str, hop: str | None = None) -> Counter[str]:
        """The values of a metric, summed by one label."""
        found: Counter[str] = Counter()
        for family in (it for families in self.families.values() for it in families):
            for sample in family.samples:
                if sample.name == name and hop in {None, sample.labels.get("hop")}:
                    found[sample.labels.get(label, "")] += int(sample.value)
        return +found

    @property
    def names(self) -> set[str]:
        return {it.name for families in self.families.values() for it in families if it.samples}

    def labels(self) -> list[tuple[str, str]]:
        samples = (s for families in self.families.values() for it in families for s in it.samples)
        return [pair for it in samples for pair in it.labels.items()]


async def settled(port: int, items: int) -> Scraped:
    """What is served once every item has its end, and nothing waits or is in flight."""
    async with asyncio.timeout(120):
        while True:
            await asyncio.sleep(0.5)
            try:
                found = Scraped(port)
            except OSError:
                continue
            ends = found.values("wire_items_total", "end")
            if sum(ends.values()) - ends["passed"] < items:
                continue
            # Lag is looked at now and then: what was published may not have come to `match` yet.
            if found.values("wire_acknowledged_total", "hop")["match"] < ends["published"]:
                continue
            waits = ("wire_in_flight", "wire_lag_records", "wire_lag_seconds")
            if not any(found.values(it, "hop") for it in waits):
                return found


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_the_counters_equal_what_the_topics_hold(
    tansu: Broker, prefix: str, tmp_path: Path
) -> None:
    settings = Settings(bootstrap=tansu.bootstrap, topic_prefix=prefix)
    await create_topics(settings)
    made = inputs()
    await push(settings, made)
    port = _free_ports()
    more = {"WIRE_METRICS_PORT": str(port), "WIRE_CHILDREN": "1", "WIRE_STALL_SECONDS": "10"}
    worker = Worker(variables(settings) | more, tmp_path / "worker.log")
    try:
        found = await settled(port, len(made))
        shown = look([("127.0.0.1", port)])
    finally:
        worker.terminate()

    held = {it: await headers(settings, it) for it in ALL if it not in {RAW, DEAD_LETTERS}}
    letters = await headers(settings, DEAD_LETTERS)
    codes = Counter(DeadLetter.from_headers([*_encoded(it)]).code for it in letters)
    items = len(made) - len(BAD)
    repeats = items - STORIES_PUSHED
    taken = {"intake": len(made), "enrich": items, "match": STORIES_PUSHED}
    assert found.values("wire_inputs_total", "hop") == taken
    assert found.values("wire_acknowledged_total", "hop") == taken
    outputs = found.values("wire_outputs_total", "topic")
    assert outputs == {it.name: len(those) for it, those in held.items() if those} | {
        DEAD_LETTERS.name: len(letters)
    }
    assert found.values("wire_items_total", "end", "enrich") == {
        "published": STORIES_PUSHED,
        "repeat": repeats,
    }
    assert found.values("wire_dead_letters_total", "code") == codes == dict.fromkeys(BAD, 1)
    assert found.values("wire_source_stories_total", "source") == {
        "afp": STORIES_PUSHED // 2,
        "other": items - STORIES_PUSHED // 2,
    }
    # `wire top` reads the same.
    top = figures(Look([], shown.moment - 1), shown)
    assert top.ends == dict(found.values("wire_items_total", "end"))
    done = {name: it.done_rate for name, it in top.hops.items()}
    # Without rules nothing comes to the other two.
    assert done == {**taken, "decide": 0, "deliver": 0}
    published = found.values("wire_story_seconds_count", "")
    assert published.total() == len(held[ENRICHED]) == STORIES_PUSHED
    assert found.values("wire_story_entities_count", "").total() == STORIES_PUSHED
    assert found.values("wire_versions_total", "end") == {
        "published": STORIES_PUSHED,
        "repeat": repeats,
    }
    documented = set(re.findall(r"^\| `(wire_\w+?)(?:_total)?` \|", PAGE, re.MULTILINE))
    assert documented - found.names <= ONLY_IN_TROUBLE | ONLY_WITH_RULES
    for label, value in found.labels():
        assert label not in LABELS or value in LABELS[label], f"{label}={value}"
    assert found.series < 1500


PAGE = (Path(__file__).parents[2] / "docs/metrics.md").read_text(encoding="utf-8")


def _encoded(found: dict[str, str]) -> list[tuple[str, bytes]]:
    return [(name, value.encode()) for name, value in found.items()]
