"""The agency's own tags inside NITF: people, organisations, places, in the text or in its head."""

import re
from collections.abc import Iterator

from stream.wire.draft import Draft
from stream.wire.formats.tags import Row, tag
from stream.wire.xml import Part
from stream.wire.xml.part import local

_KINDS = {
    "person": "people",
    "org": "organisations",
    "location": "places",
    "event": "events",
    "object.title": "objects",
}
_NAMES = tuple("{*}" + it for it in _KINDS)
_DEEPEST = 2
"""Tags around a tag: an event may hold a place. Each text is read so often and no more."""
_NO_NAME = frozenset({"function", "alt-code", "byttl", "bytag", "virtloc"})
_PARTS_OF_PLACE = ("sublocation", "city", "state", "region", "country")
_MARKETS = (
    "nyse nasdaq amex lse asx tsx tsxv tse hkex nzx jse bse nse six xetra euronext oslo omx ticker "
    "symbol ric"
)
_EXCHANGES = frozenset(_MARKETS.split())
_AROUND = re.compile(r"(?:['’]s?)?[\s,;:.]*$")
_FAR = 2000
_LONGEST = 200
"""Characters of a name; what is longer is text that was marked by mistake."""


def set_tags(draft: Draft, part: Part, seen: set[tuple[str, str]]) -> None:
    """Add a tag for each thing that is marked below an element, once. The words stay."""
    for one in part.deep(*_KINDS):
        kind = _KINDS[one.name]
        if _level(one) > _DEEPEST:
            continue
        name = _name(one)
        if not name or len(name) > _LONGEST or (kind, name) in seen:
            continue
        seen.add((kind, name))
        draft.tag(kind, _row(one, name, kind))


def _name(part: Part) -> str:
    """The name without the office of a person and without codes: only outer words count."""
    if part.name == "location" and not (part.element.text or "").strip():
        inside = (part.first(it) for it in _PARTS_OF_PLACE)
        names = [text for it in inside if it and (text := _line(_texts(it)))]
        if names:
            return ", ".join(names)
    return _AROUND.sub("", _line(_texts(part)))


def _level(part: Part) -> int:
    """In how many other tags it stands."""
    return sum(1 for _ in part.element.iterancestors(*_NAMES))


def _texts(part: Part) -> Iterator[str]:
    yield part.element.text or ""
    for child in part.element:
        if local(child.tag) not in _NO_NAME:
            yield from (str(it) for it in child.itertext())
        yield child.tail or ""


def _line(texts: Iterator[str]) -> str:
    """The words on one line, as far as a name can reach: tags may hold each other."""
    found: list[str] = []
    length = 0
    for text in texts:
        found.append(text[:_FAR])
        length += len(text)
        if length > _FAR:
            break
    return " ".join("".join(found).split())


def _row(part: Part, name: str, kind: str) -> Row:
    if not len(part.element) and not part.element.attrib:
        return tag(name)
    codes = [(part.peek("value"), part.peek("idsrc"))]
    codes += [(it.peek("value"), it.peek("idsrc")) for it in part.all("alt-code")]
    given = [(value, source) for value, source in codes if value]
    symbols = [
        {"symbol": value, "exchange": source}
        for value, source in given
        if source and source.lower() in _EXCHANGES
    ]
    others = [it for it in given if it[1] is None or it[1].lower() not in _EXCHANGES]
    row = tag(name, *others[0]) if others else tag(name)
    return row | ({"symbols": symbols} if symbols and kind == "organisations" else {})
