"""Amounts of money, with ISO 4217 codes."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from stream.enrich.lists import rows, several
from stream.enrich.numbers.amounts import Amount
from stream.gazetteer import country, demonym

_CENTS = {"cent": 0.01, "cents": 0.01, "cts": 0.01, "ct": 0.01}
_PENCE = {"pence": 0.01, "p": 0.01, "penny": 0.01}
_SMALL = _CENTS.keys() | _PENCE.keys()
_REACH = 6
_WORDS = re.compile(r"[ \u00a0-]?([^\W\d_][^\W\d_.-]*(?:\.[^\W\d_]\.)?|D-mark\w*)")
_MOST_WORDS = 3
_MILLION = 1e6
_MILLION_MARK = re.compile(r"[mM](?!\w)")
_THOUSAND_MARK = re.compile(r"[kK](?!\w)")
_WELL_KNOWN = {"USD", "EUR", "GBP", "Rs", "RM"}
_LARGE = 100
_ADJECTIVES = {"cfa": None, "us": "US", "u.s.": "US", "american": "US", "british": "GB"}
_STERLING = re.compile(r" sterling\b", re.IGNORECASE)


Homes = Sequence[str]


class Money(NamedTuple):
    """Where an amount of money stands, how much, of which currency (ISO 4217 or as written)."""

    start: int
    end: int
    value: float
    unit: str


def money(text: str, amount: Amount, homes: Homes) -> Money | None:
    """The money that the amount measures, if it does.

    `homes` are the countries (ISO 3166-1 alpha-2) whose currency a name like "pesos" may mean, the
    likeliest first.
    """
    return _marked(text, amount) or _named(text, amount, homes)


def _marked(text: str, amount: Amount) -> Money | None:
    before = _mark_before().search(text, max(0, amount.start - _REACH), amount.start)
    if before and _is_plain(before["mark"], amount):
        value, end = _with_scale(text, amount)
        return Money(before.start("mark"), end, value, _marks()[before["mark"]])
    after = _mark_after().match(text, amount.end)
    if after and not amount.words:
        return Money(amount.start, after.end(), amount.value, _marks()[after["mark"]])
    return None


def _is_plain(mark: str, amount: Amount) -> bool:
    """Whether a code of letters alone is plainly one: "COP 29" is a conference."""
    return not mark.isalpha() or mark in _WELL_KNOWN or amount.scaled or amount.value >= _LARGE


def _with_scale(text: str, amount: Amount) -> tuple[float, int]:
    """After a mark "m" is a million and "k" a thousand."""
    for mark, factor in ((_MILLION_MARK, _MILLION), (_THOUSAND_MARK, 1e3)):
        found = None if amount.scaled else mark.match(text, amount.end)
        if found:
            return amount.value * factor, found.end()
    return amount.value, amount.end


def _named(text: str, amount: Amount, homes: Homes) -> Money | None:
    """A name of a currency within three words: "euros", "Hong Kong dollars", "cents"."""
    end = amount.end
    said: list[str] = []
    scale = None if amount.scaled else _MILLION_MARK.match(text, end)
    value = amount.value
    if scale:
        end, value = scale.end(), value * _MILLION
    for _ in range(_MOST_WORDS):
        word = _WORDS.match(text, end)
        if not word:
            return None
        end = word.end()
        name = word[1]
        if found := _by_name().get(_singular(name.lower())):
            unit = _which(found, said, homes)
            return None if unit is None else Money(amount.start, _end(text, end), value, unit)
        if name in _SMALL and len(said) <= 1:
            return _small(text, amount, name, said, end)
        said.append(name)
    return None


def _end(text: str, end: int) -> int:
    sterling = _STERLING.match(text, end)
    return sterling.end() if sterling else end


def _small(text: str, amount: Amount, name: str, said: list[str], end: int) -> Money | None:
    """Cents and pence, as parts of their whole."""
    if amount.scaled or (name == "p" and text[amount.end] != "p"):
        return None
    if name in _PENCE:
        return Money(amount.start, end, amount.value / 100, "GBP") if not said else None
    unit = "USD"
    if said:
        unit = "EUR" if said[0].lower() == "euro" else _of_country(_by_name()["dollar"], said) or ""
    return Money(amount.start, end, amount.value / 100, unit) if unit else None


def _which(found: "tuple[_Currency, ...]", said: list[str], homes: Homes) -> str | None:
    """Which of the currencies of this name: by the words before it, else at home, else the first.

    None where words stand between that name no country: then the amount counts something else.
    """
    if said:
        return _of_country(found, said)
    if len(found) == 1:
        return found[0].code
    local = [it.code for home in homes for it in found if home in it.countries]
    name = found[0].noun
    if name in _DEFAULT and not (local and name != "dollar"):
        return _DEFAULT[name]
    return local[0] if local else f"{name}s"


_DEFAULT = {"dollar": "USD", "pound": "GBP", "rupee": "INR"}


def _of_country(found: "tuple[_Currency, ...]", said: list[str]) -> str | None:
    words = " ".join(said)
    if words.lower() == "cfa":
        return "XOF"
    where = _ADJECTIVES.get(words.lower()) or _code(words)
    return next((it.code for it in found if where in it.countries), None)


def _code(words: str) -> str | None:
    known = demonym(words) or (country(words) if words[:1].isupper() else None)
    return known.iso2 if known else None


def codes_of(name: str) -> set[str]:
    """The codes of every currency of this name: "crowns" of Sweden, Norway, Denmark and others."""
    return {it.code for it in _by_name().get(_singular(name), ())} if name.islower() else set()


def _singular(word: str) -> str:
    return word if word in _by_name() else word.removesuffix("s")


class _Currency(NamedTuple):
    code: str
    countries: frozenset[str]
    noun: str


@cache
def _by_name() -> dict[str, tuple[_Currency, ...]]:
    found: dict[str, tuple[_Currency, ...]] = {}
    for code, countries, nouns, _ in rows("numbers", "currencies.tsv"):
        for noun in several(nouns):
            it = _Currency(code, frozenset(several(countries)), noun)
            found[noun.lower()] = (*found.get(noun.lower(), ()), it)
    return found


@cache
def _marks() -> dict[str, str]:
    marks = {"Rs": "INR", "Rs.": "INR"}
    for code, _, _, listed in rows("numbers", "currencies.tsv"):
        marks |= dict.fromkeys(several(listed), code)
    return marks


@cache
def _mark_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_$])(?P<mark>{_alternatives(list(_marks()))})[ \u00a0]?$")


@cache
def _mark_after() -> re.Pattern[str]:
    """Signs and codes; codes and the like need a space, and none of a letter or two counts."""
    marks = [mark for mark in _marks() if not mark.isascii() or (len(mark) > 2 and mark.isalpha())]  # noqa: PLR2004
    return re.compile(rf"[ \u00a0]?(?P<mark>{_alternatives([*marks, '$'])})(?!\w)")


def _alternatives(marks: list[str]) -> str:
    return "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
