"""The peer: a bare pool of the standard library, with the worker's enrichment and nothing else.

No broker, no order, no acknowledgement, no time limits: what the processors can do at best.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Sequence
from multiprocessing.pool import Pool

from stream.agents import enriching
from stream.collector import settle
from stream.engine.child_process import ONE_THREAD
from stream.engine.jobs import Failure, Job, Work, answers
from stream.settings import Settings

BATCH = 8
"""Stories that are read together: as many as the worker's children get of such stories."""
CHUNK = 8
"""So many stories go to a child at once."""
_work: list[Work] = []


def bare_pool(children: int) -> Pool:
    """Children that have loaded the model."""
    os.environ.update(ONE_THREAD)
    pool = multiprocessing.get_context("spawn").Pool(children, _load)
    pool.map(_some, [[]] * children * 4)
    return pool


def rate(pool: Pool, parsed: Sequence[bytes], batch: int = BATCH) -> float:
    """Stories a second, so many read together."""
    began = time.perf_counter()
    batches = [parsed[at : at + batch] for at in range(0, len(parsed), batch)]
    done = sum(pool.imap_unordered(_some, batches, chunksize=max(1, CHUNK // batch)))
    return done / (time.perf_counter() - began)


def seconds(pool: Pool, parsed: Sequence[bytes], a_second: float | None = None) -> list[float]:
    """How long a child takes for each story, one after another or so many `a_second`.

    A processor that had nothing to do for a while is slow at first: caches are cold.
    """
    if a_second is None:
        return list(pool.imap(_timed, parsed, chunksize=1))
    rng, took = random.Random(a_second), []
    for value in parsed:
        time.sleep(rng.expovariate(a_second))
        took.append(pool.apply(_timed, (value,)))
    return took


def _timed(value: bytes) -> float:
    began = time.perf_counter()
    _some([value])
    return time.perf_counter() - began


def _load() -> None:
    _work.append(enriching.make(**Settings().enrich_plan))
    settle()


def _some(values: Sequence[bytes]) -> int:
    """Enrich some stories together; an empty list only wakes a child."""
    found = [item for it in answers(_work[0], [Job(it) for it in values]) for item in it]
    if failed := [it for it in found if isinstance(it, Failure)]:
        raise TypeError(failed)
    return len(found)
