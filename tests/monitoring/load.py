"""What the wire brings while pictures are drawn: every kind of thing that a dashboard shows."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.texts import CITIES, text

BAD = 0.01
WAITS = 0.1
FEED = 0.3
"""Shares of inputs that can't be read, are under embargo, or come by a numbered feed."""
TIED = 0.3
"""Share of later versions that have another id."""
STEADY = 25
"""So many numbers of the feed come without a gap, first and between two: it is known then."""
SOURCES = ("AFP", "Reuters", "AP", "ANSA", "Gazette")
LATER = ("CORRECTED-{}",) * 5 + ("UPDATE 1-{}",) * 4 + ("HOLD: {}",) + ("KILL: {}",)
SHORT = "Note to desks about report {}."


@dataclass(frozen=True)
class Record:
    """One record of the raw topic."""

    key: bytes
    value: bytes


def load(seed: int) -> Iterator[Record]:
    """Records without an end, of several agencies."""
    rng = random.Random(seed)
    feed = _feed(rng)
    number = 0
    while True:
        told = rng.random()
        if told < BAD:
            yield Record(b"bad", b"LISBON (CHX) -- \x81\x8d\x90 %d" % rng.randrange(10**9))
        elif told < BAD + FEED:
            yield next(feed)
        elif told < 0.8 or number < 20:
            number += 1
            yield _story(number, rng, until=_soon(rng) if rng.random() < WAITS else None)
        else:
            yield _later(rng.randint(max(1, number - 40), number), rng)


def _soon(rng: random.Random) -> str:
    return (datetime.now(UTC) + timedelta(seconds=rng.uniform(5, 40))).isoformat()


def _story(number: int, rng: random.Random, until: str | None) -> Record:
    said = _said(number) | {"headline": f"Report {number}", "body": _body(rng)}
    return _record(number, said | ({"embargoed": until} if until else {}))


def _later(number: int, rng: random.Random) -> Record:
    """Another version of a story that came before, sometimes under another id."""
    head = rng.choice(LATER)
    body = _body(rng) if head[0] in "CU" else SHORT.format(number)
    said = {"headline": head.format(f"Report {number}"), "body": body}
    other = {"id": f"report-{number}-{rng.randrange(9)}"} if rng.random() < TIED else {}
    return _record(number, _said(number) | said | other)


def _said(number: int) -> dict[str, str]:
    name = f"report-{number}"
    return {"id": name, "slug": name, "source": SOURCES[number % len(SOURCES)]}


def _record(number: int, said: dict[str, str]) -> Record:
    return Record(b"desk-%d" % (number % 12), json.dumps(said).encode())


def _body(rng: random.Random) -> str:
    return f"{rng.choice(CITIES).upper()} (CHX) -- {text(rng)}"


def _feed(rng: random.Random) -> Iterator[Record]:
    """IPTC 7901, numbered: now and then numbers are missing."""
    number = 100
    for sent in range(10**6):
        number += rng.randint(2, 3) if sent % STEADY == 0 and sent else 1
        lines = [
            f"\x01eca{number % 10_000:04} 3 i 124  dpa {number % 10_000:04}",
            "",
            f"Harbour/report/{number}/",
            f"\x02Report {number} of the harbour =",
            "",
            *_body(rng).replace("CHX", "dpa").splitlines(),
            f"\x03 dpa {number} {datetime.now(UTC):%d%H%M} GMT {datetime.now(UTC):%b %y}",
        ]
        yield Record(b"line-1", "\r\n".join(lines).encode())
