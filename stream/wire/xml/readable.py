"""A tree of XHTML or NITF to clean text, by the rules of `prose`."""

from collections.abc import Collection
from functools import lru_cache

from lxml import etree

from stream.wire.prose import Prose, Readable
from stream.wire.xml.part import Part, local


def readable(part: Part, *, without: Collection[str] = ()) -> Readable:
    """The text below an element. Elements named in `without` are skipped, their tails are not."""
    prose = Prose()
    skipped = 0
    for event, element in etree.iterwalk(part.element, events=("start", "end")):
        tag = _in_small(str(element.tag))
        if event == "start":
            if skipped or tag in without:
                skipped += 1
                continue
            _open(prose, element, tag)
        else:
            if skipped:
                skipped -= 1
            elif len(element) or element.text:
                prose.end(tag)
            if not skipped and element is not part.element and element.tail:
                prose.words(element.tail)
    return prose.done()


@lru_cache(maxsize=1024)
def _in_small(name: str) -> str:
    """The local name in small letters: old HTML has capitals."""
    return local(name).lower()


def _open(prose: Prose, element: etree._Element, tag: str) -> None:
    if len(element) or element.text:
        prose.start(tag)
        if element.text:
            prose.words(element.text)
    else:
        prose.empty(tag)
