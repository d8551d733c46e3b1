"""Each record is counted once when it is taken and once when it is done with, stage by stage."""

import asyncio
import time

import pytest

from stream import metrics
from stream.engine.counting import Counting
from stream.engine.hop import Input
from stream.engine.lane import Delivery
from stream.topics import ENRICHED, LATEST, RAW
from tests.engine.outside import taken

HOP = "counted"


def value(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, {"hop": HOP, **labels}) or 0.0


def seconds(stage: str) -> float:
    return value("wire_stage_seconds_sum", stage=stage)


async def delivery(**times: float) -> Delivery:
    answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
    return Delivery(taken(0), answer, lambda: None, **times)  # type: ignore[arg-type]


async def test_the_stages_together_are_the_hops_time() -> None:
    counting = Counting(HOP)
    before = {it: seconds(it) for it in metrics.STAGES}
    whole = value("wire_hop_seconds_sum")
    counting.done(await delivery(began=10.0, answered=13.0, settled=17.0), 18.0, 0)
    spent = {it: seconds(it) - before[it] for it in metrics.STAGES}
    assert spent == {"wait": 0.0, "pool": 3.0, "order": 4.0, "publish": 1.0}
    assert value("wire_hop_seconds_sum") - whole == 8.0


async def test_an_input_that_no_child_saw_has_no_time_in_the_pool() -> None:
    before = {it: seconds(it) for it in metrics.STAGES}
    Counting(HOP).done(await delivery(began=10.0, settled=10.5), 11.0, 0)
    assert seconds("pool") - before["pool"] == 0.5
    assert seconds("order") == before["order"]


async def test_outputs_count_for_their_topic_without_the_prefix() -> None:
    done = await delivery(began=0.0, answered=0.0, settled=0.0)
    done.topics += [f"desk.{ENRICHED.name}", f"desk.{LATEST.name}", f"desk.{LATEST.name}"]
    before = [value("wire_outputs_total", topic=it.name) for it in (ENRICHED, LATEST)]
    Counting(HOP).done(done, 1.0, 0)
    after = [value("wire_outputs_total", topic=it.name) for it in (ENRICHED, LATEST)]
    assert [a - b for a, b in zip(after, before, strict=True)] == [1, 2]


@pytest.mark.parametrize(("age_ms", "least"), [(3000, 2.9), (-60_000, 0.0)])
def test_a_record_waited_since_its_own_time_and_never_less_than_nothing(
    age_ms: int, least: float
) -> None:
    before = seconds("wait")
    made = round(time.time() * 1000) - age_ms
    Counting(HOP).took(Input(RAW.name, 0, 0, made, None, b"", ()), 1)
    assert seconds("wait") - before >= least
    assert seconds("wait") >= before


def test_a_record_without_a_time_has_not_waited_since_1970() -> None:
    before = value("wire_stage_seconds_count", stage="wait")
    Counting(HOP).took(Input(RAW.name, 0, 0, -1, None, b"", ()), 1)
    assert value("wire_stage_seconds_count", stage="wait") == before
