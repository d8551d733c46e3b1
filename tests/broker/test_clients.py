"""Clients carry the options that our promises need, and say what to do where nobody answers."""

import asyncio
import contextlib
from collections.abc import Callable

import pytest
from aiokafka import AIOKafkaConsumer
from pydantic import SecretStr

from stream.broker.clients import admin, connection, producer, reader
from stream.errors import BrokerError
from stream.settings import Settings
from tests.brokers import Broker
from tests.brokers.kafka import free_ports

Client = Callable[[Settings], contextlib.AbstractAsyncContextManager[object]]


@pytest.mark.parametrize("client", [admin, producer, reader])
async def test_an_unreachable_broker_is_an_error_that_says_what_to_do(client: Client) -> None:
    nowhere = f"127.0.0.1:{free_ports(1)[0]}"
    with pytest.raises(BrokerError) as caught:
        async with client(Settings(bootstrap=nowhere)):
            pytest.fail("nobody should answer")
    message = str(caught.value)
    assert message.startswith(f"no broker answers at {nowhere}: ")
    assert "`wire broker`" in message
    assert "WIRE_BOOTSTRAP" in message


@pytest.mark.parametrize("client", [admin, producer, reader])
async def test_every_client_starts_and_stops(client: Client, broker: Broker) -> None:
    async with client(Settings(bootstrap=broker.bootstrap)) as started:
        assert started is not None
        # aiokafka's consumer trips over a stop in the very turn of its start
        await asyncio.sleep(0)


async def test_a_reader_that_cancels_itself_in_its_end_is_closed_all_the_same(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As aiokafka does where the broker is gone while it waits to fetch again."""

    async def stop(_: AIOKafkaConsumer) -> None:
        raise asyncio.CancelledError

    async with reader(Settings(bootstrap=broker.bootstrap)) as consumer:
        real = consumer.stop
        monkeypatch.setattr(AIOKafkaConsumer, "stop", stop)
    assert not consumer._client._conns
    await real()


def test_plain_text_needs_no_more_than_the_servers() -> None:
    found = connection(Settings(bootstrap="a:1,b:2"))
    assert found == {"bootstrap_servers": ["a:1", "b:2"]}


def test_a_login_goes_over_tls_that_checks_the_host() -> None:
    settings = Settings(
        security="SASL_SSL", sasl_username="desk", sasl_password=SecretStr("hunter2")
    )
    found = connection(settings)
    assert found["security_protocol"] == "SASL_SSL"
    assert found["ssl_context"].check_hostname
    assert found["sasl_mechanism"] == "SCRAM-SHA-512"
    assert (found["sasl_plain_username"], found["sasl_plain_password"]) == ("desk", "hunter2")


def test_tls_without_login_sends_no_password() -> None:
    found = connection(Settings(security="SSL"))
    assert set(found) == {"bootstrap_servers", "security_protocol", "ssl_context"}
