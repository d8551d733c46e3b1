"""How sure it is that two documents are versions of one story, and what says so.

Only a version that says that it changes a story (a correction, an update, an add, a kill) is tied
by the slug, by a part of its text or by a headline that it names; one that says nothing must have
both slug and text, or headline and text, of the other. Thresholds were set on pairs of Reuters of
1987 (`make bench-ties` measures them).
"""

from typing import NamedTuple

from stream.lifecycle.identity.known import Known
from stream.lifecycle.identity.sketch import containment, overlap, resemblance
from stream.lifecycle.identity.traits import Traits, digest

DAY = 86_400.0
NEAR_SECONDS = 3 * DAY
"""How long after a version another one is tied to it by slug or text."""
HALF, MOST = 0.4, 0.6
"""Share of the shorter text that a marked version, and one that says nothing, must share."""
_TITLE, _NAMED, _SOME = 0.6, 0.75, 0.3
_TRACE = 0.03
_LONG_TITLE = 4
_NO_TEXT = 20
"""Shingles: what has fewer is a note, and tells nothing by its text."""


class Alike(NamedTuple):
    """How much, and what is alike."""

    score: float
    by: str
    why: str


def alike(traits: Traits, other: Known) -> Alike | None:
    """How sure it is that the version belongs to the story of the other; None where it isn't."""
    if not (_same_house(traits, other) and near(traits, other)):
        return None
    shared, titles = overlap(traits.title, other.title)
    slug = bool(traits.slug) and digest("slug", traits.slug) == other.slug
    if not (traits.marked or slug or titles == 1):
        return None
    share = containment(traits.text, other.text)
    two, names = overlap(traits.named, other.title) if traits.named else (0, 0.0)
    named = two >= 2 and names >= _NAMED and len(traits.named) <= 2 * len(other.title)  # noqa: PLR2004 - words
    if traits.marked:
        note = min(traits.text.shingles, other.text.shingles) < _NO_TEXT
        same = titles >= _TITLE and shared >= 2  # noqa: PLR2004 - words
        by_slug = slug and (share >= _TRACE or titles >= _TITLE or note)
        # Reports made by one pattern share half their words: slugs and headlines part them.
        parted = bool(traits.slug and other.slug) and not slug
        by_text = share >= MOST and titles >= _SOME if parted else share >= HALF
        sure = by_slug or by_text or named or (same and (share >= _TRACE or note))
    else:
        sure = (slug and share >= MOST) or _same_title(traits, other, titles)
    if not sure:
        return None
    said = f"{share:.0%} of the shorter text, {titles:.0%} of the shorter headline"
    if named:
        said += ", the headline that it names"
    by = "slug" if slug else "text"
    return Alike(share + titles + 2 * slug + 2 * names * named, by, said)


def near(traits: Traits, other: Known) -> bool:
    """Whether they are of the same days: as written, where both say it, else as they arrived."""
    if traits.written and other.written:
        return abs(traits.written - other.written) <= NEAR_SECONDS
    return abs(traits.at - other.at) <= NEAR_SECONDS


def may_be_of(house: str, other: Known) -> bool:
    """Whether both may be of one agency: a version may leave it out."""
    key = digest("house", house)
    return key == other.house or 0 in {key, other.house}


def _same_house(traits: Traits, other: Known) -> bool:
    same = digest("house", traits.house) == other.house
    return same or (traits.marked and may_be_of(traits.house, other))


def _same_title(traits: Traits, other: Known, titles: float) -> bool:
    """The same headline of some length and most of the text, within a day."""
    whole = titles == 1 and len(traits.title) == len(other.title) >= _LONG_TITLE
    apart = (
        abs(traits.written - other.written)
        if traits.written and other.written
        else abs(traits.at - other.at)
    )
    return whole and apart <= DAY and resemblance(traits.text, other.text) >= MOST
