"""How sure we are of an entity, and how much the story is about it. Both 0-1, both plain rules.

Relevance: 0.1 for being named; up to 0.4 by its share of the mentions of the most named; 0.3 in the
headline; 0.2 in the first paragraph. What only the dateline names has 0.1; an agency that only
signs has none.

Confidence: the share of right spans that the same evidence had on news of 1996, rounded
(`bench/entities.py` prints it). Model and list agree: 0.98. A list, an explained abbreviation or a
dateline alone: 0.9. The model alone: a person's full name 0.93, a lone surname 0.4; a place that
the gazetteer knows 0.78, another 0.5; an organisation 0.65. Events have no such measure: grammar
0.8, model 0.5, both 0.9.
"""

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Group
from stream.enrich.names.known import LISTED
from stream.enrich.names.occasions import PATTERN
from stream.enrich.names.reader import MODEL
from stream.enrich.names.shorts import EXPLAINED
from stream.enrich.names.signatures import SIGNATURE
from stream.enrich.names.spans import DATELINE

_IN_HEADLINE, _IN_LEAD, _NAMED, _SHARE = 0.3, 0.2, 0.1, 0.4
_RULES = {DATELINE, LISTED, EXPLAINED, SIGNATURE}
_AGREED, _BY_RULE = 0.98, 0.9
_FULL_NAME, _LONE_NAME = 0.93, 0.4
_IN_GAZETTEER, _ELSEWHERE = 0.78, 0.5
_ORGANISATION = 0.65
_EVENT = {(True, True): 0.9, (True, False): 0.8}
_OTHER = 0.5


def relevance(group: Group, most: int) -> float:
    """How much the story is about it; `most` is the mention count of the most named entity."""
    outside, headline, lead, signs = 0, False, False, True
    for it in group.sightings:
        (start, _, _, by, _), passage = it.span, it.passage
        signs = signs and SIGNATURE in by
        if start < passage.opening:
            continue
        outside += 1
        if passage.field == "headline":
            headline = True
        elif start < passage.lead_end:
            lead = True
    if signs:
        return 0.0
    if not outside:
        return _NAMED
    share = outside / max(most, outside)
    return round(_NAMED + _SHARE * share + _IN_HEADLINE * headline + _IN_LEAD * lead, 3)


def confidence(group: Group) -> float:
    """How sure we are that it is what we say, by who speaks for it."""
    read = [it.span.sure for it in group.sightings if it.span.sure is not None]
    if read:
        return round(sum(read) / len(read), 3)
    readers = group.by
    if readers & _RULES:
        return _AGREED if MODEL in readers else _BY_RULE
    match group.type:
        case EntityType.PERSON:
            return _FULL_NAME if " " in group.name else _LONE_NAME
        case EntityType.PLACE:
            return _IN_GAZETTEER if group.ids else _ELSEWHERE
        case EntityType.ORGANISATION:
            return _ORGANISATION
        case _:
            return _EVENT.get((PATTERN in readers, MODEL in readers), _OTHER)
