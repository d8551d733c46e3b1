"""A single Apache Kafka (KRaft: broker and controller in one) on loopback, for one test session."""

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

from tests.brokers.jars import jars, java
from tests.brokers.ready import answers

HOST = "127.0.0.1"
LOG = "kafka.log"
CLUSTER_ID = "Q2hhbmdlLW5vdGhpbmcxMg"  # any 16 bytes in URL-safe base64
MAX_RECORD_BYTES = 40 * 1024 * 1024
START_LIMIT_S, STOP_LIMIT_S, TRIES = 60, 15, 3

JVM = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # a broker that lives for minutes never earns the second compiler
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
)

PROPERTIES = """\
# one node, so every internal topic has one replica; few partitions, so that a start is quick
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
message.max.bytes={max_bytes}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=16777216
num.network.threads=2
num.io.threads=2
"""


class KafkaError(Exception):
    """Kafka is here and doesn't start; the message ends with what it logged."""


class KafkaBroker:
    """A running Kafka; a context manager that ends it, and its data with it.

    Raises KafkaMissingError where Java, or a way to the jars, is missing; KafkaError where Kafka
    doesn't start.
    """

    def __init__(self) -> None:
        """Start it and wait until a client has been answered."""
        self._java, self._classpath = java(), str(jars() / "*")
        for tries_left in reversed(range(TRIES)):
            self.folder = Path(tempfile.mkdtemp(prefix="wire-kafka-"))
            self._process: subprocess.Popen[bytes] | None = None
            try:
                self._launch(*free_ports(2))
            except BaseException as failed:
                self.stop()
                # somebody may have taken a port between our look and Kafka's bind
                if not (tries_left and isinstance(failed, KafkaError)):
                    raise
            else:
                break

    @property
    def pid(self) -> int | None:
        """The broker's process, or None after it was stopped."""
        return self._process.pid if self._process is not None else None

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End the broker's process, gently first, and delete its data. Twice does no harm."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _launch(self, port: int, controller: int) -> None:
        properties, data = self.folder / "server.properties", self.folder / "data"
        properties.write_text(
            PROPERTIES.format(
                port=port, controller=controller, data=data, max_bytes=MAX_RECORD_BYTES
            )
        )
        self.bootstrap = f"{HOST}:{port}"
        self._format(properties)
        self._process = self._spawn("kafka.Kafka", str(properties))
        self._wait()

    def _format(self, properties: Path) -> None:
        tool = ["kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", str(properties)]
        if self._spawn(*tool).wait(START_LIMIT_S):
            raise KafkaError(f"Apache Kafka's storage can't be formatted: {self._logged()}")

    def _spawn(self, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [self._java, *JVM, "-cp", self._classpath, *arguments]
        with (self.folder / LOG).open("ab") as log:
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def _wait(self) -> None:
        ends = time.monotonic() + START_LIMIT_S
        while time.monotonic() < ends:
            if not self.running:
                raise KafkaError(f"Apache Kafka ended while it started: {self._logged()}")
            if answers(self.bootstrap):
                return
            time.sleep(0.2)
        raise KafkaError(f"Apache Kafka isn't ready after {START_LIMIT_S} s: {self._logged()}")

    def _logged(self) -> str:
        return (self.folder / LOG).read_text(errors="replace")[-2000:]


def free_ports(count: int) -> list[int]:
    """Ports that are free on loopback now. All are held until all are found: none comes twice."""
    held = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [server.getsockname()[1] for server in held]
    for server in held:
        server.close()
    return ports
