"""Both brokers do what every other test takes for granted."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.structs import TopicPartition

from tests.brokers import Broker, jars
from tests.brokers.kafka import KafkaBroker, free_ports
from tests.brokers.ready import answers

MIB = 1024 * 1024
TOPIC_MAX = 32 * MIB + 64 * 1024  # the contract's 32 MiB and room for headers and framing


async def create(bootstrap: str, topic: str, partitions: int = 1) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        configs = {"max.message.bytes": str(TOPIC_MAX)}
        await admin.create_topics([NewTopic(topic, partitions, 1, topic_configs=configs)])
    finally:
        await admin.close()


async def test_a_topic_is_created_with_the_partitions_asked_for(
    broker: Broker, prefix: str
) -> None:
    topic = f"{prefix}created"
    await create(broker.bootstrap, topic, partitions=3)
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap)
    await admin.start()
    try:
        # Kafka says that it is created before every part of it knows.
        async with asyncio.timeout(10):
            described: dict[str, Any] = {"partitions": []}
            while not described["partitions"]:
                (described,) = await admin.describe_topics([topic])
    finally:
        await admin.close()
    assert len(described["partitions"]) == 3


async def test_a_record_of_20_mib_goes_round(broker: Broker, prefix: str) -> None:
    topic, value = f"{prefix}large", os.urandom(20 * MIB)
    await create(broker.bootstrap, topic)
    producer = AIOKafkaProducer(
        bootstrap_servers=broker.bootstrap, acks="all", max_request_size=TOPIC_MAX
    )
    async with producer:
        sent = await producer.send_and_wait(topic, value, headers=[("wire_test", b"1")])
    consumer = AIOKafkaConsumer(
        bootstrap_servers=broker.bootstrap,
        auto_offset_reset="earliest",
        fetch_max_bytes=TOPIC_MAX,
        max_partition_fetch_bytes=TOPIC_MAX,
    )
    async with consumer:
        consumer.assign([TopicPartition(topic, 0)])
        record = await asyncio.wait_for(consumer.getone(), 60)
    assert (record.offset, record.headers) == (sent.offset, (("wire_test", b"1"),))
    assert record.value == value


def test_a_port_that_nobody_listens_on_is_no_broker() -> None:
    assert not answers(f"127.0.0.1:{free_ports(1)[0]}")


def test_without_java_the_reason_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(jars.KafkaMissingError, match="Java 17"):
        KafkaBroker()


def test_without_maven_and_jars_the_reason_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(jars, "CACHE", tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(jars.KafkaMissingError, match="mvn"):
        jars.jars()


def test_a_fetch_that_fails_leaves_nothing_that_looks_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    maven = tmp_path / "mvn"
    maven.write_text(
        "#!/bin/sh\nfor a; do case $a in -DoutputDirectory=*) out=${a#*=};; esac; done\n"
        '/bin/mkdir -p "$out" && echo half > "$out/kafka.jar"\nexit 1\n'
    )
    maven.chmod(0o755)
    monkeypatch.setattr(jars, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(jars.KafkaMissingError, match="can't fetch"):
        jars.jars()
    with pytest.raises(jars.KafkaMissingError, match="can't fetch"):
        jars.jars()


@pytest.mark.kafka
@pytest.mark.usefixtures("kafka")
def test_a_stopped_kafka_leaves_no_process_and_no_data() -> None:
    with KafkaBroker() as second:
        pid, folder = second.pid, second.folder
        assert answers(second.bootstrap)
        assert folder.is_dir()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not Path(folder).exists()


@pytest.mark.kafka
@pytest.mark.usefixtures("kafka")
def test_a_kafka_that_ignores_the_gentle_signal_is_ended_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.brokers.kafka.STOP_LIMIT_S", 0.5)
    broker = KafkaBroker()
    pid = broker.pid
    os.kill(pid, signal.SIGSTOP)
    broker.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
