"""What each part of a query means. The parser calls it from the inside out: nothing recurses."""

import re
from collections.abc import Callable
from typing import Any, NoReturn

from lark import Token, Transformer, v_args
from pydantic import ValidationError

from schemas.clause import MOST_CLAUSES, VOCABULARIES, Clause
from schemas.rule import Count
from schemas.wire import Signal
from stream.alerts.query.asked import FIELDS, TESTS, Fields
from stream.alerts.query.faults import QueryFault, first_complaint, meant
from stream.alerts.query.qualifiers import Qualifier, fields_of

DEEPEST = 20
"""Clauses within clauses."""
LATER = ("novelty", "burst", "storyline")
"""Fields that the language keeps free for what storylines will bring."""

Built = tuple[Clause, int]
"""A clause and how deep it goes."""

_WORDS_ALIKE = frozenset({"and", "or", "not"})
_KEPT = frozenset({"AND", "OR", "NOT", "COUNT", "IN"})
_EXACT = {"topic", "text", "headline", "body"}
_NEAR = {"text", "headline", "body"}


def text_of(token: Token) -> str:
    """The text that a token stands for, without its quotation marks."""
    text = str(token)
    if token.type != "QUOTED":
        return text
    return text[1:-1] if text[0] != '"' else re.sub(r"\\(.)", r"\1", text[1:-1])


Check = Callable[[Clause], None]
"""Whether a test can be asked. Raises ValueError, which says why not."""


@v_args(inline=True)
class Builder(Transformer[Token, Any]):
    """Builds clauses bottom-up."""

    def __init__(self, check: Check | None) -> None:
        """`check` is asked about each test, so that what it refuses has a column."""
        super().__init__()
        self._check = check

    def start(self, built: Built, count: Count | None) -> tuple[Clause, Count | None]:
        """The whole query."""
        return built[0], count

    def any(self, *parts: Built) -> Built:
        """One of them."""
        return _combined("any", parts)

    def all(self, *parts: Built) -> Built:
        """Each of them."""
        return _combined("all", parts)

    def none(self, part: Built) -> Built:
        """Not this. `NOT (a OR b)` is none of the two."""
        clause, depth = part
        parts = clause.any or [clause]
        return _made(None, none=parts), _deeper(depth)

    def tested(
        self,
        field: Token,
        exact: Token | None,
        value: Token,
        near: Token | None,
        asked: list[Qualifier] | None,
    ) -> Built:
        """A field with its value."""
        name = str(field)[:-1].lower()
        if name not in TESTS:
            _unknown(field, name)
        kind, read = TESTS[name]
        if exact and name not in _EXACT:
            raise QueryFault(_column(exact), f"{name}: is never asked with =")
        if near and name not in _NEAR:
            raise QueryFault(_column(near), f"~ goes with words, not with {name}:")
        try:
            fields = read(text_of(value))
        except ValueError:
            known = ", ".join(it.value for it in Signal)
            raise QueryFault(_column(value), f"no signal of this name: there are {known}") from None
        if isinstance(fields, dict):
            fields |= {"only" if kind == "topic" else "exact": True} if exact else {}
            fields |= {"near": str(near)[1:]} if near else {}
            fields |= fields_of(kind, asked or [])
        elif asked:
            raise QueryFault(asked[0].column, f"{name}: takes nothing in square brackets")
        return self._tested(value, **{kind: fields}), 1

    def compared(self, compared: Token, number: Token) -> Built:
        """`urgency<=2`: the one field that is compared."""
        name, sign = _split(compared)
        if name != "urgency":
            _unknown(compared, name)
        value = int(float(number))
        bounds = {
            "<=": {"most": value},
            "<": {"most": value - 1},
            ">=": {"least": value},
            ">": {"least": value + 1},
            "=": {"least": value, "most": value},
        }
        return _made(number, urgency=bounds[sign]), 1

    def bare(self, exact: Token | None, phrase: Token, near: Token | None) -> Built:
        """Words alone: anywhere in headline or body."""
        if phrase.type == "WORD":
            _check_word(phrase)
        fields: Fields = {"words": text_of(phrase)}
        fields |= {"exact": True} if exact else {}
        fields |= {"near": str(near)[1:]} if near else {}
        return self._tested(phrase, text=fields), 1

    def _tested(self, token: Token, **fields: Any) -> Clause:
        found = _made(token, **fields)
        try:
            if self._check is not None:
                self._check(found)
        except ValueError as fault:
            raise QueryFault(_column(token), str(fault)) from None
        return found

    def qualifiers(self, *asked: Qualifier) -> list[Qualifier]:
        """What stands in square brackets."""
        return list(asked)

    def named(self, field: Token, value: Token) -> Qualifier:
        """A qualifier with a value."""
        return Qualifier(str(field)[:-1].lower(), text_of(value), _column(field))

    def at_least(self, compared: Token, number: Token) -> Qualifier:
        """A score's lower bound."""
        name, sign = _split(compared)
        if sign != ">=":
            raise QueryFault(_column(compared), "only >= stands in square brackets")
        return Qualifier(name, str(number), _column(compared))

    def flag(self, word: Token) -> Qualifier:
        """A qualifier that is there or not."""
        return Qualifier(str(word), None, _column(word))

    def count(self, least: Token, span: Token) -> Count:
        """How many stories within which span."""
        try:
            return Count.model_validate({"least": str(least), "within": str(span)})
        except ValidationError as error:
            raise QueryFault(_column(least), first_complaint(error)) from None


def _combined(kind: str, parts: "tuple[Built, ...]") -> Built:
    if len(parts) > MOST_CLAUSES:
        raise QueryFault(None, f"up to {MOST_CLAUSES} clauses side by side")
    clauses = [clause for clause, _ in parts]
    return _made(None, **{kind: clauses}), _deeper(max(depth for _, depth in parts))


def _deeper(depth: int) -> int:
    if depth >= DEEPEST:
        raise QueryFault(None, f"clauses stand up to {DEEPEST} deep in each other")
    return depth + 1


def _made(token: Token | None, **fields: Any) -> Clause:
    try:
        return Clause(**fields)
    except ValidationError as error:
        raise QueryFault(_column(token) if token else None, first_complaint(error)) from None


def _check_word(word: Token) -> None:
    text = str(word)
    if text in _KEPT:
        raise QueryFault(_column(word), f'{text} stands between clauses; as a word: "{text}"')
    if text in _WORDS_ALIKE:
        raise QueryFault(
            _column(word), f'write {text.upper()} in capitals, or "{text}" to find the word'
        )
    if text.startswith("-"):
        raise QueryFault(_column(word), f"write NOT {text[1:31]}, or put it in quotation marks")


def _unknown(token: Token, name: str) -> NoReturn:
    if name in LATER:
        raise QueryFault(_column(token), f"{name} comes with storylines and isn't known yet")
    if name in VOCABULARIES:
        raise QueryFault(_column(token), f"an id is asked as entity:{name}:…")
    hint = meant(name, FIELDS)
    known = ", ".join(FIELDS)
    raise QueryFault(_column(token), f"no field is called '{name[:30]}'; {hint}there are {known}")


def _split(compared: Token) -> tuple[str, str]:
    name = re.split(r"[<>=]", compared, maxsplit=1)[0]
    return name.lower(), str(compared)[len(name) :]


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1
