"""A JSON object, read field by field. What nobody took is left for `wire.extra`.

Names are compared without case, `_` and `-`: ninjs 2's `versioncreated` is ninjs 3's
`versionCreated`, and scripts write `published_at` as well as `publishedAt`.
"""

from collections.abc import Mapping
from functools import lru_cache

from pydantic import JsonValue

from stream.errors import ParseError
from stream.wire.codes import Code, refuse
from stream.wire.limits import MAX_NAME

_KINDS = {bool: "true or false", int: "a number", float: "a number", str: "a text"}


def kind(value: JsonValue) -> str:
    """What a value is, for people."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return "a list"
    return _KINDS.get(type(value), "an object")


def bad_field(name: str, value: JsonValue, expected: str) -> ParseError:
    """The error for a field that can't be used: its name and type, never its value."""
    return refuse(
        Code.BAD_FIELD, f"field {name[:MAX_NAME]!r}: expected {expected}, found {kind(value)}"
    )


class Fields:
    """The fields of one item; each is taken once. `null` counts as absent."""

    def __init__(self, values: Mapping[str, JsonValue]) -> None:
        self.left: dict[str, JsonValue] = {
            name: one for name, one in values.items() if one is not None
        }
        self._names: dict[str, str] = {}
        for name in self.left:
            self._names.setdefault(plain_name(name), name)

    def name_of(self, *names: str) -> str | None:
        """How the first of these that is there is really written."""
        for name in names:
            written = self._names.get(name)
            if written is not None and written in self.left:
                return written
        return None

    def take(self, *names: str) -> tuple[str, JsonValue] | None:
        """The first of these that is there, with its name as written."""
        name = self.name_of(*names)
        return None if name is None else (name, self.left.pop(name))

    def text(self, *names: str) -> str | None:
        """A text, or None where it is absent or blank. Raises `bad_field` for another type."""
        found = self.take(*names)
        if found is None:
            return None
        name, value = found
        if not isinstance(value, str):
            raise bad_field(name, value, "a text")
        return value.strip() or None

    def soft(self, *names: str) -> str | None:
        """A text that isn't blank; any other type stays, so that it goes to `wire.extra`."""
        name = self.name_of(*names)
        value = self.left.get(name) if name else None
        if name is None or not isinstance(value, str):
            return None
        del self.left[name]
        return value.strip() or None

    def label(self, *names: str) -> str | None:
        """A text or a number, as text: ids and versions come as both."""
        name = self.name_of(*names)
        value = self.left.get(name) if name is not None else None
        if name is None or isinstance(value, bool) or not isinstance(value, int | float):
            return self.text(*names)
        del self.left[name]
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value) if whole else value)

    def rows(self, *names: str) -> tuple[str, list[JsonValue]] | None:
        """A list with its name. Raises `bad_field` for another type."""
        found = self.take(*names)
        if found is None:
            return None
        name, value = found
        if not isinstance(value, list):
            raise bad_field(name, value, "a list")
        return name, value

    def keep(self, name: str, value: JsonValue) -> None:
        """Put back what couldn't be used, so that it goes to `wire.extra`."""
        self.left[name] = value


def plain_name(name: str) -> str:
    """A name as `Fields` compares it: small letters without `_` and `-`."""
    return _short_plain(name) if len(name) <= MAX_NAME else name.lower()


@lru_cache(maxsize=2048)
def _short_plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")
