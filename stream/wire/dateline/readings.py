"""What an ambiguous name can mean, and which words in a story would say so.

Likelihoods count in powers of ten: a place ten times as large is one step likelier, and a region's
name in the story is worth two steps.
"""

from dataclasses import replace
from math import log10
from typing import NamedTuple

from stream.gazetteer import (
    City,
    Country,
    Region,
    capital_of,
    chief_cities,
    city,
    country,
    country_by_code,
    fold,
    is_capital,
)
from stream.wire.dateline.place import Place, Reading
from stream.wire.dateline.standing_alone import stands_alone

MOST_FROM_STORY = 3.5
"""Steps that a story and its agency can add at most; a reading further behind is never meant."""
_MOST = 5
AREA_BESIDE_CITIES = 3.5
"""How likely a region is meant by a name that towns have as well."""
_STANDS_ALONE = 2.0
_WITHOUT_STATE = 0.3
_COUNTRY = 7.0
_REGION = 6.5
_UNSURE = 6.6
_NAMED_COUNTRY = 1.0
_NAMED_CITY = 0.75
_NAMED_REGION = 2.0
_CITY_OF_REGION = 1.0
# Datelines name the states of these, so that the country alone says less.
_OF_STATES = frozenset({"US", "CA", "AU"})
_LARGE = 500_000
_LARGE_STEPS = 5.5


class Candidate(NamedTuple):
    """A place that a name can mean, before it is known whether others come near it."""

    place: Place
    iso2: str | None
    likely: float
    part: Region | None = None
    admin1: str | None = None

    @property
    def is_large(self) -> bool:
        """Whether it is so likely that a mere region of this name is hardly meant."""
        return self.likely > _LARGE_STEPS


def likelihood(found: Country | Region) -> float:
    """How likely a country or a region is meant by its name alone."""
    return _COUNTRY if isinstance(found, Country) else _REGION


def likelihood_of_city(found: City, people: float, *, first: bool) -> float:
    """The same for a city: `people` speak for it, `first` of its name in its country.

    Capitals and other cities that wires name without what lies around them are meant far more often
    than their namesakes; a town of a country whose states stand in datelines is less.
    """
    steps = log10(people + 1)
    if first and people >= found.population and (is_capital(found) or stands_alone(found)):
        return steps + _STANDS_ALONE
    return steps - _WITHOUT_STATE if found.country in _OF_STATES and people < _LARGE else steps


def unsure(place: Place) -> Candidate:
    """A reading that stands where several others are equal and nothing speaks for one of them."""
    return Candidate(place, None, _UNSURE)


def one_of(name: str, found: list[Candidate]) -> Place | None:
    """The likeliest place, with its readings where the story could still mean another."""
    if not found:
        return None
    ordered = sorted(found, key=lambda it: -it.likely)
    best = ordered[0]
    near = [it for it in ordered[:_MOST] if it.likely + MOST_FROM_STORY > best.likely]
    if len(near) == 1:
        return best.place
    return replace(best.place, readings=tuple(_reading(name, it) for it in near))


def _reading(name: str, it: Candidate) -> Reading:
    words = _telling_words(name, it) if it.iso2 else ()
    return Reading(it.place, it.iso2, it.likely, words)


def _telling_words(name: str, it: Candidate) -> tuple[tuple[str, float], ...]:
    """Names of the country and the region around a place, and of their chief cities.

    The place's own name says nothing, nor does a part of it ("Kansas City"), nor a region's that is
    better known as another place.
    """
    land = country_by_code(it.iso2 or "")
    found = _of_country(land) if land else {}
    if it.admin1:
        found |= dict.fromkeys(chief_cities(it.iso2 or "", it.admin1), _CITY_OF_REGION)
    if it.part:
        names = (it.part.name, *it.part.short)
        found |= {word: _NAMED_REGION for word in names if not _means_more(word)}
        found |= {f"{it.place.name}, {word}": _NAMED_REGION for word in names}
    own = fold(name)
    return tuple(
        (word, worth) for word, worth in found.items() if "," in word or fold(word) not in own
    )


def _of_country(land: Country) -> dict[str, float]:
    share = 0.5 if land.iso2 in _OF_STATES else 1.0
    cities = (*chief_cities(land.iso2), land.capital) if land.capital else chief_cities(land.iso2)
    names = (land.name, *land.also, *land.demonyms)
    return dict.fromkeys(cities, share * _NAMED_CITY) | dict.fromkeys(names, share * _NAMED_COUNTRY)


def _means_more(name: str) -> bool:
    """Whether a region's name rather means a country or a large city: "Georgia", "New York"."""
    found = city(name)
    large = found is not None and found.population >= _LARGE
    return large or bool(country(name) or capital_of(name))
