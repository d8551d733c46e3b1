"""Stories made from a seed, as long as those of a real wire, no text twice.

`WIRE`: lengths are lognormal with a median of 130 words and a mean of 180, a long tail. `LONG`: 365
words each. Words come from lists, names of people are built of syllables and cities are those of
the gazetteer, so that no memory of words holds them all: about one word in thirty is new.
"""

import json
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from stream.gazetteer.cities import cities
from stream.gazetteer.countries import countries
from stream.wire import read

MEDIAN, MEAN = 130, 180
_SPREAD = math.sqrt(2 * math.log(MEAN / MEDIAN))
SHORTEST, LONGEST = 25, 2500
BIG_CITY = 100_000

# ruff: noqa: SIM905 - words are read more easily than lists of them
_FIRST = (
    "Amara Boris Celeste Dmitri Elena Farid Greta Hassan Ingrid Jonas Karin Leila Marco Nadia "
    "Oscar "
    "Petra Quentin Rosa Samuel Tariq Ursula Viktor Wanda Yusuf Zoe Andrew Brian Carol David"
).split()
_SYLLABLES = (
    "ba ber ca dan del dor en er fal fer gar gen hal han im jor ka kel kov la lin lo mar mo na nov "
    "or pa per qui ra ren ro sa sen sol ta tor ul va vel wen yar za"
).split()
_ENDINGS = "son sky ova ez etti man ford ton berg ic ura ides oglu stein well".split()
_KINDS = "Bank Board Union Institute Group Commission Agency Council Authority Ministry".split()
_FIELDS = (
    "Grain Ferry Water Shipping Trade Energy Housing Forest Harbour Mining Weather Rail Cotton "
    "Steel "
    "Fishery Tourism Savings Pension Aviation Chemical"
).split()
_ADJECTIVES = (
    "regional annual quarterly new former controversial expected delayed joint public private "
    "wider "
    "recent early severe cheaper stronger narrow unusual foreign domestic central northern coastal "
    "rural independent emergency long-term short-term temporary final provisional"
).split()
_NOUNS = (
    "agreement harvest inquiry strike budget contract election reform drought report merger "
    "dispute "
    "pipeline bridge hospital school tariff subsidy border port airport refinery railway licence "
    "vaccine dam earthquake flood outbreak ceasefire summit tender bond loan deficit index output "
    "export import price wage tax pension court verdict appeal protest curfew"
).split()
_VERBS = (
    "approved rejected postponed announced criticised reviewed welcomed suspended extended signed "
    "cancelled questioned defended expanded reduced financed investigated proposed opened closed"
).split()
_PLURALS = (
    "officials analysts residents farmers traders ministers investors teachers doctors engineers "
    "lawmakers unions shareholders rescuers economists drivers families students soldiers judges"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October".split()

_SENTENCES = (
    "{The_body} {verb} the {adj} {noun} on {day}, {person} said in {city}.",
    "{Plurals} in {city} {verb} the {noun}, which had cost {money} since {month}.",
    '"We have never seen such a {adj} {noun}," said {person}, who heads {the_body}.',
    "{Person} told {plurals} that the {noun} would be {verb} within {small} weeks.",
    "The {noun} rose {percent} percent in {month}, after a {adj} fall of {percent} percent.",
    (
        "{Country} and {country} {verb} a {adj} {noun} worth {money}, the government of {country} "
        "said."
    ),
    "It was the {adj} {noun} that {plurals} had feared, and the second since {year}.",
    "At least {small} people were injured near {city} when the {noun} was {verb}, police said.",
    "{The_body} declined to comment on the {adj} {noun}, but {plurals} expect a decision by {day}.",
    "{Person}, {age}, a former head of {the_body}, {verb} the {noun} and left for {city}.",
    "The price of the {adj} {noun} fell to {money} from {money} a year earlier.",
    "A court in {city} {verb} the {noun} of {the_body} after {plurals} had complained.",
    "Similar {adj} measures were taken in {year}, when a {noun} cut the {noun} by a third.",
    '"That is for {plurals} to decide," {person} said on {day}. "The {noun} is not ours."',
    "In {country}, {small} of {number} {plurals} had {verb} the {noun} by {month} {small}.",
    "Neither {the_body} nor {the_body} has said who will pay for the {adj} {noun}.",
)


@dataclass(frozen=True)
class Mix:
    """How long stories are."""

    name: str
    words: int | None = None
    """Of each; None: as on a wire."""

    def length(self, rng: random.Random) -> int:
        """Words of the next story."""
        if self.words is not None:
            return self.words
        drawn = rng.lognormvariate(math.log(MEDIAN), _SPREAD)
        return round(min(max(drawn, SHORTEST), LONGEST))


WIRE = Mix("wire")
LONG = Mix("long", 365)
MIXES = {it.name: it for it in (WIRE, LONG)}


@dataclass(frozen=True)
class Story:
    """One story: as it is pushed, and its text alone."""

    id: str
    text: str

    @property
    def raw(self) -> bytes:
        """As it comes to `wire.raw.v1`: simple JSON."""
        return json.dumps({"id": self.id, "source": "BNX", "body": self.text}).encode()


def stories(mix: Mix, count: int, seed: str) -> list[Story]:
    """So many; another mix or another seed has other texts and other ids.

    A text with the id of one that was there before is a revision, and costs more.
    """
    name = f"{mix.name} {seed}"
    rng = random.Random(name)
    return [Story(f"{name}-{it}", text(rng, mix.length(rng))) for it in range(count)]


def parsed(found: list[Story]) -> list[bytes]:
    """The stories as intake passes them on, for who reads `wire.stories.v1`."""
    now = datetime.now(UTC)
    return [_parsed(it, now) for it in found]


def _parsed(story: Story, now: datetime) -> bytes:
    (item,) = read(story.raw, arrived=now, max_bytes=1 << 25, content_type=None)
    if isinstance(item, Exception):
        raise item
    return item.to_json()


def text(rng: random.Random, words: int) -> str:
    """Paragraphs of two or three sentences, cut at so many words."""
    sentences = _sentences(rng)
    found: list[str] = []
    while len(found) < words:
        for _ in range(rng.randint(2, 3)):
            found += next(sentences).split(" ")
        found[-1] += "\n\n"
    return " ".join(found[:words]).replace("\n\n ", "\n\n").strip().rstrip(",") + "\n"


def _sentences(rng: random.Random) -> Iterator[str]:
    """The story's own people and bodies come again and again in it."""
    people = [f"{rng.choice(_FIRST)} {_surname(rng)}" for _ in range(3)]
    bodies = [f"the {_place(rng)} {rng.choice(_FIELDS)} {rng.choice(_KINDS)}" for _ in range(3)]
    while True:
        sentence = rng.choice(_SENTENCES)
        while "{" in sentence:
            before, _, rest = sentence.partition("{")
            slot, _, after = rest.partition("}")
            word = _word(rng, slot.lower(), people, bodies)
            sentence = before + (word[0].upper() + word[1:] if slot[0].isupper() else word) + after
        yield sentence


def _word(rng: random.Random, slot: str, people: list[str], bodies: list[str]) -> str:
    own = {"person": people, "the_body": bodies, "city": _cities(), "country": _countries()}
    if slot in _NUMBERS:
        return _NUMBERS[slot](rng)
    return rng.choice(own.get(slot) or _LISTS[slot])


def _money(rng: random.Random) -> str:
    return f"${rng.randint(1, 999)}.{rng.randint(0, 9)} {rng.choice(('million', 'billion'))}"


_NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "money": _money,
    "percent": lambda rng: f"{rng.randint(0, 40)}.{rng.randint(1, 9)}",
    "small": lambda rng: str(rng.randint(2, 30)),
    "number": lambda rng: f"{rng.randint(1, 90)},{rng.randint(100, 999)}",
    "year": lambda rng: str(rng.randint(1975, 2025)),
    "age": lambda rng: str(rng.randint(31, 84)),
}
_LISTS = {
    "adj": _ADJECTIVES,
    "noun": _NOUNS,
    "verb": _VERBS,
    "plurals": _PLURALS,
    "day": _DAYS,
    "month": _MONTHS,
}


def _surname(rng: random.Random) -> str:
    syllables = "".join(rng.choices(_SYLLABLES, k=rng.randint(1, 2)))
    return (syllables + rng.choice(_ENDINGS)).capitalize()


def _place(rng: random.Random) -> str:
    return rng.choice(_cities())


@cache
def _cities() -> list[str]:
    return sorted({it.name for it in cities(BIG_CITY)})


@cache
def _countries() -> list[str]:
    return sorted({it.name for it in countries()})
