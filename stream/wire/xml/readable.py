"""A tree of XHTML or NITF to clean text, by the rules of `prose`."""

from collections.abc import Collection

from lxml import etree

from stream.wire.prose import ACTIVE, Prose, Readable
from stream.wire.xml.part import Part, local

_REMEMBERED, _LONGEST_NAME = 4096, 200


class _Small(dict[object, str]):
    """Local names in small letters by full names, as many as are remembered: HTML has capitals."""

    def __missing__(self, name: object) -> str:
        full = str(name)
        found = local(full).lower()
        if len(self) < _REMEMBERED and len(full) <= _LONGEST_NAME:
            self[name] = found
        return found


_SMALL = _Small()


def readable(part: Part, *, without: Collection[str] = ()) -> Readable:
    """The text below an element. Elements named in `without` are skipped, their tails are not."""
    reader = _Reader(without)
    reader.read(_SMALL[part.element.tag], part.element)
    return reader.done()


class _Reader(Prose):
    """Takes whole elements of a tree; its depth is bounded where it is parsed."""

    def __init__(self, without: Collection[str]) -> None:
        super().__init__()
        self._without = without

    def read(self, tag: str, element: etree._Element) -> None:
        """One element and all below it."""
        text = element.text
        if len(element) == 0:
            if text:
                self.leaf(tag, text)
            else:
                self.empty(tag)
            return
        acts = tag in ACTIVE
        if acts:
            self.start(tag)
        words, without = self._words, self._without
        # White space that no words precede is none: it would be cut off again.
        if text and (words or not text.isspace()):
            self.words(text)
        for child in element:
            inner = _SMALL[child.tag]
            if inner not in without:
                self.read(inner, child)
            tail = child.tail
            if tail and (words or not tail.isspace()):
                self.words(tail)
        if acts:
            self.end(tag)
