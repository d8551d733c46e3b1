"""A desk of one story on each broker."""

from collections.abc import AsyncIterator

import pytest

from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.settings import Settings
from tests.brokers import Broker
from tests.lifecycle.desk import TOPICS, Desk


@pytest.fixture
async def desk(broker: Broker, prefix: str) -> AsyncIterator[Desk]:
    settings = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=1)
    await create_topics(settings, list(TOPICS))
    async with producer(settings) as client:
        yield Desk(settings, client)
