"""What an entry of a watch list may say. What it may not is refused by the line that says it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from schemas.enrichment import EntityType
from stream.enrich.watch.wording import tokens

MOST_NAMES = 500_000
LONGEST_NAME = 200
"""Characters."""
MOST_WORDS = 12

TYPES = ("person", "organisation", "place", "event", "product", "law")
FIELDS = ("id", "name", "names", "aliases", "type", "case_sensitive")
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


class ListFault(ValueError):  # noqa: N818 - a fact
    """A list isn't right. `line` counts from 1; None where the whole file isn't."""

    def __init__(self, line: int | None, what: str) -> None:
        """Keep the line beside what is wrong with it."""
        super().__init__(what)
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a file has it: each field's values, and the line where it begins."""

    line: int
    fields: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Watched:
    """Somebody or something that a customer watches."""

    id: str
    type: EntityType
    names: tuple[str, ...]
    """Every way to write it, the one to show first."""
    case_sensitive: bool | None = None
    """Capitals as the list has them; None: in any case that a name of this kind is written in."""


@dataclass
class _Gathered:
    """Entries by id, and how many names they have so far."""

    entries: dict[str, Watched] = field(default_factory=dict)
    names: int = 0


def entries(rows: Iterable[Row]) -> tuple[Watched, ...]:
    """The list's entries, in its order. Rows of one id are one entry.

    Raises:
        ListFault: by the line of the first row that isn't right; or there is none.
    """
    gathered = _Gathered()
    for row in rows:
        _add(gathered, row)
    if not gathered.entries:
        raise ListFault(None, "no entries")
    return tuple(gathered.entries.values())


def _add(gathered: _Gathered, row: Row) -> None:
    it = _entry(row)
    before = gathered.entries.get(it.id)
    if before is not None:
        if (before.type, before.case_sensitive) != (it.type, it.case_sensitive):
            raise ListFault(row.line, "this id has another type or case_sensitive further up")
        it = replace(before, names=tuple(dict.fromkeys((*before.names, *it.names))))
        gathered.names -= len(before.names)
    gathered.entries[it.id] = it
    gathered.names += len(it.names)
    if gathered.names > MOST_NAMES:
        raise ListFault(row.line, f"more than {MOST_NAMES} names")


def _entry(row: Row) -> Watched:
    for name in row.fields:
        if name not in FIELDS:
            known = ", ".join(FIELDS)
            raise ListFault(row.line, f"no field is called {name[:30]!r}: there are {known}")
    names = [name for key in ("name", "names", "aliases") for name in row.fields.get(key, [])]
    if not names:
        raise ListFault(row.line, "an entry needs a name")
    for name in names:
        _check_name(row.line, name)
    return Watched(
        id=_id(row),
        type=_type(row),
        names=tuple(dict.fromkeys(names)),
        case_sensitive=_case_sensitive(row),
    )


def _check_name(line: int, name: str) -> None:
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise ListFault(line, f"a name has up to {LONGEST_NAME} characters, all printable")
    count = sum(1 for _ in tokens(name))
    if not 0 < count <= MOST_WORDS:
        raise ListFault(line, f"a name has one to {MOST_WORDS} words of letters or digits")


def _id(row: Row) -> str:
    found = _single(row, "id")
    if not found or len(found) > LONGEST_NAME or not found.isprintable():
        raise ListFault(row.line, f"an entry needs an id of up to {LONGEST_NAME} characters")
    return found


def _type(row: Row) -> EntityType:
    found = _single(row, "type").lower()
    if found not in TYPES:
        raise ListFault(row.line, f"an entry needs a type: {', '.join(TYPES)}")
    return EntityType(found)


def _case_sensitive(row: Row) -> bool | None:
    found = _single(row, "case_sensitive").lower()
    if found and found not in _YES | _NO:
        raise ListFault(row.line, "case_sensitive is true or false")
    return found in _YES if found else None


def _single(row: Row, name: str) -> str:
    found = row.fields.get(name, [])
    if len(found) > 1:
        raise ListFault(row.line, f"an entry has one {name}")
    return found[0] if found else ""
