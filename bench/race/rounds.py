"""Throughput: many short rounds, everybody in random order, and the bare pool among them.

All others that can sleep while one has its round: a pool has the machine to itself.
"""

import asyncio
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from multiprocessing.pool import Pool

from bench import bare
from bench.race.contestants import Entrant
from bench.race.figures import Rounds
from bench.race.mix import Mix
from bench.race.track import QUIET_SECONDS, Records, Track, records

CEILINGS = {"ceiling": bare.BATCH, "ceiling_one_by_one": 1}
"""The bare pool, and how many stories it reads together: as the worker does, and as peers do."""


async def race(
    track: Track,
    entrants: Sequence[Entrant],
    pools: Mapping[str, Pool],
    mix: Mix,
    size: tuple[int, int],
) -> dict[str, Rounds]:
    """`pools` are those of `CEILINGS`. `size`: how many rounds, and how many stories each."""
    found: defaultdict[str, Rounds] = defaultdict(Rounds)
    rounds, count = size
    for number in range(rounds):
        # Everybody gets the same texts, and nobody the same one twice.
        given = records(mix, count, f"round {number}", track.settings.partitions)
        order: list[Entrant | str] = [*entrants, *pools]
        random.Random(number).shuffle(order)
        for it in order:
            await asyncio.sleep(QUIET_SECONDS)
            with ExitStack() as asleep:
                for entrant in entrants:
                    if entrant is not it and entrant.contestant.sleeps:
                        asleep.enter_context(entrant.asleep())
                if isinstance(it, str):
                    found[it].rates.append(await pool_rate(it, pools[it], given))
                else:
                    own = some(given, it.contestant.share)
                    await _round(track, it, own, found[it.contestant.name])
        told = ", ".join(f"{name} {it.rates[-1]:.0f}" for name, it in sorted(found.items()))
        print(f"{mix.name} round {number + 1} of {rounds}: {told}", file=sys.stderr, flush=True)
    return dict(found)


async def pool_rate(name: str, pool: Pool, given: Records) -> float:
    """Stories a second of a bare pool."""
    values = [value for _, value in given]
    return await asyncio.to_thread(bare.rate, pool, values, CEILINGS[name])


def some(given: Records, share: float) -> Records:
    """A share of them, on the whole as long as all are: of each few by length, the middle one."""
    if share >= 1:
        return given
    by_length = sorted(given, key=lambda record: len(record[1]))
    return [by_length[int((at + 0.5) / share)] for at in range(round(len(given) * share))]


async def _round(track: Track, entrant: Entrant, given: Records, into: Rounds) -> None:
    who = entrant.contestant
    track.follow(who.names)
    # Its end of the topic is looked up before the first result comes.
    await track.results.getmany(timeout_ms=100)
    spent = entrant.processor_seconds()
    into.rates.append(await track.rate(who, given))
    into.processor_ms.append((entrant.processor_seconds() - spent) / len(given) * 1000)
    into.memory = max(into.memory, entrant.memory())
