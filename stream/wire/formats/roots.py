"""XML by its root element: which format it is, and who reads it."""

import datetime as dt
from collections.abc import Callable, Mapping

from stream.wire.codes import Code, refuse
from stream.wire.formats import agency_xml, feed, newsml_1, newsml_g2, nitf
from stream.wire.found import Piece
from stream.wire.limits import MAX_NAME
from stream.wire.xml import Document

Reader = Callable[[Document, dt.datetime], list[Piece]]
"""The items of a document. The second argument is when it arrived."""

_ROOTS: Mapping[str, Reader] = {
    **dict.fromkeys(newsml_g2.ROOTS, newsml_g2.items_of),
    "newsml": newsml_1.items,
    "nitf": nitf.items,
    "rss": feed.items,
    "rdf": feed.items,
    "feed": feed.items,
    "entry": feed.items,
    "rbnews": agency_xml.ritzau.items,
    "xmlnewsqueuedresponse": agency_xml.ritzau.items,
    "release": agency_xml.release.items,
    "releases": agency_xml.release.items,
    "result": agency_xml.ntb.items,
    "publish": agency_xml.publish.items,
    "response": agency_xml.answers.items,
}

_OF_HTML = frozenset({"html", "head", "body", "div", "p", "article", "section", "span"})


def is_root(name: str) -> bool:
    """Whether a format begins with this element."""
    return name.lower() in _ROOTS


def items_of_root(document: Document, arrived: dt.datetime) -> list[Piece]:
    """The items of an XML document. Raises ParseError `unsupported_format` for an unknown root."""
    name = document.root.name
    reader = _ROOTS.get(name.lower())
    if reader is None:
        raise refuse(Code.UNSUPPORTED_FORMAT, _unknown(name))
    return reader(document, arrived)


def _unknown(name: str) -> str:
    if name.lower() in _OF_HTML:
        return "an HTML page is not read; send the story alone: its text, or the site's RSS feed"
    return (
        f"XML with root {name[:MAX_NAME]!r} is no format that is read; send NewsML, NITF, RSS, "
        "Atom, ninjs or plain text"
    )
