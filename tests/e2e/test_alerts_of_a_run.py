"""Real Prometheus and Alertmanager watch a real worker: the right alerts, and no others.

At rest nothing fires. A flood of bad input, children that are killed, a reader who refuses alerts
and a worker that stops each bring their alert to the receiver, and it ends when they do. No panel
of a dashboard is empty.
"""

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator, Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from bench.running import _free_ports
from bench.texts import text
from deploy.grafana.__main__ import BOARDS
from schemas.rule import Rule
from stream.app import HOPS
from stream.broker.admin import create_topics
from stream.cli.rule_topic import write_rules
from stream.engine.usage import LOOK_SECONDS
from stream.settings import Settings
from tests.brokers import Broker
from tests.chaos.run import push, variables
from tests.chaos.stories import Push
from tests.chaos.workers import Worker
from tests.delivery.receivers import Receiver, answer
from tests.monitoring.stack import Stack, stack

WAIT_S = 200
PAUSE_S = 0.7
MOST_KILLS = 40
RUN_S = 600
"""Longer than the run takes up to the look at all panels."""


def good(count: int, name: str) -> list[Push]:
    rng = random.Random(name)
    made = []
    for number in range(count):
        story = {"id": f"{name}-{number}", "source": "AFP" if number % 2 else "Gazette"}
        value = json.dumps(story | {"body": text(rng)}).encode()
        made.append(Push(f"{name}-{number}", value, 1))
    return made


def bad(count: int) -> list[Push]:
    return [Push(f"bad-{it}", b"LISBON (CHX) -- \x81\x8d\x90 %d" % it, 0) for it in range(count)]


def refuses(handler: BaseHTTPRequestHandler, _: object) -> bool:
    answer(handler, 410)
    return False


async def until(seen: Callable[[], bool], what: str) -> None:
    """Wait for what should come; says what didn't."""
    try:
        async with asyncio.timeout(WAIT_S):
            while not await asyncio.to_thread(seen):
                await asyncio.sleep(0.5)
    except TimeoutError:
        pytest.fail(f"{what}: not within {WAIT_S} s")


class Desk:
    """A worker, and those who watch it."""

    watching: Stack
    reader: Receiver

    def __init__(self, settings: Settings, port: int, log: Path) -> None:
        self.settings, self._port, self._log = settings, port, log
        self.worker: Worker | None = None

    def start(self) -> None:
        more = {"WIRE_METRICS_PORT": str(self._port), "WIRE_CHILDREN": "1"}
        more["WIRE_CHANNELS"] = str(self.settings.channels)
        self.worker = Worker(variables(self.settings) | more, self._log)

    def stop(self) -> None:
        if self.worker is not None:
            self.worker.terminate()
            self.worker = None

    async def send(self, stories: list[Push]) -> None:
        """One after another, as agencies do: a heap at once would rightly be called late."""
        for one in stories:
            await push(self.settings, [one])
            await asyncio.sleep(PAUSE_S)

    async def done(self, items: int) -> None:
        """Wait until so many items have their end."""
        query = 'sum(wire_items_total{end!="passed"})'

        def all_have() -> bool:
            found = self.watching.ask("query", query=query)["result"]
            return bool(found) and float(found[0]["value"][1]) >= items

        await until(all_have, f"{items} items done with")

    async def told(self, receiver: str, alert: str, status: str) -> None:
        """Wait until this receiver was told."""
        messages = self.watching.receiver.messages
        await until(lambda: (receiver, alert, status) in messages, f"{alert} {status}")

    async def kill_a_child(self) -> None:
        """Kill intake's child, and wait for the next one."""
        before = self._intake_child()
        before.kill()

        def replaced() -> bool:
            try:
                return self._intake_child().pid != before.pid
            except LookupError:
                return False

        await until(replaced, "a new child")
        # Killed before it is ready, it would be no child that was replaced.
        await asyncio.sleep(LOOK_SECONDS + 0.5)
        await until(self._has_a_child, "a child that is ready")

    def _has_a_child(self) -> bool:
        with urlopen(f"http://127.0.0.1:{self._port}/metrics", timeout=5) as answer:
            return b'wire_pool_children{hop="intake"} 1.0' in answer.read()

    def _intake_child(self) -> psutil.Process:
        assert self.worker is not None
        for child in self.worker.children():
            if any("parsing" in it for it in child.cmdline()):
                return child
        raise LookupError("intake has no child now")


@pytest.fixture
async def desk(tansu: Broker, prefix: str, tmp_path: Path) -> AsyncIterator[Desk]:
    channels = tmp_path / "channels.toml"
    settings = Settings(bootstrap=tansu.bootstrap, topic_prefix=prefix, channels=channels)
    await create_topics(settings)
    # Somebody is told of stories too: else the panels of alerts would have no data.
    await write_rules(settings, [Rule(id="all", query="language:en", channels=["desk"])])
    port = _free_ports()
    ports = range(port, port + len(HOPS))
    found = Desk(settings, port, tmp_path / "worker.log")
    found.reader = desk_of_readers = Receiver()
    channels.write_text(
        f'[desk]\nkind = "webhook"\nurl = "{desk_of_readers.url}"\nallow_private = true\n'
    )
    found.start()
    try:
        # Whoever starts to watch while nothing runs yet is told so, and rightly.
        await until(lambda: all(map(reads, ports)), "every hop ready")
        with desk_of_readers, stack(tmp_path, ports) as found.watching:
            yield found
    finally:
        found.stop()


def reads(port: int) -> bool:
    """Whether the hop that serves this port has partitions."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            return bool(re.search(rb"wire_assigned_partitions\{.+\} [1-9]", answer.read()))
    except OSError:
        return False


def empty_panels(watching: Stack) -> Iterator[str]:
    """Queries of the dashboards that have no data in this run."""
    for board in BOARDS:
        for panel in board.panels():
            for legend, query in panel.expressions().items():
                filled = query.replace("$job", ".+").replace("$instance", ".+")
                filled = filled.replace("$__rate_interval", "10s").replace("$__range", "2m")
                if not watching.values(filled, RUN_S):
                    yield f"{board.title}: {panel.title}: {legend}"


async def no_panel_is_empty(watching: Stack) -> None:
    """Once Prometheus has looked, and computed what it computes beforehand."""
    left: list[str] = []

    def all_full() -> bool:
        left[:] = empty_panels(watching)
        return not left

    try:
        async with asyncio.timeout(30):
            while not await asyncio.to_thread(all_full):
                await asyncio.sleep(1)
    except TimeoutError:
        pytest.fail("without data: " + "\n".join(left))


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_the_right_alerts_fire_reach_who_should_know_and_end(desk: Desk) -> None:
    watching, messages = desk.watching, desk.watching.receiver.messages
    await desk.send(good(30, "first"))
    await desk.done(30)
    await asyncio.sleep(10)
    assert watching.firing() == set()
    assert messages == []

    await push(desk.settings, bad(40))
    await desk.told("pager", "WireCompletenessBurnsFast", "firing")
    # As fast as new ones come, which is the machine's affair.
    for _ in range(MOST_KILLS):
        if ("tickets", "WirePoolCrashLoops", "firing") in messages:
            break
        await desk.kill_a_child()
    await desk.told("tickets", "WirePoolCrashLoops", "firing")
    desk.reader.behave = refuses
    await desk.send(good(10, "second"))
    await desk.done(30 + 40 + 10)
    await no_panel_is_empty(watching)
    await desk.told("tickets", "WireDeliveriesFail", "firing")

    await desk.told("pager", "WireCompletenessBurnsFast", "resolved")
    await desk.told("tickets", "WirePoolCrashLoops", "resolved")
    await desk.told("tickets", "WireDeliveriesFail", "resolved")
    desk.stop()
    await desk.told("pager", "WireHopGone", "firing")
    desk.start()
    await desk.told("pager", "WireHopGone", "resolved")
    # Half of all items were bad: over days that still counts, and may be told as a ticket.
    slow = {"WireCompletenessBurnsSlowly"}
    await until(lambda: watching.firing() <= slow, "rest")
    expected = {
        "WireCompletenessBurnsFast",
        "WirePoolCrashLoops",
        "WireDeliveriesFail",
        "WireHopGone",
    }
    assert {name for _, name, _ in messages} - slow == expected
