"""Somebody whom one sentence only describes and the next names, as leads do.

"Police detained the mayor of Lima on Friday. Ada Byron, 54, was taken from her home."
"""

import re

from schemas.enrichment import Entity
from stream.enrich.acts import triggers
from stream.enrich.acts.triggers import Trigger
from stream.enrich.lists import words
from stream.enrich.quotes.reading import Reading
from stream.enrich.who.cast import is_person

SURE = 0.85
_DONE_TO_ONE = frozenset({triggers.KILLED, triggers.ARRESTED})
_PEOPLE = words("who", "person") | words("acts", "one person")
_SOMEBODY = re.compile(r" ?(?:the|an?|The|An?) (?P<rest>(?:[\w'\u2019-]+ ?){1,4})")
_SUFFERS = re.compile(
    r"(?:, [^,;:.]{1,80},)? (?:(?:was|had been) (?!not\b)|is (?:charged|accused) )"
)


def is_unnamed(reading: Reading, it: Trigger) -> bool:
    """Whether it is done to one person whom the sentence, with no full name in it, describes."""
    if it.act not in _DONE_TO_ONE or it.participle:
        return False
    text, (start, end) = reading.text, reading.sentence
    named = reading.cast.within(start, end)
    if any(is_person(hit.entity) and " " in text[hit.start : hit.end] for hit in named):
        return False
    said = _SOMEBODY.match(text, start if it.passive else it.end, it.begin if it.passive else end)
    return said is not None and not _PEOPLE.isdisjoint(said["rest"].split())


def named_first(reading: Reading) -> Entity | None:
    """Who a sentence begins with, never named before, if something was done to them."""
    text, (start, end) = reading.text, reading.sentence
    hit = next(iter(reading.cast.within(start, end)), None)
    if hit is None or hit.start != start or not is_person(hit.entity):
        return None
    if " " not in text[hit.start : hit.end] or not _SUFFERS.match(text, hit.end, end):
        return None
    before = any(it.entity.id == hit.entity.id for it in reading.cast.before(start))
    return None if before else hit.entity
