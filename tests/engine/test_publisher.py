"""The publisher waits for the broker within a limit, and says what failed without the story."""

import asyncio

import pytest
from aiokafka.errors import KafkaTimeoutError, MessageSizeTooLargeError

from stream.engine.hop import Output
from stream.engine.publisher import Publisher, too_large
from stream.errors import BrokerError
from stream.topics import RECORD_BYTES
from tests.engine.outside import FakeProducer

STORY = b"MARLOW, May 6 - a text that no message may quote"
OUTPUT = Output("wire.stories.v1", b"key", STORY, [("ce_id", b"1")], 1_936_000_000_000)


async def test_a_record_is_sent_whole() -> None:
    producer = FakeProducer()
    pending = await producer.publisher().enqueue(OUTPUT)
    await producer.publisher().acknowledged(pending)
    assert producer.sent == [OUTPUT]


async def test_records_keep_the_order_in_which_they_are_given() -> None:
    producer = FakeProducer()
    publisher = producer.publisher()
    for place in range(5):
        await publisher.enqueue(Output("out", None, b"%d" % place, ()))
    assert producer.values == [b"0", b"1", b"2", b"3", b"4"]


async def test_a_broker_that_never_acknowledges_is_an_error_after_the_limit() -> None:
    producer = FakeProducer(hold=True)
    publisher = producer.publisher(0.01)
    pending = await publisher.enqueue(OUTPUT)
    with pytest.raises(BrokerError, match="no acknowledgement within the limit"):
        await publisher.acknowledged(pending)


async def test_a_flush_that_hangs_is_an_error_after_its_limit() -> None:
    producer = FakeProducer(hold=True)
    publisher = producer.publisher()
    await publisher.enqueue(OUTPUT)
    with pytest.raises(BrokerError):
        await publisher.flush(0.01)


async def test_a_line_that_stays_full_is_an_error_after_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def full(*_: object, **__: object) -> None:
        await asyncio.sleep(3600)

    producer = FakeProducer()
    monkeypatch.setattr(producer, "send", full)
    with pytest.raises(BrokerError, match=r"publishing to wire\.stories\.v1 failed: TimeoutError"):
        await producer.publisher(0.01).enqueue(OUTPUT)


@pytest.mark.parametrize("error", [KafkaTimeoutError(), MessageSizeTooLargeError("too large")])
async def test_a_refusal_names_the_topic_and_the_kind_and_not_the_story(
    error: KafkaTimeoutError | MessageSizeTooLargeError,
) -> None:
    publisher: Publisher = FakeProducer(refuse=error).publisher()
    with pytest.raises(BrokerError) as caught:
        await publisher.enqueue(OUTPUT)
    assert "wire.stories.v1" in str(caught.value)
    assert type(error).__name__ in str(caught.value)
    assert "MARLOW" not in str(caught.value)


def test_a_record_up_to_the_limit_is_not_too_large() -> None:
    assert not too_large(Output("out", None, None, ()))
    assert not too_large(Output("out", b"key", bytes(RECORD_BYTES - 4096), [("ce_id", b"1")]))


@pytest.mark.parametrize(
    "output",
    [
        Output("out", None, bytes(RECORD_BYTES), ()),
        Output("out", bytes(RECORD_BYTES), None, ()),
        Output("out", None, None, [("x", bytes(RECORD_BYTES))]),
    ],
    ids=["value", "key", "header"],
)
def test_whatever_part_of_it_is_too_large_counts(output: Output) -> None:
    assert too_large(output)
