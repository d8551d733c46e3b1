"""`wire` as a function, in room of its own on a broker."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stream import settings
from stream.broker.admin import create_topics, differences
from stream.broker.clients import producer
from stream.cli.main import app
from stream.engine.hop import Output
from stream.errors import WireError
from stream.settings import Settings
from tests.brokers import Broker


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str
    said: str
    raw: bytes


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of whoever runs the tests."""
    for name in [it for it in os.environ if it.startswith("WIRE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def wire() -> Run:
    """Run a command in this process; `said` is the line that the entry point would print."""

    def run(*arguments: str | Path, stdin: bytes | None = None) -> Ran:
        result = CliRunner().invoke(app, [str(it) for it in arguments], input=stdin)
        error = result.exception
        if error is not None and not isinstance(error, WireError | SystemExit):
            raise error
        failed = isinstance(error, WireError)
        status = error.exit_code if isinstance(error, WireError) else result.exit_code
        said = str(error) if failed else ""
        return Ran(status, result.stdout, result.stderr, said, result.stdout_bytes)

    return run


@pytest.fixture
def cluster(broker: Broker, prefix: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a room of its own on the broker, its topics created."""
    monkeypatch.setenv("WIRE_BOOTSTRAP", broker.bootstrap)
    monkeypatch.setenv("WIRE_TOPIC_PREFIX", prefix)
    monkeypatch.setenv("WIRE_PARTITIONS", "2")
    chosen = settings.load().settings
    asyncio.run(create_topics(chosen))
    # Apache Kafka tells of a new topic a moment after it has taken it.
    while any(it.fatal for it in asyncio.run(differences(chosen))):
        pass
    return chosen


def publish(chosen: Settings, outputs: Sequence[Output]) -> None:
    """Put records on topics, in order."""

    async def send() -> None:
        async with producer(chosen) as client:
            for it in outputs:
                await client.send_and_wait(
                    it.topic,
                    key=it.key,
                    value=it.value,
                    headers=list(it.headers),
                    timestamp_ms=it.timestamp_ms,
                )

    asyncio.run(send())
