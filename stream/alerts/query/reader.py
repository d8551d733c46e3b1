"""A query on one line to the clause that it means, or the column where it goes wrong."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from schemas.clause import Clause
from schemas.rule import LONGEST_QUERY, Count
from stream.alerts.query.building import Builder, Check
from stream.alerts.query.faults import QueryFault

MOST_OPENED = 200
"""Brackets and NOTs."""

_NAMES = {
    "FIELD": "a field such as topic:",
    "COMPARED": "urgency<=",
    "EXACT": "=",
    "QUOTED": '"a phrase"',
    "NEAR": "~5",
    "NUMBER": "a number",
    "WHOLE": "a whole number",
    "SPAN": "a span such as 1h",
    "FLAG": "a word such as headline",
    "VALUE": "a value",
    "WORD": "a word",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": ",",
    "$END": "the end",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What a query means: the clause, and how many such stories within which span."""

    clause: Clause
    count: Count | None = None


def parse(text: str, check: Check | None = None) -> Query:
    """Read a query. `check` is asked about each test in it.

    Raises:
        QueryFault: with the column and what was expected there.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryFault(None, f"a query has up to {LONGEST_QUERY} characters")
    if text.count("(") + text.count("NOT") > MOST_OPENED:
        raise QueryFault(None, f"a query has up to {MOST_OPENED} brackets and NOTs")
    if not text.strip():
        raise QueryFault(1, 'the query is empty: write a word, a "phrase" or topic:diplomacy')
    try:
        found: Any = _parser(check).parse(text)
    except UnexpectedInput as error:
        raise _fault(error, text) from None
    return Query(*found)


@cache
def _parser(check: Check | None) -> Lark:
    grammar = resources.files("stream.alerts.query").joinpath("grammar.lark")
    return Lark(
        grammar.read_text(encoding="utf-8"),
        parser="lalr",
        lexer="contextual",
        maybe_placeholders=True,
        transformer=Builder(check),
    )


def _fault(error: UnexpectedInput, text: str) -> QueryFault:
    """The place and what was expected, in the words of the language."""
    at = -1 if error.pos_in_stream is None else error.pos_in_stream
    column = at + 1 if at >= 0 else len(text) + 1
    if isinstance(error, UnexpectedToken):
        if error.token.type == "$END":
            return QueryFault(len(text) + 1, f"the query ends here; {_expected(error.accepts)}")
        return QueryFault(column, f"{_shown(str(error.token))} here; {_expected(error.accepts)}")
    if isinstance(error, UnexpectedEOF):
        return QueryFault(len(text) + 1, "the query ends here too early")
    if isinstance(error, UnexpectedCharacters) and error.char in '"\u201c':
        return QueryFault(column, "the quotation mark is never closed")
    allowed = error.allowed if isinstance(error, UnexpectedCharacters) else None
    return QueryFault(column, f"{_shown(text[column - 1])} here; {_expected(allowed)}")


def _shown(token: str) -> str:
    return f"'{token[:30]}'"


def _expected(names: "set[str] | None") -> str:
    known = (_NAMES.get(name, name) for name in sorted(names or ()))
    return f"expected {' or '.join(known)}"
