"""The broker doesn't keep a record back because a fetch was empty."""

from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

from stream.engine.fetching import WAIT_MS, fetch_often


class Consumer:
    loop = beacon = None


async def test_the_consumer_asks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*_: Any) -> AIOKafkaConsumer:
        return AIOKafkaConsumer(fetch_max_wait_ms=1500)

    monkeypatch.setattr(AIOKafkaConsumerThread, "__init__", lambda *_, **__: None)
    monkeypatch.setattr(AIOKafkaConsumerThread, "_create_worker_consumer", made)
    app = SimpleNamespace(transport=SimpleNamespace(Consumer=Consumer))
    fetch_often(app)
    client = app.transport.Consumer()._new_consumer_thread()._create_worker_consumer(None)
    assert client._fetch_max_wait_ms == WAIT_MS
    await client.stop()
