"""The numbers of a text: each amount with its unit or with what it counts.

An amount without either is no number: what would a machine do with it?
"""

import re
from collections.abc import Iterable, Iterator

from schemas.enrichment import Number
from stream.enrich.numbers.amounts import Amount, amounts
from stream.enrich.numbers.counted import counted
from stream.enrich.numbers.found import Found
from stream.enrich.numbers.limits import at_least
from stream.enrich.numbers.money import Homes, codes_of, money
from stream.enrich.numbers.ranges import ranges
from stream.enrich.numbers.refused import is_named, is_vague, is_year, refused
from stream.enrich.numbers.units import measure
from stream.enrich.sentences.lines import unwrapped

READS = 100_000
"""Code points: no story needs more to give its figures, and a hostile one can't hold us up."""

_MILLION = re.compile(r"m(?= [a-z])")
_LEAST = 1e6
_APART, _NEAR = 8, 240
_SPORT = re.compile(
    r"\b(?:hurdles|heats|finals|runners|sprinters|swimmers|races|champions|metres)$"
)


def find_numbers(text: str, homes: Homes = (), start: int = 0) -> list[Number]:
    """The numbers of a text in English, from left to right; what stands before `start` isn't read.

    `homes` are the countries (ISO 3166-1 alpha-2) that "pesos" and the like may belong to, the
    likeliest first; a country that the text itself gives a currency of that name comes before them.
    """
    read = unwrapped(text[: start + READS])
    found: dict[int, Found] = {}
    plain: list[Amount] = []
    for amount in amounts(read, start):
        if refused(read, amount):
            continue
        number = _number(read, amount, homes) or _like_the_last(read, amount, found)
        if number:
            found[number.end] = number
        plain.append(amount)
    found |= {it.end: it for it in ranges(read, plain, list(found.values()))}
    return [_as_number(text, read, it) for it in _apart(_same_currency(found.values()))]


def _like_the_last(text: str, amount: Amount, found: dict[int, Found]) -> Found | None:
    """Millions of nothing, in the currency of the sum before: "$5 million, up from 3 million"."""
    if not amount.scaled or amount.value < _LEAST or not found:
        return None
    last = next(reversed(found.values()))
    gap = text[last.end : amount.start]
    if (
        last.unit is None
        or not last.unit[:1].isupper()
        or not _APART < len(gap) < _NEAR
        or "\n\n" in gap
    ):
        return None
    return Found(amount.start, amount.end, amount.value, last.unit)


def _same_currency(found: Iterable[Found]) -> Iterator[Found]:
    """With "crowns" as the crowns that the text has named with their country."""
    listed = list(found)
    codes = {it.unit for it in listed if it.unit and it.unit.isupper()}
    for it in listed:
        its = codes & codes_of(it.unit) if it.unit else set()
        yield it._replace(unit=its.pop()) if len(its) == 1 else it


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """In order, without those that share a mark with the one before: "1 $ 1"."""
    end = 0
    for it in sorted(found, key=lambda it: (it.start, it.end)):
        if it.start >= end:
            end = it.end
            yield it


def _number(text: str, amount: Amount, homes: Homes) -> Found | None:
    amount = _in_millions(text, amount)
    measured = money(text, amount, homes) or measure(text, amount)
    if measured:
        return Found(*measured)
    count = counted(text, amount)
    if (
        not count
        or is_vague(text, amount)
        or is_named(text, amount)
        or is_year(text, amount, count)
    ):
        return None
    return Found(amount.start, amount.end, amount.value, counts=count.counts)


def _in_millions(text: str, amount: Amount) -> Amount:
    """As millions where "m" stands before something counted or weighed: "1.5m people"."""
    mark = None if amount.words or amount.scaled else _MILLION.match(text, amount.end)
    if not mark:
        return amount
    many = amount.times(1e6, mark.end())
    counts = counted(text, many)
    named = counts is not None and not _SPORT.search(counts.counts)
    return many if named or measure(text, many) else amount


def _as_number(text: str, read: str, found: Found) -> Number:
    start, end, value, unit, counts = found
    return Number(
        text=text[start:end],
        start=start,
        end=end,
        value=round(value, 6),
        unit=unit,
        counts=counts,
        at_least=at_least(read, start, end),
    )
