"""What the agency itself says that a story is about: its codes and categories as Media Topics.

`subjectcodes.tsv` has IPTC's own mapping of the subject codes that came before Media Topics,
`categories.tsv` the letters, words and codes of agencies' desks, where they mean one topic.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from schemas.events import ParsedStory
from schemas.ninjs import Subject
from stream.enrich.topics.tables import rows
from stream.enrich.topics.vocabulary import vocabulary

CODE = "agency's code"
CATEGORY = "agency's category"
TAG = "agency's tag"
OURS = "wirestream"
"""The creator of rows that we added ourselves: an enriched story may come in again."""

# No story needs more; an input may hold thousands.
MOST = 60
_LONGEST = 200
_IPTC = re.compile(r"(?:medtop|mediatopic|subj)[a-z]*[:/](\d{8})", re.IGNORECASE)
_DIGITS = re.compile(r"\d{8}")
_ANY = "category"
_LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Stated:
    """One topic that the agency names."""

    code: str
    by: str
    """`CODE` for IPTC's own, `CATEGORY` for the desk, `TAG` for rows in an agency's own words."""
    words: str
    """As the agency wrote it."""


def agency_topics(parsed: ParsedStory) -> list[Stated]:
    """Every topic once, in the agency's order, codes before categories."""
    subjects = [it for it in parsed.story.subjects or () if it.creator != OURS][:MOST]
    found = [*_codes(subjects), *_categories(parsed.wire.category, subjects)]
    first: dict[str, Stated] = {}
    for it in found:
        first.setdefault(it.code, it)
    return list(first.values())


def media_topic(code: str) -> str | None:
    """The Media Topic for eight digits of IPTC's: itself, else the subject code's counterpart.

    A subject code without one gives what is above it; a retired Media Topic gives None.
    """
    if code in vocabulary():
        return code
    above = (code, f"{code[:5]}000", f"{code[:2]}000000")
    return next((found for it in above if (found := _subject_codes().get(it))), None)


def _codes(subjects: list[Subject]) -> Iterator[Stated]:
    for it in subjects:
        written = _written(it)
        match = _IPTC.search(written) or _DIGITS.fullmatch(written)
        code = match and media_topic(match[match.lastindex or 0])
        if code:
            yield Stated(code, CODE, written)


def _categories(category: str | None, subjects: list[Subject]) -> Iterator[Stated]:
    if category:
        code = _desks().get((_LETTER if len(category) == 1 else _ANY, category.lower()))
        if code:
            yield Stated(code, CATEGORY, category[:_LONGEST])
    for it in subjects:
        scheme, _, local = _written(it).rpartition(":")
        scheme = _LETTER if "cat" in scheme.lower() and len(local) == 1 else scheme
        name = (it.name or "")[:_LONGEST]
        by_code = _desks().get((scheme.lower(), local.lower()))
        by_name = _desks().get((_ANY, name.lower())) or _names().get(name.lower())
        if by_code:
            yield Stated(by_code, TAG, _written(it))
        elif by_name:
            yield Stated(by_name, TAG, name)


def _written(it: Subject) -> str:
    return (it.uri or it.literal or "")[:_LONGEST]


@cache
def _subject_codes() -> dict[str, str]:
    """Media Topics by subject code; the tops that IPTC's mapping lacks have the same digits."""
    tops = {it.code: it.code for it in vocabulary().values() if it.level == 1}
    return tops | {row[0]: row[1] for row in rows("subjectcodes.tsv")}


@cache
def _desks() -> dict[tuple[str, str], str]:
    return {(scheme, said): code for scheme, said, code, _ in rows("categories.tsv")}


@cache
def _names() -> dict[str, str]:
    """Topics by IPTC's name: agencies with codes of their own often keep it."""
    return {it.name.lower(): it.code for it in vocabulary().values()}
