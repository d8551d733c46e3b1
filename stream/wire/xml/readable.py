"""A tree of XHTML or NITF to clean text, by the rules of `prose`."""

from collections.abc import Collection
from functools import lru_cache

from lxml import etree

from stream.wire.prose import ACTIVE, Prose, Readable
from stream.wire.xml.part import Part, local


def readable(part: Part, *, without: Collection[str] = ()) -> Readable:
    """The text below an element. Elements named in `without` are skipped, their tails are not."""
    prose = Prose()
    _open(prose, part.element, without)
    return prose.done()


@lru_cache(maxsize=1024)
def _in_small(name: str) -> str:
    """The local name in small letters: old HTML has capitals."""
    return local(name).lower()


def _open(prose: Prose, element: etree._Element, without: Collection[str]) -> None:
    """One element and all below it; the tree's depth is bounded where it is parsed."""
    tag = _in_small(str(element.tag))
    text, inner = element.text, len(element)
    if not (text or inner):
        prose.empty(tag)
        return
    if not inner and text:
        prose.leaf(tag, text)
        return
    acts = tag in ACTIVE
    if acts:
        prose.start(tag)
    if text:
        prose.words(text)
    for child in element:
        if not without or _in_small(str(child.tag)) not in without:
            _open(prose, child, without)
        if tail := child.tail:
            prose.words(tail)
    if acts:
        prose.end(tag)
