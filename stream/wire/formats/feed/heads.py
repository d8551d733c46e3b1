"""The heads of entries: ids, links, dates, categories, in the many dialects of feeds.

`feedparser` knows the dialects, but not our limits. So it is given a feed of our own making, from
the checked tree, that holds the heads alone and none of the texts: it "repairs" charsets and
entities in them, which would change words.
"""

import calendar
import datetime as dt
import io
from typing import Any, NamedTuple

import feedparser
from lxml import etree

from stream.wire.codes import Code, refuse
from stream.wire.xml import Part
from stream.wire.xml.part import local

ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_DC_OF_SOME = "http://dublincore.org/documents/dcmi-namespace/"
"""The page that describes Dublin Core, which GlobeNewswire and others name instead of it."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_OWN_NAMES = "guid id link pubdate published issued updated modified created category enclosure"
_OWN = frozenset(_OWN_NAMES.split())
_NAMED = {
    _DC: frozenset({"date", "subject", "publisher"}),
    _DCTERMS: frozenset({"created", "issued", "modified"}),
}
_CORE = frozenset(
    {
        "",
        ATOM,
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
    }
)
# feedparser compares each category with all before it, and searches long names more than once.
_MOST = 100
_LONGEST = 1000


class Date(NamedTuple):
    """A date as written, and what feedparser makes of it where nobody else can read it."""

    written: str
    guessed: dt.datetime | None


class Head(NamedTuple):
    """The head of one entry."""

    own_id: str | None
    link: str | None
    links: list[dict[str, str]]
    published: Date | None
    updated: Date | None
    created: Date | None
    tags: list[dict[str, str]]
    publisher: str | None


def take_heads(root: Part, entries: list[Part]) -> list[Head]:
    """Take the heads out of the entries. Raises ParseError `bad_xml` where they can't be read."""
    atom = root.name.lower() in {"feed", "entry"}
    space = f"{{{ATOM}}}" if atom else ""
    shell = etree.Element(
        f"{space}feed" if atom else "rss", None if atom else {"version": "2.0"}
    )  # fmt: skip
    if (base := root.peek("base")) and len(base) <= _LONGEST_BASE:
        shell.set("{http://www.w3.org/XML/1998/namespace}base", base)
    ids = []
    for entry in entries:
        ids.append(_id_of(entry))
        _mend_names(entry)
        _move_heads(entry, etree.SubElement(shell, f"{space}entry" if atom else "item"), space)
    found = _parsed(etree.tostring(shell))
    if len(found) != len(entries):
        raise refuse(Code.BAD_XML, "the feed's entries can't be told apart")
    return [_head(row, own_id) for row, own_id in zip(found, ids, strict=True)]


_LONGEST_BASE = 500
"""Characters of `xml:base`, which stands before each link of each entry."""


def _space_of(part: Part) -> str:
    """The namespace, whatever it is made of; `QName` refuses odd ones."""
    return str(part.element.tag).rpartition("}")[0].removeprefix("{")


def _move_heads(entry: Part, into: etree._Element, space: str) -> None:
    own = _space_of(entry)
    for part in entry:
        if len(into) == _MOST:
            return
        theirs, name = _space_of(part), part.name.lower()
        known = _OWN if theirs in {own, *_CORE} else _NAMED.get(theirs)
        if known is None or name not in known or _is_long(part.element):
            continue
        part.element.tail = None
        into.append(part.element)
        if known is _OWN:
            part.element.tag = space + name


def _mend_names(entry: Part) -> None:
    """Dublin Core's elements under a wrong namespace, by their right ones."""
    for element in entry.element.iterchildren(f"{{{_DC_OF_SOME}}}*"):
        name = local(element.tag)
        element.tag = f"{{{_DCTERMS if name in _NAMED[_DCTERMS] else _DC}}}{name}"


def _is_long(element: etree._Element) -> bool:
    """Whether an element is no plain head: too long, or with elements in it."""
    values = (element.text or "", *map(str, element.attrib.values()))
    return bool(len(element)) or any(len(it) > _LONGEST for it in values)


def _id_of(entry: Part) -> str | None:
    """The id as written, which feedparser would resolve as an address. RSS 1.0 has an attribute."""
    about = str(entry.element.attrib.pop(f"{_RDF}about", "")).strip()
    own = (text for name in ("guid", "id") for it in entry.all(name) if (text := it.text()))
    return next(own, about) or None


def _parsed(data: bytes) -> list[Any]:
    try:
        return list(
            feedparser.parse(
                io.BytesIO(data),  # never a text: feedparser would open what looks like an address
                response_headers={"content-type": "application/xml; charset=utf-8"},
                sanitize_html=False,
                resolve_relative_uris=False,
            )["entries"]
        )
    except Exception:  # noqa: BLE001 - whatever a library makes of odd input is no error of ours
        raise refuse(Code.BAD_XML, "the heads of the feed's entries can't be read") from None


def _head(row: Any, own_id: str | None) -> Head:
    # `dict.get`, for feedparser's own looks for other fields where one is absent.
    fields: dict[str, Any] = {name: dict.get(row, name) for name in dict.keys(row)}
    links = [_texts(it) for it in fields.get("links") or []]
    tags = [_texts(it) for it in fields.get("tags") or []]
    link = _text(fields.get("link"))
    return Head(
        own_id=own_id or link,
        link=link,
        links=[it for it in links if it.get("href")],
        published=_date(fields, "published"),
        updated=_date(fields, "updated"),
        created=_date(fields, "created"),
        tags=[it for it in tags if it],
        publisher=_text(fields.get("publisher")),
    )


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _texts(row: Any) -> dict[str, str]:
    found = {str(name): _text(dict.get(row, name)) for name in dict.keys(row)}
    return {name: text for name, text in found.items() if text}


def _date(fields: dict[str, Any], name: str) -> Date | None:
    written = _text(fields.get(name))
    if written is None:
        return None
    try:
        seconds = calendar.timegm(fields[f"{name}_parsed"])
        guessed = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        guessed = None
    return Date(written, guessed)
