"""A sample of every format goes through a broker and two hops, and comes out as what it is."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from schemas.dead_letter import DeadLetter
from schemas.events import EnrichedStory, ParsedStory
from schemas.wire import Signal
from stream.broker.admin import create_topics
from stream.broker.reading import read_to_end
from stream.errors import ParseError
from stream.settings import Settings
from stream.topics import DEAD_LETTERS, ENRICHED, TopicNames
from stream.wire import read
from tests.brokers import Broker
from tests.chaos.run import push, variables
from tests.chaos.stories import Push
from tests.chaos.workers import Worker
from tests.wire.reading import ARRIVED

SAMPLES = sorted((Path(__file__).parents[2] / "examples" / "formats").glob("*.*"))
LIMIT_S = 120


@pytest.mark.slow
@pytest.mark.timeout(200)
async def test_every_format_comes_out_enriched(broker: Broker, prefix: str, tmp_path: Path) -> None:
    files = {it.name: it.read_bytes() for it in SAMPLES if it.suffix != ".md"}
    items = [one for data in files.values() for one in read(data, arrived=ARRIVED)]
    stories = [it for it in items if isinstance(it, ParsedStory)]
    codes = Counter(it.code for it in items if isinstance(it, ParseError))
    settings = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix)
    names = TopicNames(prefix)
    await create_topics(settings)
    await push(settings, [Push(name, data, 1) for name, data in files.items()])
    worker = Worker(variables(settings), tmp_path / "log", ["stream.cli.main", "worker"])
    wanted = {(it.wire.format, _published(it)) for it in stories}
    found: list[EnrichedStory] = []
    try:
        async with asyncio.timeout(LIMIT_S):
            while {(it.wire.format, it.story.headline) for it in found} != wanted:
                await asyncio.sleep(1)
                found = [
                    EnrichedStory.model_validate_json(it.value or b"")
                    async for it in read_to_end(settings, names(ENRICHED))
                ]
    finally:
        worker.terminate()
    assert all(it.enrichment.versions for it in found if it.story.body)
    letters = [
        DeadLetter.from_headers(list(it.headers))
        async for it in read_to_end(settings, names(DEAD_LETTERS))
    ]
    assert Counter(it.code for it in letters) == codes


def _published(story: ParsedStory) -> str:
    """The headline that comes out; a kill comes out without any text of what it kills."""
    return "" if story.wire.signal in {Signal.KILL, Signal.WITHDRAW} else story.story.headline
