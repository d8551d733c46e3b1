"""Brokers for tests. Ask for `broker` to run a test on both, and for `prefix` to have room."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest

from stream.broker.embedded import EmbeddedBroker
from tests.brokers import Broker
from tests.brokers.jars import KafkaMissingError
from tests.brokers.kafka import KafkaBroker

# Taken out of the environment: to the software itself it would be an unknown setting.
KAFKA_REQUIRED = os.environ.pop("WIRE_REQUIRE_KAFKA", "") == "1"
BROKERS = {"tansu", "kafka", "broker"}
"""Fixtures that start one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark who talks to a broker: these tests wait half of their time, and others can run beside.

    Two of them at once would wait for a machine that is busy with the other's broker.
    """
    for item in items:
        if isinstance(item, pytest.Function) and BROKERS.intersection(item.fixturenames):
            item.add_marker("brokers")


@pytest.fixture(scope="session")
def tansu() -> Iterator[Broker]:
    """The embedded broker, one a session."""
    with EmbeddedBroker(port=0) as running:
        yield running


@pytest.fixture(scope="session")
def kafka() -> Iterator[Broker]:
    """Apache Kafka, one a session; a skip where it can't be had, unless it is required."""
    try:
        running = KafkaBroker()
    except KafkaMissingError as missing:
        if KAFKA_REQUIRED:
            pytest.fail(f"WIRE_REQUIRE_KAFKA is 1: {missing}")
        pytest.skip(str(missing))
    with running:
        yield running


@pytest.fixture(
    scope="session",
    params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)],
)
def broker(request: pytest.FixtureRequest) -> Broker:
    """Each broker in turn."""
    return request.getfixturevalue({"embedded": "tansu", "kafka": "kafka"}[request.param])


@pytest.fixture
def prefix() -> str:
    """A prefix for topics and groups that no other test has: one broker serves them all."""
    return f"t{uuid4().hex[:12]}."
