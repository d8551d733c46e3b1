"""An element from which fields are taken, each once. What nobody took is left for `wire.extra`.

Names are local: agencies use their namespaces, and the lack of them, freely.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from lxml import etree
from pydantic import JsonValue

_DEEPEST = 16
"""Levels of an element that `extra` keeps as objects; what is deeper becomes text."""
_TAKEN = "taken"
"""What an element is named once nothing is left in it."""


class Part:
    """One element."""

    __slots__ = ("element",)

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    @property
    def name(self) -> str:
        """The local name."""
        return _without_namespace(str(self.element.tag))

    def __iter__(self) -> Iterator["Part"]:
        """The children that are left, in their order; a list, for taking changes them."""
        return iter([Part(one) for one in self.element])

    def all(self, path: str) -> list["Part"]:
        """Every element at a path of local names: `itemMeta/edNote`. They stay where they are."""
        found = [self.element]
        for name in path.split("/"):
            found = [child for one in found for child in one.iterchildren("{*}" + name)]
        return [Part(one) for one in found]

    def first(self, path: str) -> "Part | None":
        """The first element at a path, or None. It stays where it is."""
        element = self.element
        for name in path.split("/"):
            found = next(element.iterchildren("{*}" + name), None)
            if found is None:
                return None
            element = found
        return Part(element)

    def deep(self, *names: str) -> list["Part"]:
        """Every element below with one of these names, in the order of the document."""
        return [Part(one) for one in self.element.iterdescendants(*("{*}" + it for it in names))]

    def attribute(self, name: str) -> str | None:
        """Take an attribute; None where it is absent or blank."""
        full = self._full(name)
        return (str(self.element.attrib.pop(full)).strip() or None) if full else None

    def peek(self, name: str) -> str | None:
        """Look at an attribute without taking it."""
        full = self._full(name)
        return (str(self.element.get(full)).strip() or None) if full else None

    def text(self) -> str | None:
        """All the text below on one line; None where it is blank. It stays."""
        element = self.element
        whole = "".join(self._texts()) if len(element) else element.text
        return " ".join(whole.split()) or None if whole else None

    def take_text(self) -> str | None:
        """The text on one line, and the element is gone, except for attributes left on it."""
        found = self.text()
        self.clear_text()
        return found

    def take(self, path: str) -> str | None:
        """The text of the first element at a path, taken."""
        part = self.first(path)
        return part.take_text() if part else None

    def clear_text(self) -> None:
        """Drop text and children; attributes that nobody took stay."""
        if self.element.attrib:
            self.element.text = None
            del self.element[:]
        else:
            self.remove()

    def remove(self) -> None:
        """Take the element out whole. It stays as a nameless place, for the text after it."""
        self.element.clear(keep_tail=True)
        self.element.tag = _TAKEN

    def discard(self, child: "Part") -> None:
        """Take a child out whole; quicker than its own `remove` where no text follows it."""
        tail = child.element.tail
        if tail is None or tail.isspace():
            self.element.remove(child.element)
        else:
            child.remove()

    def left(self) -> JsonValue:
        """What nobody took: a text, an object by names, or None.

        Attributes and children stand under their own names, repeated ones as lists; text beside
        them stands under `text`.
        """
        return _left(self.element, 0)

    @property
    def is_taken(self) -> bool:
        """Whether nothing is left of it."""
        return self.element.tag == _TAKEN

    def markup(self) -> str:
        """The element as it was written, without what stands after it."""
        return etree.tostring(self.element, encoding="unicode", with_tail=False)

    def _full(self, name: str) -> str | None:
        """How an attribute is really named, its namespace included."""
        if self.element.get(name) is not None:
            return name
        ending = "}" + name
        return next((str(it) for it in self.element.attrib if str(it).endswith(ending)), None)

    def _texts(self) -> Iterator[str]:
        return (str(one) for one in self.element.itertext())


def local(name: object) -> str:
    """A name without its namespace; "" for comments and the like."""
    return _without_namespace(name) if isinstance(name, str) else ""


@lru_cache(maxsize=4096)
def _without_namespace(name: str) -> str:
    return name.rpartition("}")[2]


def _left(element: etree._Element, level: int) -> JsonValue:
    rows = _attributes(element)
    text = element.text or ""
    if len(element) == 0:
        return _packed(rows, text)
    if level == _DEEPEST:
        return " ".join("".join(str(it) for it in element.itertext()).split()) or None
    texts = [text]
    for child in element:
        if child.tail and not child.tail.isspace():
            texts.append(child.tail)
        if not (child.text or len(child) or child.keys()):
            continue  # taken, as most are
        if (inner := _left(child, level + 1)) is not None:
            rows.setdefault(local(child.tag), []).append(inner)
    return _packed(rows, " ".join(texts))


def _attributes(element: etree._Element) -> dict[str, list[JsonValue]]:
    rows: dict[str, list[JsonValue]] = {}
    for name, value in element.items():
        if str(value).strip():
            rows.setdefault(local(name), []).append(str(value))
    return rows


def _packed(rows: dict[str, list[JsonValue]], text: str) -> JsonValue:
    """A text alone, or an object in which what comes once is no list."""
    text = " ".join(text.split()) if text else ""
    if not rows:
        return text or None
    if text:
        rows.setdefault("text", []).append(text)
    return {name: one[0] if len(one) == 1 else cast("JsonValue", one) for name, one in rows.items()}
