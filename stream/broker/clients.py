"""Clients of Kafka with the options that our promises need, from the settings."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, KafkaError

from stream.errors import BrokerError, SettingsError
from stream.settings import Settings
from stream.topics import BATCH_BYTES


def connection(settings: Settings) -> dict[str, Any]:
    """How to reach the cluster, for every client of aiokafka."""
    found: dict[str, Any] = {"bootstrap_servers": settings.bootstrap.split(",")}
    if settings.security != "PLAINTEXT":
        found |= {"security_protocol": settings.security, "ssl_context": tls(settings)}
    if settings.security == "SASL_SSL" and settings.sasl_password is not None:
        found |= {
            "sasl_mechanism": settings.sasl_mechanism,
            "sasl_plain_username": settings.sasl_username,
            "sasl_plain_password": settings.sasl_password.get_secret_value(),
        }
    return found


def tls(settings: Settings) -> ssl.SSLContext:
    """A context that checks certificate and host name. Raises SettingsError."""
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except OSError as error:  # ssl's errors are OSErrors
        raise SettingsError(
            f"WIRE_CA_FILE: {settings.ca_file} can't be used: {error.strerror or error}"
        ) from None


@asynccontextmanager
async def producer(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    """A started producer: acks from all replicas, murmur2 by key, records up to 32 MiB."""
    client = AIOKafkaProducer(
        **connection(settings),
        acks="all",
        max_request_size=BATCH_BYTES,
        max_batch_size=256 * 1024,
        request_timeout_ms=int(settings.publish_seconds * 1000),
        client_id="wirestream",
    )
    await _start(client, settings)
    try:
        yield client
    finally:
        await client.stop()


@asynccontextmanager
async def reader(settings: Settings, **options: Any) -> AsyncIterator[AIOKafkaConsumer]:
    """A started consumer without a group: it reads where it is told and commits nothing."""
    client = AIOKafkaConsumer(
        **connection(settings),
        group_id=None,
        enable_auto_commit=False,
        **{"auto_offset_reset": "earliest", **options},
    )
    await _start(client, settings)
    try:
        yield client
    finally:
        await _stop(client)


async def _stop(client: AIOKafkaConsumer) -> None:
    """Stop it also where the broker is gone.

    aiokafka then waits for a fetch that it has cancelled itself, raises that cancellation as if it
    were ours, and leaves its connections open.
    """
    try:
        await client.stop()
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        await client._client.close()  # noqa: SLF001 - no public way


@asynccontextmanager
async def admin(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    """A started admin client."""
    client = AIOKafkaAdminClient(**connection(settings), request_timeout_ms=20_000)
    await _start(client, settings)
    try:
        yield client
    finally:
        await client.close()


async def _start(client: Any, settings: Settings) -> None:
    """Raises BrokerError with one line where nobody answers."""
    try:
        await client.start()
    except (KafkaError, OSError) as error:
        await (client.close() if hasattr(client, "close") else client.stop())
        raise BrokerError(_unreachable(settings, error)) from None


def _unreachable(settings: Settings, error: Exception) -> str:
    if isinstance(error, KafkaConnectionError | OSError):
        return (
            f"no broker answers at {settings.bootstrap}: start one (`wire broker`) or point "
            "WIRE_BOOTSTRAP at yours"
        )
    return f"the broker at {settings.bootstrap} refuses: {type(error).__name__}: {error}"
