"""An element from which fields are taken, each once. What nobody took is left for `wire.extra`.

Names are local: agencies use their namespaces, and the lack of them, freely.
"""

from collections.abc import Iterable, Iterator

from lxml import etree
from pydantic import JsonValue

_DEEPEST = 16
"""Levels of an element that `extra` keeps as objects; what is deeper becomes text."""
_REMEMBERED, _LONGEST_NAME = 4096, 200
_FEW = 8
_TAKEN = "taken"
"""What an element is named once nothing is left in it."""


_Rows = dict[str, JsonValue]


class Part:
    """One element."""

    __slots__ = ("element",)

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    @property
    def name(self) -> str:
        """The local name."""
        return _LOCAL[self.element.tag]

    def __iter__(self) -> Iterator["Part"]:
        """The children that are left, in their order; a list, for taking changes them."""
        return iter([Part(one) for one in self.element])

    def named(self) -> list[tuple[str, "Part"]]:
        """The children that are left, in their order, with their local names."""
        return [(_LOCAL[one.tag], Part(one)) for one in self.element]

    @property
    def child(self) -> "Part | None":
        """The first child."""
        return Part(self.element[0]) if len(self.element) else None

    def all(self, path: str) -> list["Part"]:
        """Every element at a path of local names: `itemMeta/edNote`. They stay where they are."""
        if "/" not in path:
            return [Part(one) for one in _named(self.element, path)]
        found = [self.element]
        for name in path.split("/"):
            found = [child for one in found for child in _named(one, name)]
        return [Part(one) for one in found]

    def first(self, path: str) -> "Part | None":
        """The first element at a path, or None. It stays where it is."""
        element = self.element
        if "/" not in path:
            found = _child(element, path)
            return None if found is None else Part(found)
        for name in path.split("/"):
            found = _child(element, name)
            if found is None:
                return None
            element = found
        return Part(element)

    def deep(self, *names: str) -> list["Part"]:
        """Every element below with one of these names, in the order of the document."""
        return [Part(one) for one in self.element.iterdescendants(*("{*}" + it for it in names))]

    def attribute(self, name: str) -> str | None:
        """Take an attribute; None where it is absent or blank."""
        element = self.element
        value = element.get(name)
        if value is None:
            full = self._qualified(name)
            if full is None:
                return None
            name, value = full, element.get(full, "")
        del element.attrib[name]
        return value.strip() or None

    def peek(self, name: str) -> str | None:
        """Look at an attribute without taking it."""
        value = self.element.get(name)
        if value is None and (full := self._qualified(name)):
            value = self.element.get(full)
        return (value.strip() or None) if value is not None else None

    def text(self) -> str | None:
        """All the text below on one line; None where it is blank. It stays."""
        element = self.element
        whole = all_text(element) if len(element) else element.text
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
        return _rest(self.element, 0)

    @property
    def is_taken(self) -> bool:
        """Whether nothing is left of it."""
        return self.element.tag == _TAKEN

    def markup(self) -> str:
        """The element as it was written, without what stands after it."""
        return etree.tostring(self.element, encoding="unicode", with_tail=False)

    def _qualified(self, name: str) -> str | None:
        """The first attribute of this local name that has a namespace."""
        for it in self.element.keys():  # noqa: SIM118 - an element's own are its children
            if it[0] == "{" and it.endswith(name) and it[-len(name) - 1] == "}":
                return it
        return None


def _child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of this name. The library's own search costs as much as a look at several."""
    if len(element) > _FEW:
        return next(element.iterchildren("{*}" + name), None)
    for child in element:
        if _LOCAL[child.tag] == name:
            return child
    return None


def _named(element: etree._Element, name: str) -> Iterable[etree._Element]:
    """The same for all of them."""
    if len(element) > _FEW:
        return element.iterchildren("{*}" + name)
    return [child for child in element if _LOCAL[child.tag] == name]


def all_text(element: etree._Element) -> str:
    """The text of an element and all below it, as it stands; many times as quick as `itertext`."""
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)


class _Local(dict[object, str]):
    """Local names by full names, as many as are remembered: a look-up is all that most cost."""

    def __missing__(self, name: object) -> str:
        if not isinstance(name, str):
            return ""
        found = name.rpartition("}")[2]
        if len(self) < _REMEMBERED and len(name) <= _LONGEST_NAME:
            self[name] = found
        return found


_LOCAL = _Local()
local = _LOCAL.__getitem__
"""A name without its namespace; "" for comments and the like."""


def _rest(element: etree._Element, level: int) -> JsonValue:
    """What is left of an element and all below it."""
    text, attributes, alone = element.text, element.items(), len(element) == 0
    if alone and not attributes:
        return (" ".join(text.split()) or None) if text else None
    rows: _Rows = {}
    for name, value in attributes:
        if value and not value.isspace():
            _add(rows, _LOCAL[name], value)
    if not alone:
        if level == _DEEPEST:
            return " ".join(all_text(element).split()) or None
        text = _add_children(rows, element, text, level)
    text = " ".join(text.split()) if text else None
    if text and rows:
        _add(rows, "text", text)
    return rows or text or None


def _add_children(rows: _Rows, element: etree._Element, text: str | None, level: int) -> str | None:
    """Add what is left of the children. Returns the text before and between them."""
    texts = [text] if text else []
    for child in element:
        tail = child.tail
        if tail and not tail.isspace():
            texts.append(tail)
        tag = child.tag
        if tag is _TAKEN:  # as most are; what a sender calls so is another text
            continue
        left = _rest(child, level + 1)
        if left is not None:
            _add(rows, _LOCAL[tag], left)
    return " ".join(texts) if texts else None


def _add(rows: _Rows, name: str, value: JsonValue) -> None:
    """Add a value that is no list; what comes again under a name becomes one."""
    before = rows.get(name)
    if before is None:
        rows[name] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        rows[name] = [before, value]
