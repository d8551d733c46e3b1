"""The mover: bounded, honest about what it can't do, and silent once a partition has gone."""

import asyncio
import time
from collections.abc import Callable

import pytest
from aiokafka.errors import KafkaTimeoutError

from schemas.cloudevents import CloudEvent, raw_id
from schemas.dead_letter import DeadLetter
from stream.engine.hop import Input, Output, Settlement
from stream.engine.jobs import Failure, Product
from stream.engine.mover import Mover
from stream.engine.room import Limits
from stream.errors import BrokerError
from stream.metrics import REGISTRY
from stream.topics import RAW, RECORD_BYTES, STORIES
from tests.engine.outside import LETTERS, FakeHop, FakePool, FakeProducer, taken, turns

STORY_BYTES = FakeHop.limit


class Stage:
    """A real mover between a pool and a producer that do as they are told."""

    def __init__(
        self,
        *,
        records: int = 8,
        record_bytes: int = 10**6,
        producer: FakeProducer | None = None,
        hop: FakeHop | None = None,
    ) -> None:
        self.pool = FakePool()
        self.hop = hop or FakeHop()
        self.producer = producer or FakeProducer()
        self.acknowledged: list[int] = []
        limits = Limits(records, record_bytes)
        self.mover = Mover(self.hop, self.pool.real, self.producer.publisher(), limits, LETTERS)

    def assign(self, *partitions: int) -> None:
        self.mover.assigned((RAW.name, it) for it in partitions or (0,))

    async def take(self, one: Input, fresh: Callable[[], bool] = lambda: True) -> None:
        await self.mover.take(one, lambda: self.acknowledged.append(one.offset), fresh=fresh)

    async def answer(self, place: int, *items: Product | Failure) -> None:
        self.pool.futures[place].set_result(list(items or [Product(b"done %d" % place)]))
        await turns()


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_no_more_is_taken_than_there_is_room_for() -> None:
    stage = Stage(records=2)
    stage.assign()
    takes = [asyncio.create_task(stage.take(taken(it))) for it in range(3)]
    await turns()
    assert [it.done() for it in takes] == [True, True, False]
    assert len(stage.pool.jobs) == 2
    await stage.answer(0)
    assert takes[2].done()
    assert (len(stage.pool.jobs), stage.acknowledged) == (3, [0])
    await stage.mover.close()


async def test_a_story_that_takes_long_does_not_stop_the_other_partitions() -> None:
    stage = Stage(records=2)
    stage.assign(0, 1)
    await stage.take(taken(0, partition=0))
    for offset in range(1, 9):
        await asyncio.wait_for(stage.take(taken(offset, partition=offset % 2)), 5)
        await stage.answer(offset)
    # Behind the long one its own partition waits; the other is done with its four.
    assert stage.acknowledged == [1, 3, 5, 7]
    await stage.answer(0)
    assert sorted(stage.acknowledged) == list(range(9))
    assert stage.mover.in_flight == 0
    await stage.mover.close()


async def test_no_more_bytes_are_taken_than_there_is_room_for() -> None:
    stage = Stage(record_bytes=100)
    stage.assign()
    takes = [asyncio.create_task(stage.take(taken(it, b"x" * 60))) for it in range(2)]
    await turns()
    assert [it.done() for it in takes] == [True, False]
    await stage.answer(0)
    assert takes[1].done()
    await stage.mover.close()


async def test_a_story_above_the_limit_is_a_dead_letter_that_no_child_sees() -> None:
    stage = Stage()
    stage.assign()
    await stage.take(taken(0, b"x" * (STORY_BYTES + 1)))
    await stage.take(taken(1, b"x" * STORY_BYTES))
    await turns()
    assert [len(it.value) for it in stage.pool.jobs] == [STORY_BYTES]
    (letter,) = stage.producer.sent
    assert (letter.topic, letter.value) == (LETTERS, b"x" * (STORY_BYTES + 1))
    read = DeadLetter.from_headers(letter.headers)
    assert read.code == "too_large"
    assert "WIRE_MAX_STORY_BYTES" in read.message
    assert stage.acknowledged == [0]
    await stage.mover.close()


async def test_a_record_of_a_generation_that_is_over_is_not_taken() -> None:
    stage = Stage()
    stage.assign()
    await stage.take(taken(0), fresh=lambda: False)
    await turns()
    assert (stage.pool.jobs, stage.mover.in_flight) == ([], 0)
    await stage.mover.close()


async def test_a_generation_that_ends_while_a_record_waits_for_room_is_noticed() -> None:
    stage, current = Stage(records=1), [True]
    stage.assign()
    await stage.take(taken(0))
    waiting = asyncio.create_task(stage.take(taken(1), fresh=lambda: current[0]))
    await turns()
    current[0] = False
    await stage.answer(0)
    await waiting
    assert (len(stage.pool.jobs), stage.mover.in_flight) == (1, 0)
    await stage.mover.close()


async def test_at_a_revocation_what_is_nearly_done_is_finished_first() -> None:
    stage = Stage()
    stage.assign()
    await stage.take(taken(0))
    revoked = asyncio.create_task(stage.mover.revoked(10))
    await turns()
    assert not revoked.done()
    await stage.answer(0)
    await revoked
    assert (stage.producer.values, stage.acknowledged) == ([b"done 0"], [0])


async def test_after_a_revocation_nothing_is_published_and_nothing_acknowledged() -> None:
    stage = Stage()
    stage.assign()
    for offset in range(2):
        await stage.take(taken(offset))
    await stage.mover.revoked(0.01)
    assert stage.pool.futures[0].cancelled()
    assert (stage.producer.sent, stage.acknowledged, stage.mover.in_flight) == ([], [], 0)


async def test_a_record_that_waits_for_room_during_a_revocation_is_not_taken() -> None:
    # its generation changes only when partitions are assigned anew
    stage, current = Stage(records=1), [True]
    stage.assign()
    await stage.take(taken(0))
    waiting = asyncio.create_task(stage.take(taken(1), fresh=lambda: current[0]))
    await turns()
    await stage.mover.revoked(0.01)
    await turns()
    assert len(stage.pool.jobs) == 1
    current[0] = False
    stage.assign()
    await asyncio.wait_for(waiting, 5)
    assert (len(stage.pool.jobs), stage.mover.in_flight) == (1, 0)
    await stage.mover.close()


async def test_a_record_let_in_while_a_revocation_drains_is_not_taken() -> None:
    stage, current = Stage(records=1), [True]
    stage.assign()
    await stage.take(taken(0))
    waiting = asyncio.create_task(stage.take(taken(1), fresh=lambda: current[0]))
    await turns()
    revoked = asyncio.create_task(stage.mover.revoked(10))
    await turns()
    await stage.answer(0)
    await revoked
    current[0] = False
    stage.assign()
    await asyncio.wait_for(waiting, 5)
    assert (len(stage.pool.jobs), stage.acknowledged) == (1, [0])
    await stage.mover.close()


async def test_a_record_that_comes_before_its_assignment_is_told_waits_for_it() -> None:
    stage = Stage()
    early = asyncio.create_task(stage.take(taken(0)))
    await turns()
    assert stage.pool.jobs == []
    stage.assign()
    await asyncio.wait_for(early, 5)
    await stage.answer(0)
    assert stage.acknowledged == [0]
    await stage.mover.close()


async def test_after_a_new_assignment_records_are_taken_again() -> None:
    stage = Stage()
    stage.assign(0)
    await turns()
    await stage.mover.revoked(0.01)
    stage.assign(0, 1)
    await stage.take(taken(5, partition=1))
    await stage.answer(0)
    assert stage.acknowledged == [5]
    assert stage.hop.learned == [[0], [0, 1]]
    await stage.mover.close()


async def test_a_revocation_waits_for_what_is_in_line_at_the_producer() -> None:
    stage = Stage(producer=FakeProducer(hold=True))
    stage.assign()
    await stage.take(taken(0))
    await stage.answer(0)
    revoked = asyncio.create_task(stage.mover.revoked(10))
    await turns()
    assert not revoked.done()
    stage.producer.pending[0].set_result(None)
    await revoked
    assert stage.acknowledged == [0]


async def test_a_failure_is_a_dead_letter_with_all_that_is_needed_to_replay_it() -> None:
    stage = Stage()
    stage.assign()
    one = Input(RAW.name, 0, 7, 1_936_000_000_000, b"k", b"<odd>", (("x-desk", b"sport"),))
    await stage.take(one)
    before = count("wire_dead_letters_total", hop="intake", code="not_a_story")
    await stage.answer(0, Failure("not_a_story", "neither JSON nor text", 0))
    (letter,) = stage.producer.sent
    assert (letter.topic, letter.key, letter.value) == (LETTERS, b"k", b"<odd>")
    assert letter.timestamp_ms == 1_936_000_000_000
    assert ("x-desk", b"sport") in letter.headers
    read = DeadLetter.from_headers(letter.headers)
    assert (read.code, read.message) == ("not_a_story", "neither JSON nor text")
    assert (read.hop, read.topic, read.partition, read.offset) == ("intake", RAW.name, 0, 7)
    assert (read.ordinal, read.origin_id) == (0, raw_id(RAW.name, 0, 7))
    assert CloudEvent.from_headers(letter.headers) is not None
    assert stage.acknowledged == [7]
    assert count("wire_dead_letters_total", hop="intake", code="not_a_story") == before + 1
    await stage.mover.close()


async def test_several_items_are_published_in_their_order_and_acknowledged_once() -> None:
    stage = Stage()
    stage.assign()
    await stage.take(taken(0))
    passed = count("wire_items_total", hop="intake", end="passed")
    await stage.answer(0, Product(b"first"), Failure("bad", "no text", 1), Product(b"third"))
    assert [it.topic for it in stage.producer.sent] == [STORIES.name, LETTERS, STORIES.name]
    assert stage.producer.values == [b"first", b"story", b"third"]
    assert stage.acknowledged == [0]
    assert count("wire_items_total", hop="intake", end="passed") == passed + 2
    await stage.mover.close()


async def test_what_comes_out_too_large_is_a_dead_letter_and_does_not_stand() -> None:
    stage = Stage()
    stage.hop.settle = None  # type: ignore[assignment,method-assign] - it must not be asked
    stage.assign()
    await stage.take(taken(0))
    await stage.answer(0, Product(bytes(RECORD_BYTES), {"ordinal": 2}))
    (letter,) = stage.producer.sent
    told = DeadLetter.from_headers(letter.headers)
    assert (told.code, told.ordinal) == ("output_too_large", 2)
    assert letter.value == b"story"
    await stage.mover.close()


async def test_nothing_is_published_before_the_hop_has_learned_what_stands() -> None:
    stage = Stage()
    stage.hop.known.clear()
    stage.assign(0, 2)
    await stage.take(taken(0))
    await stage.answer(0)
    assert (stage.producer.sent, stage.hop.learned) == ([], [[0, 2]])
    stage.hop.known.set()
    await turns()
    assert stage.acknowledged == [0]
    await stage.mover.close()


async def test_a_hop_that_cannot_learn_what_stands_ends() -> None:
    def refuse() -> None:
        raise BrokerError("nobody answers")

    stage = Stage(hop=FakeHop(refuse))
    stage.assign()
    with pytest.raises(BrokerError, match="nobody answers"):
        await asyncio.wait_for(stage.mover.failed, 5)


async def test_a_publish_that_fails_ends_the_hop_and_acknowledges_nothing() -> None:
    stage = Stage(producer=FakeProducer(refuse=KafkaTimeoutError()))
    stage.assign()
    await stage.take(taken(0))
    await stage.answer(0)
    with pytest.raises(BrokerError, match="publishing to"):
        await asyncio.wait_for(stage.mover.failed, 5)
    assert stage.acknowledged == []
    await stage.mover.close()


async def test_a_stopping_mover_finishes_its_work_and_takes_no_more() -> None:
    stage = Stage()
    stage.assign()
    await stage.take(taken(0))
    stopping = asyncio.create_task(stage.mover.stop(10))
    await turns()
    await stage.take(taken(1))
    await stage.answer(0)
    await stopping
    assert (stage.acknowledged, len(stage.pool.jobs), stage.mover.in_flight) == ([0], 1, 0)
    await stage.mover.close()


async def test_partitions_do_not_wait_for_each_other() -> None:
    stage = Stage()
    stage.assign(0, 1)
    await stage.take(taken(0, partition=0))
    await stage.take(taken(100, partition=1))
    await stage.answer(1)
    assert stage.acknowledged == [100]
    assert count("wire_in_flight", hop="intake") == 1
    await stage.mover.close()


async def test_every_record_that_the_broker_acknowledged_counts() -> None:
    stage = Stage(producer=FakeProducer(hold=True))
    stage.assign()
    await stage.take(taken(0))
    before = count("wire_outputs_total", hop="intake", topic=STORIES.name)
    await stage.answer(0, Product(b"first"), Product(b"second"))
    assert count("wire_outputs_total", hop="intake", topic=STORIES.name) == before
    for pending in stage.producer.pending:
        pending.set_result(None)
    await turns()
    assert count("wire_outputs_total", hop="intake", topic=STORIES.name) == before + 2
    await stage.mover.close()


async def test_a_story_took_as_long_as_from_its_arrival_to_the_acknowledgement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def publish(taken: Input, product: Product) -> Settlement:
        outputs = [Output(STORIES.name, None, product.value, ())]
        return Settlement(outputs, "published", time.time() - 40)

    stage = Stage(producer=FakeProducer(hold=True))
    monkeypatch.setattr(stage.hop, "settle", publish)
    stage.assign()
    await stage.take(taken(0))
    names = "wire_story_seconds_count", "wire_story_seconds_sum"
    stories, seconds = map(count, names)
    await stage.answer(0)
    assert count(names[0]) == stories
    stage.producer.pending[0].set_result(None)
    await turns()
    assert count(names[0]) == stories + 1
    assert count(names[1]) >= seconds + 40
    await stage.mover.close()


async def test_an_input_of_which_nothing_came_is_a_dead_letter() -> None:
    stage = Stage()
    stage.assign()
    await stage.take(taken(0))
    stage.pool.futures[0].set_result([])
    await turns()
    (letter,) = stage.producer.sent
    assert DeadLetter.from_headers(letter.headers).code == "no_item"
    assert stage.acknowledged == [0]
    await stage.mover.close()
