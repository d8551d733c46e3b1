"""A lane publishes and acknowledges in offset order, and never before the broker has it."""

import asyncio
from collections.abc import Sequence
from functools import partial

import pytest
from aiokafka.errors import KafkaTimeoutError, NotLeaderForPartitionError
from hypothesis import given
from hypothesis import strategies as st

from stream.engine.hop import Output
from stream.engine.jobs import Answer, Product
from stream.engine.lane import Delivery, Lane, LaneCalls
from stream.errors import BrokerError
from tests.engine.outside import FakeProducer, taken, turns


class Track:
    """A lane with a real publisher on a fake producer, and what it has done."""

    def __init__(
        self,
        producer: FakeProducer | None = None,
        *,
        begun: bool = True,
        order: asyncio.Lock | None = None,
    ) -> None:
        self.producer = producer or FakeProducer()
        publisher = self.producer.publisher()
        self.acknowledged: list[int] = []
        self.errors: list[BaseException] = []
        self.deliveries: list[Delivery] = []
        calls = LaneCalls(
            prepare=self.prepare,
            settle=self.settle,
            enqueue=publisher.enqueue,
            acknowledged=publisher.acknowledged,
            done=lambda _: None,
            failed=self.errors.append,
        )
        self.begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if begun:
            self.begun.set_result(None)
        self.lane = Lane(calls, self.begun, order or asyncio.Lock())

    @staticmethod
    async def prepare(_: Delivery, answer: Answer) -> Answer:
        return answer

    @staticmethod
    def settle(delivery: Delivery, answer: Answer) -> Sequence[Output]:
        return [
            Output("out", None, b"%d %b" % (delivery.taken.offset, it.value), ())
            for it in answer
            if isinstance(it, Product)
        ]

    def put(self, count: int) -> None:
        for offset in range(count):
            answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
            acknowledge = partial(self.acknowledged.append, offset)
            self.deliveries.append(Delivery(taken(offset), answer, acknowledge))
            self.lane.put(self.deliveries[-1])

    def answer(self, offset: int, *values: bytes) -> None:
        self.deliveries[offset].answer.set_result([Product(it) for it in values or (b"a",)])


@given(st.integers(1, 8).flatmap(lambda count: st.permutations(range(count))), st.data())
def test_order_is_kept_though_answers_and_acknowledgements_come_in_any_order(
    order: list[int], data: st.DataObject
) -> None:
    later = data.draw(st.permutations(range(len(order))))

    async def story() -> None:
        track = Track(FakeProducer(hold=True))
        track.put(len(order))
        for offset in order:
            track.answer(offset)
            await turns(2)
        await turns(10 * len(order))
        assert track.producer.values == [b"%d a" % it for it in range(len(order))]
        assert track.acknowledged == []
        held = set(range(len(order)))
        for one in later:
            track.producer.pending[one].set_result(None)
            held.discard(one)
            await turns(5 * len(order))
            # all before the first that the broker hasn't got, and not one more
            assert track.acknowledged == list(range(min(held, default=len(order))))
        await asyncio.wait_for(track.lane.empty(), 5)
        await track.lane.close()
        assert not track.errors

    asyncio.run(story())


async def test_nothing_is_published_while_an_earlier_record_has_no_answer() -> None:
    track = Track()
    track.put(3)
    track.answer(2)
    track.answer(1)
    await turns()
    assert (track.producer.sent, track.acknowledged) == ([], [])
    track.answer(0)
    await asyncio.wait_for(track.lane.empty(), 5)
    assert track.acknowledged == [0, 1, 2]
    await track.lane.close()


async def test_a_record_of_several_items_waits_for_all_of_them() -> None:
    track = Track(FakeProducer(hold=True))
    track.put(1)
    track.answer(0, b"a", b"b", b"c")
    await turns()
    assert track.producer.values == [b"0 a", b"0 b", b"0 c"]
    for pending in (track.producer.pending[2], track.producer.pending[0]):
        pending.set_result(None)
        await turns()
        assert track.acknowledged == []
    track.producer.pending[1].set_result(None)
    await turns()
    assert track.acknowledged == [0]
    await track.lane.close()


async def test_a_record_that_gives_nothing_is_acknowledged_in_its_turn() -> None:
    track = Track(FakeProducer(hold=True))
    track.put(2)
    track.answer(0)
    track.deliveries[1].answer.set_result([])
    await turns()
    assert track.acknowledged == []
    track.producer.pending[0].set_result(None)
    await turns()
    assert track.acknowledged == [0, 1]
    await track.lane.close()


async def test_a_publish_that_fails_later_acknowledges_nothing_and_is_told() -> None:
    track = Track(FakeProducer(hold=True))
    track.put(2)
    track.answer(0)
    track.answer(1)
    await turns()
    track.producer.pending[1].set_result(None)
    track.producer.pending[0].set_exception(NotLeaderForPartitionError())
    await turns()
    assert track.acknowledged == []
    assert [type(it) for it in track.errors] == [BrokerError]
    await track.lane.close()


async def test_a_publish_that_is_refused_acknowledges_nothing_and_is_told() -> None:
    track = Track(FakeProducer(refuse=KafkaTimeoutError()))
    track.put(2)
    track.answer(0)
    track.answer(1)
    await turns()
    assert track.acknowledged == []
    assert [type(it) for it in track.errors] == [BrokerError]
    await track.lane.close()


async def test_an_error_of_the_hop_itself_acknowledges_nothing_and_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(delivery: Delivery, answer: Answer) -> Sequence[Output]:
        raise KeyError("version")

    monkeypatch.setattr(Track, "settle", staticmethod(broken))
    track = Track()
    track.put(1)
    track.answer(0)
    await turns()
    assert track.acknowledged == []
    assert [type(it) for it in track.errors] == [KeyError]
    await track.lane.close()


async def test_nothing_is_settled_before_it_is_known_what_stands() -> None:
    track = Track(begun=False)
    track.put(1)
    track.answer(0)
    await turns()
    assert track.producer.sent == []
    track.begun.set_result(None)
    await asyncio.wait_for(track.lane.empty(), 5)
    assert track.acknowledged == [0]
    await track.lane.close()


async def test_closing_leaves_the_rest_unacknowledged() -> None:
    track = Track(FakeProducer(hold=True))
    track.put(3)
    track.answer(0)
    track.answer(1)
    await turns()
    track.producer.pending[0].set_result(None)
    await turns()
    await track.lane.close()
    if not track.producer.pending[1].done():
        track.producer.pending[1].set_result(None)
    if not track.deliveries[2].answer.done():
        track.answer(2)
    await turns()
    assert track.acknowledged == [0]
    assert track.producer.values == [b"0 a", b"1 a"]
    assert not track.errors


async def test_closing_does_not_disturb_the_neighbour_that_waits_for_what_stands() -> None:
    track, other = Track(begun=False), Track(begun=False)
    await turns()
    await track.lane.close()
    assert not track.begun.cancelled()
    await other.lane.close()


async def test_two_topics_of_one_partition_never_mix_the_records_of_two_inputs() -> None:
    order, producer = asyncio.Lock(), FakeProducer()
    tracks = [Track(producer, order=order) for _ in range(2)]
    for name, track in zip((b"urgent", b"usual"), tracks, strict=True):
        track.put(3)
        for offset in range(3):
            track.answer(offset, name + b"-1", name + b"-2")
    for track in tracks:
        await asyncio.wait_for(track.lane.empty(), 5)
        await track.lane.close()
    pairs = list(zip(producer.values[::2], producer.values[1::2], strict=True))
    assert len(pairs) == 6
    for first, second in pairs:
        assert first is not None
        assert second == first.removesuffix(b"-1") + b"-2"
