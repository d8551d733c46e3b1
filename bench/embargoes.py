"""How late an embargo ends: `make bench-embargoes`, `python -m bench.embargoes [--stories N]`.

So many stories under embargo wait on a worker with the embedded broker; their times come spread
over half a minute, and a third of them is corrected while they wait. Measured is what consumers
see: from the time that the embargo names to the timestamp of the record on `wire.enriched.v1`.
Then the same again, with the worker killed (SIGKILL) while they wait; the corrections come while
none runs, and the next worker publishes. Told are the median, the slowest of a hundred and the
slowest, in milliseconds, and how many came early or with another text than they should.
"""

import argparse
import asyncio
import json
import random
import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer

from bench.running import Running, running, start
from bench.texts import text
from schemas.events import EnrichedStory
from stream.broker.clients import producer
from stream.broker.reading import read_to_end
from stream.settings import Settings
from stream.topics import HELD, RAW

SPREAD = 30.0
"""Seconds over which the times come."""
AHEAD = 15.0
"""Seconds that there are to take the stories in and to correct some."""
RESTART = 45.0
"""Seconds more until a new worker has loaded its model and the dead one's session is over."""
LIMIT = 180.0
_FIXED = "It was corrected."


@dataclass(frozen=True)
class Waiting:
    """One story. `until` is in seconds since 1970."""

    name: str
    until: float
    corrected: bool
    body: str

    def value(self, *, correction: bool = False) -> bytes:
        """As simple JSON; a correction says no embargo."""
        said = {"id": self.name, "source": "BNX", "headline": f"Report {self.name}"}
        if correction:
            said["headline"] = f"CORRECTED-{said['headline']}"
            return json.dumps(said | {"body": f"{self.body} {_FIXED}"}).encode()
        until = datetime.fromtimestamp(self.until, UTC).isoformat()
        return json.dumps(said | {"body": self.body, "embargoed": until}).encode()


async def measured(count: int) -> dict[str, object]:
    """The figures, without a restart and with one."""
    async with running(1) as worker:
        calm = await _round(worker, _made("calm", count, AHEAD), restarts=False)
        wild = await _round(worker, _made("restart", count, AHEAD + RESTART), restarts=True)
    return {"stories": count, **calm, **wild}


async def _round(worker: Running, made: list[Waiting], *, restarts: bool) -> dict[str, object]:
    settings = worker.settings
    await _push(settings, {it.name: it.value() for it in made})
    await _until_kept(settings, len(made))
    if restarts:
        worker.process.kill()
        worker.process.wait()
    await _push(settings, {it.name: it.value(correction=True) for it in made if it.corrected})
    if restarts:
        worker.process = start(settings)
    told = await _told(worker.enriched, {it.name for it in made})
    late, wrong = [], 0
    for it in made:
        at, body = told[it.name]
        late.append((at - it.until) * 1000)
        wrong += (_FIXED in body) is not it.corrected
    kind = "restart" if restarts else "calm"
    return {
        f"{kind}_late_ms_median": round(statistics.median(late)),
        f"{kind}_late_ms_p99": round(statistics.quantiles(late, n=100)[98]),
        f"{kind}_late_ms_most": round(max(late)),
        f"{kind}_early": sum(it < 0 for it in late),
        f"{kind}_wrong_text": wrong,
    }


def _made(kind: str, count: int, ahead: float) -> list[Waiting]:
    chance, now = random.Random(1), time.time()
    return [
        Waiting(f"{kind}-{it}", now + ahead + chance.random() * SPREAD, it % 3 == 0, text(chance))
        for it in range(count)
    ]


async def _push(settings: Settings, values: dict[str, bytes]) -> None:
    async with producer(settings) as client:
        for name, value in values.items():
            # One key a story: its versions come through one partition, as one feed's do.
            await client.send(RAW.name, value, key=name.encode())
        await client.flush()


async def _until_kept(settings: Settings, count: int) -> None:
    """Until so many stories wait."""
    async with asyncio.timeout(LIMIT):
        while await _kept(settings) < count:  # noqa: ASYNC110 - the topic tells nobody
            await asyncio.sleep(0.5)


async def _kept(settings: Settings) -> int:
    held = {it.key: it.value async for it in read_to_end(settings, HELD.name)}
    return sum(it is not None for it in held.values())


async def _told(consumer: AIOKafkaConsumer, names: set[str]) -> dict[str, tuple[float, str]]:
    """When each came, in seconds since 1970, and its text."""
    found: dict[str, tuple[float, str]] = {}
    async with asyncio.timeout(LIMIT):
        while len(found) < len(names):
            for records in (await consumer.getmany(timeout_ms=200)).values():
                for record in records:
                    story = EnrichedStory.model_validate_json(record.value).story
                    name = story.headline.rpartition(" ")[2]
                    if name in names:
                        found.setdefault(name, (record.timestamp / 1000, story.body))
    return found


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--stories", type=int, default=200)
    options.add_argument("--json", action="store_true", help="one JSON object last")
    asked = options.parse_args()
    figures = asyncio.run(measured(asked.stories))
    for name, value in figures.items():
        print(f"{name:24} {value}")
    if asked.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
