"""Stories of real length for load and chaos, made from a seed: invented people, places, events.

Several formats; stories of one, two or three versions, whose later versions sometimes come first;
some files with two stories; a few that can't be read.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

FIRST = [
    "Amara",
    "Boris",
    "Celeste",
    "Dmitri",
    "Elena",
    "Farid",
    "Greta",
    "Hassan",
    "Ingrid",
    "Jonas",
    "Karin",
    "Leila",
    "Marco",
]
LAST = [
    "Okafor",
    "Lindqvist",
    "Varga",
    "Petrov",
    "Haddad",
    "Moreau",
    "Tanaka",
    "Novak",
    "Silva",
    "Becker",
    "Osei",
    "Larsen",
]
CITIES = [
    "Lisbon",
    "Nairobi",
    "Oslo",
    "Lima",
    "Tbilisi",
    "Hanoi",
    "Accra",
    "Riga",
    "Quito",
    "Amman",
    "Zagreb",
    "Dakar",
    "Perth",
]
COUNTRIES = [
    "Portugal",
    "Kenya",
    "Norway",
    "Peru",
    "Georgia",
    "Vietnam",
    "Ghana",
    "Latvia",
    "Ecuador",
    "Jordan",
]
BODIES = [
    "the Northern Grain Board",
    "the Coastal Ferry Union",
    "the Institute for Water Safety",
    "the Halden Shipping Group",
    "the Commission on Fair Trade",
    "the Meridian Bank",
]
DEEDS = [
    "signed an agreement on the export of wheat and barley",
    "opened an inquiry into the collapse of a bridge",
    "raised its main interest rate by a quarter of a point",
    "called off a strike that had closed three harbours",
    "published a report on flooding in the river delta",
    "won the final of the regional football cup on penalties",
    "asked a court to halt the sale of a power station",
    "warned that prices of crude oil would rise again",
]
REMARKS = [
    (
        "The decision follows months of talks between the two sides, who had failed to agree on "
        "the cost of repairs and on who should pay for the delay."
    ),
    (
        "Officials said that the figures for the last quarter would be published within a week, "
        "and that no further comment would be made until then."
    ),
    (
        "Residents of the harbour district gathered outside the town hall, where the mayor "
        "promised that schools and clinics would stay open."
    ),
    (
        "Analysts had expected a smaller change, and shares of the largest companies fell by two "
        "percent in early trading before they recovered."
    ),
    (
        "Rescue teams reached the last of the villages on Tuesday morning, after the road had been "
        "cleared of mud and fallen trees."
    ),
    (
        "The opposition called the plan a waste of public money and announced that it would vote "
        "against it in parliament next month."
    ),
    (
        "A spokeswoman declined to say whether the contract would be offered to foreign companies, "
        "but she did not rule it out."
    ),
    (
        "Similar measures were taken three years ago, when a drought cut the harvest by a third "
        "and the price of bread doubled."
    ),
]


@dataclass(frozen=True)
class Push:
    """One input: its `ce_id`, its bytes, and how many items it holds (0: it can't be read)."""

    ce_id: str
    value: bytes
    items: int


def pushes(count: int, seed: int) -> list[Push]:
    """Inputs that hold `count` stories (versions counted), in the order in which they come."""
    rng = random.Random(seed)
    made: list[bytes] = []
    items: list[int] = []
    left = count
    number = 0
    while left > 0:
        number += 1
        for value, held in _story(rng, f"{seed}-{number}", left):
            made.append(value)
            items.append(held)
            left -= max(1, held)
    order = _mixed(rng, len(made))
    return [Push(f"chaos-{seed}-{it}", made[it], items[it]) for it in order]


def text(rng: random.Random, words: int = 120) -> str:
    """Paragraphs of at least so many words."""
    who = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    city, country = rng.choice(CITIES), rng.choice(COUNTRIES)
    body = rng.choice(BODIES)
    lead = (
        f"{body[0].upper()}{body[1:]} {rng.choice(DEEDS)} on Tuesday, its chairman {who} said in "
        f"{city}, after a meeting with ministers from {country} and {rng.choice(COUNTRIES)}."
    )
    paragraphs = [lead]
    while sum(len(it.split()) for it in paragraphs) < words:
        remark = rng.choice(REMARKS)
        said = f"{rng.choice(FIRST)} {rng.choice(LAST)} of {rng.choice(BODIES)}"
        paragraphs.append(f"{remark} {said} travelled to {rng.choice(CITIES)} the next day.")
    return "\n\n".join(paragraphs)


def _story(rng: random.Random, name: str, left: int) -> Iterator[tuple[bytes, int]]:
    """All the inputs of one story."""
    kind = rng.random()
    words = rng.choice((80, 120, 140, 180, 300))
    if kind < 0.01:
        yield b'{"uri": "urn:chaos:' + name.encode() + b'", "bodies": [{"value": "cut o', 0
    elif kind < 0.05 and left > 1:
        yield json.dumps([_simple(rng, f"{name}-{it}", words) for it in "ab"]).encode(), 2
    elif kind < 0.2:
        yield _plain(rng, name, words).encode(), 1
    elif kind < 0.4:
        yield json.dumps(_simple(rng, name, words)).encode(), 1
    else:
        versions = list(range(1, min(left, rng.choice((1, 1, 2, 3))) + 1))
        if rng.random() < 0.3:
            versions.reverse()
        for version in versions:
            yield json.dumps(_ninjs(rng, name, version, words)).encode(), 1


def _simple(rng: random.Random, name: str, words: int) -> dict[str, object]:
    return {"id": name, "headline": f"Report {name}", "body": text(rng, words), "source": "CHX"}


def _plain(rng: random.Random, name: str, words: int) -> str:
    return f"slug: chaos-{name}\n\n{rng.choice(CITIES).upper()} (CHX) -- {text(rng, words)}"


def _ninjs(rng: random.Random, name: str, version: int, words: int) -> dict[str, object]:
    return {
        "uri": f"urn:chaos:{name}",
        "version": str(version),
        "type": "text",
        "pubStatus": "usable",
        "urgency": rng.choice((1, 2, 3, 4, 5, 5, 5, 6)),
        "language": "en",
        "headlines": [{"value": f"Report {name}, version {version}"}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": text(rng, words)}],
    }


def _mixed(rng: random.Random, count: int) -> list[int]:
    """Nearly the order in which they were made: each moves by up to twenty places."""
    return sorted(range(count), key=lambda it: it + rng.uniform(0, 20))
