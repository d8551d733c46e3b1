"""How sure we are of an entity, and how much the story is about it. Both 0-1, both plain rules.

Relevance: 0.1 for being named; up to 0.4 by its share of the mentions of the most named; 0.3 in the
headline; 0.2 in the first paragraph. What only the dateline names has 0.1.

Confidence: what the readers that speak for it were worth on held-out text (`bench/entities.py`
prints the share of right spans by reader), a little more with every further mention, up to 0.99.
"""

from stream.enrich.names.groups import Group
from stream.enrich.names.known import LISTED
from stream.enrich.names.occasions import PATTERN
from stream.enrich.names.reader import MODEL
from stream.enrich.names.shorts import EXPLAINED

DATELINE = "dateline"

_IN_HEADLINE, _IN_LEAD, _NAMED, _SHARE = 0.3, 0.2, 0.1, 0.4
_WORTH = {DATELINE: 0.95, LISTED: 0.85, EXPLAINED: 0.85, PATTERN: 0.8, MODEL: 0.65}
_LEAST = 0.5
_AGREED = 0.1
_AGAIN = 0.03
_IDS = 0.1
_MOST = 0.99


def relevance(group: Group, most: int) -> float:
    """How much the story is about it; `most` is the mention count of the most named entity."""
    outside = [it for it in group.sightings if it.span.start >= it.passage.opening]
    if not outside:
        return _NAMED
    headline = any(it.passage.field == "headline" for it in outside)
    lead = any(it.passage.field == "body" and it.span.start < it.passage.lead_end for it in outside)
    share = len(outside) / max(most, len(outside))
    return round(_NAMED + _SHARE * share + _IN_HEADLINE * headline + _IN_LEAD * lead, 3)


def confidence(group: Group) -> float:
    """How sure we are that it is what we say, by who speaks for it and how often it is named."""
    readers = group.by & _WORTH.keys()
    best = max((_WORTH[by] for by in readers), default=_LEAST)
    agreed = _AGREED if len(readers) > 1 else 0.0
    ids = _IDS if group.ids and readers == {MODEL} else 0.0
    again = _AGAIN * min(len(group.sightings) - 1, 4)
    return round(min(_MOST, best + agreed + ids + again), 3)
