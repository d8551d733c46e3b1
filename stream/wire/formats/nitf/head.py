"""NITF's `head`: the title, the agency's own `meta`, the subjects, and `docdata`."""

from pydantic import JsonValue

from stream.wire.draft import Draft
from stream.wire.formats.instructions import instruction
from stream.wire.formats.nitf.docdata import set_docdata
from stream.wire.formats.tags import tag
from stream.wire.markers import Marker, alone
from stream.wire.notes import of_note
from stream.wire.xml import Part

_SLUGS = ("slug", "slugline", "anpa-keyword", "ap-slug", "ap-keyword", "stikkord", "ntbstikkord",
          "takslug")  # fmt: skip
"""Names under which agencies send their slugline."""
_TAKES = ("anpa-takekey", "ap-takekey", "takekey")
_CATEGORIES = ("anpa-category", "ap-category", "category", "section")
_VERSIONS = ("version", "revision")
_EMBARGOES = ("embargo", "embargoed", "embargo-date", "embargo-until", "embargoed-until",
              "embargountil", "embargodate", "embargoeduntil")  # fmt: skip
_NONE = frozenset({"", "0", "no", "none", "false"})
_IPTC_DIGITS = 8
_LEAST_DIGITS = 7
"""Digits of an IPTC subject code, and of one that lost the zero before it."""


def set_head(draft: Draft, head: Part) -> str | None:
    """Take what has a field. Returns the title; the rest stays in the element."""
    title = head.take("title")
    if docdata := head.first("docdata"):
        set_docdata(draft, docdata)
    for one in head.all("urgency"):  # where some houses put it, and the DTD doesn't
        if value := one.attribute("ed-urg"):
            draft.put_urgency(("ed-urg", value)) if "urgency" not in draft.story else None
    for one in head.all("revision-history"):
        draft.markers += of_note(one.peek("comment"))
    for one in head.all("tobject"):
        _set_subjects(draft, one)
    _set_metas(draft, head)
    return title


def _set_metas(draft: Draft, head: Part) -> None:
    """`meta` is the agencies' own: slugline, category and version of it; all others to `extra`."""
    found: dict[str, list[str]] = {}
    for one in head.all("meta"):
        name, content = one.attribute("name"), one.attribute("content")
        if name and content:
            found.setdefault(name, []).append(content)
    by_name = {name.lower(): name for name in found}
    draft.slug = draft.slug or _take(found, by_name, _SLUGS)
    draft.category = draft.category or _take(found, by_name, _CATEGORIES)
    draft.version = draft.version or _take(found, by_name, _VERSIONS)
    embargo = _look(found, by_name, _EMBARGOES)
    if embargo and embargo.strip().lower() not in _NONE:
        draft.put_date("embargoed_until", ("embargo", embargo))
    if take := _look(found, by_name, _TAKES):
        draft.markers += _markers_of(take)
    if found:
        kept: dict[str, JsonValue] = {
            name: list[JsonValue](values) if len(values) > 1 else values[0]
            for name, values in found.items()
        }
        before = draft.extra.get("meta")
        draft.extra["meta"] = kept | before if isinstance(before, dict) else kept


def _markers_of(take: str) -> list[Marker]:
    """What a take key says: `1st Ld`, `Kill`; a place in brackets says nothing."""
    marker = instruction(take)
    return [marker] if marker else alone(take)


def _take(
    found: dict[str, list[str]], by_name: dict[str, str], names: tuple[str, ...]
) -> str | None:
    """The first of these that stands alone, taken."""
    for name in names:
        written = by_name.get(name)
        if written and len(found.get(written, ())) == 1:
            return found.pop(written)[0]
    return None


def _look(
    found: dict[str, list[str]], by_name: dict[str, str], names: tuple[str, ...]
) -> str | None:
    return next((found[by_name[it]][0] for it in names if it in by_name), None)


def _set_subjects(draft: Draft, tobject: Part) -> None:
    """`tobject` is what the text is: its kind, its genres, and the IPTC's subjects."""
    kind = tobject.attribute("tobject.type")
    if kind and draft.category is None and kind.lower() != "news":
        draft.category = kind
    elif kind:
        draft.extra.setdefault("tobject.type", kind)
    seen: set[tuple[str, str]] = set()
    for one in tobject:
        if one.name == "tobject.property":
            if genre := one.attribute("tobject.property.type"):
                _add_genre(draft, genre)
        elif one.name == "tobject.subject":
            _set_subject(draft, one, seen)


def _add_genre(draft: Draft, genre: str) -> None:
    rows = draft.story.setdefault("genres", [])
    if {"name": genre} not in rows and len(rows) < _IPTC_DIGITS:
        rows.append({"name": genre})


def _set_subject(draft: Draft, subject: Part, seen: set[tuple[str, str]]) -> None:
    """The name is the most exact that is given; the broader ones stay beside the code."""
    names = [subject.attribute(f"tobject.subject.{it}") for it in ("detail", "matter", "type")]
    exact = next((it for it in names if it), None)
    broader = [it for it in names if it and it != exact]
    code = subject.attribute("tobject.subject.refnum")
    vocabulary = subject.attribute("tobject.subject.ipr")
    if code and code.isdecimal() and code.isascii():
        row = tag(exact, code.zfill(_IPTC_DIGITS) if len(code) == _LEAST_DIGITS else code, "subj")
    else:
        row = tag(exact, code, vocabulary)
    key = (code or "", exact or "")
    if row and key not in seen:
        seen.add(key)
        draft.tag("subjects", row)
    if broader:
        subject.element.set("broader", ", ".join(reversed(broader)))
