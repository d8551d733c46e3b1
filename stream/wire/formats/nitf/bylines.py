"""NITF's bylines: the names alone, without title, house and "By"."""

import re

from stream.wire.agencies import is_known
from stream.wire.draft import Draft
from stream.wire.formats.byline import names_of
from stream.wire.xml import Part

_TITLES = ("byttl", "bytag", "virtloc")
_LONGEST = 300
_DIVIDERS = " \t\n,;-–—/"
_OFFICE = re.compile(
    r"(?i:writer|correspondent|reporter|editor|columnist|journalist|analyst|staff)s?$"
)
_OTHER_FORM = "normalized"
"""Papers add the byline in a form for machines: `normalized_byline`."""


def set_bylines(draft: Draft, bylines: list[Part]) -> None:
    """Set `by`; several bylines are one line. What the draft has already stands."""
    found: list[str] = []
    for one in bylines:
        normalized = (one.attribute("class") or "").startswith(_OTHER_FORM)
        name = _name(draft, one)
        one.clear_text()
        if name and normalized:
            draft.extra.setdefault("normalized_byline", name)
        elif name and name not in found[-1:]:
            found.append(name)
    by = ", ".join(found)
    before = draft.story.get("by")
    if by and not before:
        draft.put("by", by)
    elif by and by != before:
        draft.extra.setdefault("byline", by)


def names_alone(byline: str) -> str | None:
    """The names of a byline without "By" and without the house or the office after a comma."""
    names = (names_of(byline[:_LONGEST]) or "").strip(_DIVIDERS)
    before, comma, after = names.rpartition(",")
    if comma and before.strip() and _is_affiliation(after.strip()):
        return before.strip(_DIVIDERS) or None
    return names or None


def _name(draft: Draft, byline: Part) -> str | None:
    """The names; a byline that has only a title is that of a house."""
    titles = byline.deep(*_TITLES)
    said = " ".join(text for it in titles if (text := it.text()))
    whole = byline.text() or ""
    for one in titles:
        one.remove()
    name = names_alone(byline.text() or "")
    if name is None:
        return names_of(whole)
    if said := said or (names_of(byline.text() or "") or "").removeprefix(name).strip(_DIVIDERS):
        draft.extra.setdefault("byttl", said)
    return name


def _is_affiliation(text: str) -> bool:
    first = text.partition(" ")[0]
    return is_known(text) or is_known(first) or bool(_OFFICE.search(text))
