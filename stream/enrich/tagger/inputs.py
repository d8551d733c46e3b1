"""A story's candidates as the tagger weighs them: for each a row of keys, and a vector.

A key stands for one thing that is so ("the token before is a title's head", "the rules say place
and the gazetteer has a capital"): 64 bits, mixed from the numbers of its parts and of its column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stream.enrich.names.words import Vectors
from stream.enrich.tagger.lexicon import number, place
from stream.enrich.tagger.sheets import AROUND, Column, Columns, Sheet

LONGEST = 40
"""Tokens of a run; a longer line is cut."""
_MOST_SEEN = 3
# Odd numbers without a pattern, to mix a key's parts with.
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_COLUMN = 0x165667B19E3779F9
_ALL = (1 << 64) - 1

Keys = np.ndarray[tuple[int, int], np.dtype[np.uint64]]


@dataclass(frozen=True, slots=True)
class Run:
    """Candidates in a row, end exclusive, in the tokens of a sheet."""

    sheet: int
    first: int
    end: int

    def __len__(self) -> int:
        return self.end - self.first


@dataclass(frozen=True)
class Inputs:
    """A story's candidates, run after run."""

    runs: Sequence[Run]
    keys: Keys
    vectors: Vectors
    """Those of the token before, of the token, and of the one after."""
    words: Sequence[str]
    """Each candidate in small letters where it is written with a capital, else empty."""

    def __len__(self) -> int:
        return len(self.words)


def inputs(sheets: Sequence[Sheet]) -> Inputs:
    """The candidates of all passages of a story."""
    wanted = [_wanted(it) for it in sheets]
    if not any(wanted):
        return Inputs([], np.zeros((0, 0), np.uint64), np.zeros((0, 0), np.float32), [])
    uses = _Uses(sheets)
    columns = np.concatenate([it.columns for it in sheets])
    width = max(it.words.vectors.shape[1] for it in sheets)
    vectors = np.zeros((len(columns), width), np.float32)
    where: list[int] = []
    words: list[str] = []
    of_story: list[list[int]] = []
    start = 0
    for sheet, rows in zip(sheets, wanted, strict=True):
        start += AROUND
        if rows:
            vectors[start : start + len(sheet)] = sheet.words.vectors
        where += [start + at for at in rows]
        words += [it.lowered if (it := sheet.tokens[at]).capital else "" for at in rows]
        of_story += _of_story(sheet, uses, rows)
        start += len(sheet) + AROUND
    around = np.array(where)[:, None] + _AROUND
    keys = _keys(columns[around].reshape(len(where), -1), np.array(of_story, dtype=np.uint64))
    runs = [run for at, rows in enumerate(wanted) for run in _runs(at, rows)]
    return Inputs(runs, keys, vectors[around[:, 1:-1]].reshape(len(where), -1), words)


def _wanted(sheet: Sheet) -> list[int]:
    """The candidates among a sheet's tokens."""
    pairs = enumerate(zip(sheet.tokens, sheet.candidates, strict=True))
    return [at for at, (it, wanted) in pairs if wanted and not it.blank]


def _runs(sheet: int, rows: Sequence[int]) -> Iterator[Run]:
    first = end = -1
    for at in rows:
        if at != end or at - first == LONGEST:
            if end > first:
                yield Run(sheet, first, end)
            first = at
        end = at + 1
    if end > first:
        yield Run(sheet, first, end)


class _Uses:
    """How the story uses each word elsewhere."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.kinds: dict[str, dict[str, int]] = {}
        """By word in small letters: how often the rules gave it each type."""
        self.small: set[str] = set()
        """Words that also stand without any capital."""
        self.surnames: set[str] = set()
        """Last words of people's full names."""
        for sheet in sheets:
            self.small.update([it.lowered for it in sheet.tokens if not it.named])
            pairs = zip(sheet.tokens, sheet.tags, strict=True)
            for word, tag in [(it.lowered, tag) for it, tag in pairs if it.capital]:
                kinds = self.kinds.setdefault(word, {})
                kinds[tag[2:]] = kinds.get(tag[2:], 0) + 1
            for stretch in sheet.stretches:
                if stretch.span.type.value == "person" and stretch.end - stretch.first > 1:
                    self.surnames.add(sheet.tokens[stretch.end - 1].lowered)

    def elsewhere(self, word: str, tag: str) -> tuple[str, int]:
        """The type that the rules gave this word most often in its other places."""
        own = tag[2:]
        kinds = self.kinds[word]
        if len(kinds) == 1:
            kind, count = own, kinds[own] - 1
        else:
            count, kind = max((times - (kind == own), kind) for kind, times in kinds.items())
        return (kind or "O", count) if count > 0 else ("none", 0)


_AROUND = np.arange(-AROUND, AROUND + 1)
# What keys are made of: the columns of a candidate and of the tokens around it, then these.
_OF_TOKENS = len(_AROUND) * len(Column)
_PAIR, _SEEN, _AGREES, _SMALL, _SURNAME, _NOTHING, _FORMS, _IN_FIELD = range(
    _OF_TOKENS, _OF_TOKENS + 8
)


def _at(column: Column, step: int = 0) -> int:
    return (step + AROUND) * len(Column) + column


def _parts() -> Iterator[tuple[int, int]]:
    """What each key is made of: one thing, or two."""
    kind, form, model, tag = Column.KIND, Column.FORM, Column.MODEL, Column.TAG
    where, line, opens = Column.PLACE, Column.LINE, Column.OPENS
    for step in (-2, -1, 0, 1, 2):
        for column in (kind, model, tag):
            yield _at(column, step), _NOTHING
    for step in (-1, 0, 1):
        for column in (form, Column.ENDING, where):
            yield _at(column, step), _NOTHING
    yield _at(Column.BEGINNING), _NOTHING
    for column in (Column.BY, Column.SPAN_PLACE, Column.BEFORE, Column.AFTER, Column.SIZE):
        yield _at(column), _NOTHING
    yield _at(model), _at(tag)
    yield _at(model), _at(model, 1)
    yield _at(model), _at(model, -1)
    yield _at(kind, -1), _at(kind)
    yield _at(kind), _at(kind, 1)
    yield _FORMS, _at(form, 1)
    yield _at(where), _at(tag)
    yield _at(where), _at(kind, -1)
    yield _at(where), _at(kind, 1)
    for of_story in (_PAIR, _SEEN, _AGREES, _SMALL, _SURNAME):
        yield of_story, _NOTHING
    yield _at(line), _NOTHING
    yield _at(line), _at(tag)
    yield _at(line), _at(where)
    yield _at(opens), _at(form)
    yield _at(opens), _at(tag)
    yield _IN_FIELD, _NOTHING


_FIRSTS, _SECONDS = np.array(list(_parts())).T
_OWN = np.array([at * _COLUMN & _ALL for at in range(1, len(_FIRSTS) + 1)], dtype=np.uint64)


def _keys(of_tokens: Columns, of_story: Columns) -> Keys:
    """The keys of candidates: each thing's numbers mixed with the key's own."""
    forms = of_tokens[:, _at(Column.FORM)] * _SECOND + of_tokens[:, _at(Column.FORM, -1)]
    of_story[:, _FORMS - _OF_TOKENS] = forms
    of_story[:, _IN_FIELD - _OF_TOKENS] *= of_tokens[:, _at(Column.TAG)]
    every = np.hstack([of_tokens, of_story])
    mixed: Keys = every[:, _FIRSTS] * _FIRST
    mixed += _OWN
    mixed += every[:, _SECONDS] * _SECOND
    return mixed


def _of_story(sheet: Sheet, uses: _Uses, rows: Sequence[int]) -> Iterator[list[int]]:
    """A name of two words around a token; how the story uses its word elsewhere; `_NOTHING`.

    The two last are left to `_keys`, which multiplies the last.
    """
    none = number("-")
    factor = 3 if sheet.passage.field == "headline" else 1
    for at in rows:
        it, tag = sheet.tokens[at], sheet.tags[at]
        seen = agrees = none
        if it.capital:
            kind, times = uses.elsewhere(it.lowered, tag)
            seen = number(f"{kind}{min(times, _MOST_SEEN)}")
            agrees = number(f"{kind}|{tag}")
        small = number(f"{it.named and it.lowered in uses.small}{tag}")
        surname = number(f"{it.lowered in uses.surnames}{tag}")
        yield [number(_pair(sheet, at)), seen, agrees, small, surname, 0, 0, factor]


def _pair(sheet: Sheet, at: int) -> str:
    """What the gazetteer has under the token's name of two words, with the next or the one before.

    In one space, as names of places are written.
    """
    tokens, texts = sheet.tokens, sheet.words.texts
    if not tokens[at].capital:
        return "-"
    for first, other in ((at, at + 1), (at - 1, at - 1)):
        if 0 <= other < len(tokens) and tokens[other].capital:
            found = place(f"{texts[first]} {texts[first + 1]}")
            if found != "-":
                return found
    return "-"
