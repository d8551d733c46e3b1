"""Heats: those who are held against each other race on a broker of their own, in turns.

All but one sleep, where they can: whoever waits for his turn asks the broker for more all the same,
and takes time of both cores from who is running.
"""

import random
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from bench import bare
from bench.race.contestants import (
    ARROYO,
    FASTSTREAM,
    FIRST_VERSION,
    OURS,
    OURS_ENTITIES,
    QUIX,
    Contestant,
    entered,
)
from bench.race.figures import Rounds, ratios, ratios_middle_half
from bench.race.mix import LONG, WIRE, Mix
from bench.race.rounds import CEILINGS, pool_rate, race
from bench.race.track import records, track
from stream.broker.embedded import EmbeddedBroker
from stream.settings import Settings

WARM_STORIES = 400
"""Twice so many before anything is measured: a worker runs for days, and the first hundreds of
stories, whose words it meets for the first time, cost as much again as later ones."""
LONG_STORIES = 0.5
"""Of the stories of a round, where each is twice as long."""
SESSION_SECONDS = 60.0
"""So long a worker may sleep, and stays in its group."""
MIXES = {WIRE: 1.0, LONG: LONG_STORIES}

Found = dict[Mix, dict[str, Rounds]]


@dataclass(frozen=True)
class Heat:
    """Who races against ours, bare pools among them."""

    name: str
    rivals: tuple[Contestant, ...] = ()
    pools: tuple[str, ...] = ()
    longer: int = 1
    """So many times the stories of a round: a pool has its texts when a round begins, and a worker
    first fetches some, and waits for the broker at the end."""


HEATS = (
    Heat("first version", (OURS_ENTITIES, FIRST_VERSION)),
    Heat("ceiling", pools=tuple(CEILINGS), longer=3),
    Heat("peers", (ARROYO, QUIX, FASTSTREAM)),
)


async def heats(
    everybody: Sequence[Contestant], pools: Sequence[str], sizes: tuple[int, int], children: int
) -> dict[str, Any]:
    """All heats in which ours has a rival among `everybody` and `pools`, in random order.

    `sizes`: rounds, and stories a round. Each rival's figures say what ours did in the same rounds.
    """
    rows: dict[str, dict[str, Any]] = {it.name: {} for it in MIXES}
    over: dict[str, dict[str, float]] = {it.name: {} for it in MIXES}
    apart: dict[str, dict[str, list[float]]] = {it.name: {} for it in MIXES}
    for heat in random.sample(HEATS, len(HEATS)):
        rivals = [it for it in heat.rivals if it in everybody]
        own = [it for it in heat.pools if it in pools]
        if OURS not in everybody or not (rivals or own):
            continue
        print(f"heat: {heat.name}", file=sys.stderr, flush=True)
        rounds, count = sizes
        size = rounds, count * heat.longer
        for mix, it in (await _heat([OURS, *rivals], own, size, children)).items():
            over[mix.name] |= ratios(it)
            apart[mix.name] |= ratios_middle_half(it)
            rows[mix.name] |= _rows(it, known=rows[mix.name].get(OURS.name))
    if not any(rows.values()):
        raise SystemExit("ours and somebody to race against are needed: see --contestants")
    return {"throughput": rows, "ratios": over, "ratios_middle_half": apart}


def _rows(found: dict[str, Rounds], known: dict[str, Any] | None) -> dict[str, Any]:
    """Ours stands there once, as it was where most raced beside it."""
    ours = found[OURS.name].facts() | {"beside": len(found) - 1}
    rivals = {
        name: it.facts() | {"ours_stories_per_second": ours["stories_per_second"]}
        for name, it in found.items()
        if name != OURS.name
    }
    fewer = known is not None and known["beside"] >= ours["beside"]
    return rivals | {OURS.name: known if fewer else ours}


async def _heat(
    everybody: Sequence[Contestant], ceilings: Sequence[str], size: tuple[int, int], children: int
) -> Found:
    """On a broker of their own, on both mixes."""
    rounds, count = size
    with EmbeddedBroker() as broker, ExitStack() as stack:
        settings = Settings(
            bootstrap=broker.bootstrap, children=children, session_seconds=SESSION_SECONDS
        )
        # One for each: nobody meets a text twice.
        pools = {it: stack.enter_context(bare.bare_pool(children)) for it in ceilings}
        async with track(settings, everybody) as course:
            entrants = [stack.enter_context(entered(it, settings)) for it in everybody]
            await course.warm(entrants, WIRE, WARM_STORIES)
            known = records(WIRE, 2 * WARM_STORIES, "warm pool", settings.partitions)
            for name, pool in pools.items():
                await pool_rate(name, pool, known)
            return {
                mix: await race(course, entrants, pools, mix, (rounds, round(count * share)))
                for mix, share in MIXES.items()
            }
