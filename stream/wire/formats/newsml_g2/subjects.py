"""`subject`: what the story is about, sorted into people, organisations, places and subjects."""

import re

from stream.remembered import remembered
from stream.wire.draft import Draft
from stream.wire.formats.newsml_g2.assertions import Asserted, Fact, kind_by_details
from stream.wire.formats.newsml_g2.codes import (
    bare,
    code,
    drop,
    get,
    row_of,
    says_more,
    scheme,
    tail,
)
from stream.wire.formats.tags import Row, score, tag
from stream.wire.xml import Part

_KINDS = {
    "person": "people",
    "abstract": "subjects",
    "category": "subjects",
    "organisation": "organisations",
    "organization": "organisations",
    "company": "organisations",
    "team": "organisations",
    "geoarea": "places",
    "place": "places",
    "poi": "places",
    "city": "places",
    "country": "places",
    "statprov": "places",
    "region": "places",
    "event": "events",
    "object": "objects",
    "product": "objects",
}
"""The last part of a type: `cpnat:person`, `cptype:city`."""
_CATEGORY = re.compile(r"cat|department|section|ressort", re.IGNORECASE)


class Subjects:
    """Takes one subject after another; agencies repeat parents beside their children."""

    def __init__(self, language: str | None, facts: Asserted) -> None:
        self._language = language
        self._facts = facts
        self._seen: set[tuple[str, str]] = set()

    def take(self, draft: Draft, part: Part) -> bool:
        """Take one, and whether it is taken whole.

        What no tag can carry (why, broader, …) stays beside its code.
        """
        if (written := self._bare(part)) is not None:
            row = tag(None, written)
            _set_category(draft, written, None, row)
            key = ("subjects", row.get("uri") or row.get("literal", ""))
            if row and key not in self._seen:
                self._seen.add(key)
                draft.tag("subjects", row)
            return True
        self._take_whole(draft, part)
        return not says_more(part)

    def _bare(self, part: Part) -> str | None:
        """The code where it is all that is said and no fact is known of it."""
        element = part.element
        if len(element) or element.keys() != ["qcode"]:
            return None
        written = get(part, "qcode") or ""
        return None if written in self._facts else written

    def _take_whole(self, draft: Draft, part: Part) -> None:
        concept = (len(part.element) and part.first("mainConcept")) or part  # 2.35: with facets
        written = code(concept)
        fact = self._facts.get(written) if written else None
        form = get(concept, "type")
        kind = _kind(concept, form) or (fact.kind if fact else None) or "subjects"
        row = row_of(concept, self._language)
        if fact:
            _add_fact(row, fact, kind)
        _set_category(draft, written, form, row)
        self._add(draft, part, kind, row)
        if concept is not part:
            drop(concept, "type")
        drop(part, "type", "confidence", "relevance", "creator")

    def _add(self, draft: Draft, part: Part, kind: str, row: Row) -> None:
        key = (kind, row.get("uri") or row.get("literal") or row.get("name", ""))
        if not row or key in self._seen:
            return
        self._seen.add(key)
        confidence, relevance = score(get(part, "confidence")), score(get(part, "relevance"))
        draft.tag(
            kind, row, confidence=confidence, relevance=relevance, creator=get(part, "creator")
        )


def _kind(part: Part, form: str | None) -> str | None:
    """By type, by a geographic facet, by details."""
    if form and (found := _kind_of_type(form)):
        return found
    if len(part.element) == 0:
        return None
    facets = [it for it in part.all("facet") if _is_geographic(it)]
    for one in facets:
        part.discard(one)
    if facets:
        return "places"
    return kind_by_details(part)


@remembered(most=1024)
def _kind_of_type(form: str) -> str | None:
    return _KINDS.get(tail(form))


def _is_geographic(facet: Part) -> bool:
    return scheme(get(facet, "qcode")).startswith("geoprop")


def _add_fact(row: Row, fact: Fact, kind: str) -> None:
    if fact.name:
        row.setdefault("name", fact.name)
    if fact.symbols and kind == "organisations":
        row["symbols"] = fact.symbols


def _set_category(draft: Draft, written: str | None, form: str | None, row: Row) -> None:
    """The desk's category, where a scheme or a type calls it so: the first of them."""
    if draft.category is None and (
        _names_category((written or "").rpartition(":")[0])
        or (form and _CATEGORY.match(tail(form)))
    ):
        draft.category = row.get("name") or bare(written) or None


@remembered(most=1024)
def _names_category(alias: str) -> bool:
    return bool(_CATEGORY.search(alias))
