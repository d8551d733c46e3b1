"""How late the loop wakes: measured while it runs, told in seconds."""

import asyncio
import time

from stream.engine.looplag import KEPT, PERIOD, LoopLag
from stream.metrics import REGISTRY

HOP = "measured"
HELD = 4 * PERIOD


def lag_of(*samples: float) -> LoopLag:
    lag = LoopLag(HOP)
    lag._samples.extend(samples)
    return lag


def test_without_samples_there_is_no_lateness() -> None:
    assert lag_of().percentile(99) == 0.0


def test_a_percentile_is_a_sample_that_so_many_do_not_exceed() -> None:
    lag = lag_of(*(it / 1000 for it in range(100, 0, -1)))
    assert lag.percentile(0) == 0.001
    assert lag.percentile(50) == 0.051
    assert lag.percentile(99) == 0.1
    assert lag.percentile(100) == 0.1


def test_old_samples_are_forgotten() -> None:
    lag = lag_of(*[9.0] * 10, *[0.001] * KEPT)
    assert lag.percentile(100) == 0.001


async def test_a_loop_that_is_held_up_shows_by_how_much() -> None:
    lag = LoopLag(HOP)
    watching = asyncio.create_task(lag.watch())
    await asyncio.sleep(PERIOD * 3)
    beat = lag.last_beat
    time.sleep(HELD)  # noqa: ASYNC251 - what the test is about
    await asyncio.sleep(PERIOD * 3)
    watching.cancel()
    await asyncio.wait([watching])
    # It was to be woken within a period from where it was held up.
    assert lag.percentile(100) >= HELD - PERIOD
    assert lag.last_beat > beat
    counted = REGISTRY.get_sample_value("wire_loop_lag_seconds_count", {"hop": HOP})
    assert counted is not None
    assert counted >= 2


async def test_the_99th_percentile_is_reported() -> None:
    lag = lag_of(0.25)
    reporting = asyncio.create_task(lag.report(every=0))
    while not REGISTRY.get_sample_value("wire_loop_lag_p99_seconds", {"hop": HOP}):
        await asyncio.sleep(0)
    reporting.cancel()
    await asyncio.wait([reporting])
    assert REGISTRY.get_sample_value("wire_loop_lag_p99_seconds", {"hop": HOP}) == 0.25
