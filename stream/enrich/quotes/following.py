"""What a sentence leaves for the pronouns of the next: who spoke, who acted, who stands in it."""

import re

from stream.enrich.quotes import verbs
from stream.enrich.quotes.direct import Said
from stream.enrich.quotes.reading import Attribution, Reading
from stream.enrich.quotes.subjects import subject_of
from stream.enrich.who.cast import Mentioned, is_person
from stream.enrich.who.finite import FINITE
from stream.enrich.who.heard import Sentence
from stream.enrich.who.named import has_trade
from stream.enrich.who.referent import DESCRIBED, NOBODY, UNKNOWN, Referent

_POSSESSIVE = re.compile(r"[A-Z][\w-]+['\u2019]s? ")
_SOMEBODY = re.compile(r"(?:[Aa]n?|[Oo]ne|[Aa]nother) [a-z]")
"""So a sentence begins whose speaker has no name: "A nurse at the hospital said"."""
_A_PERSON = re.compile(
    r"(?:An?|One|Another) (?:[a-z-]+ ){0,2}?(?:man|woman|boy|girl|official|officer|spokes\w+|worker"
    r"|guard|clerk|employee|receptionist|neighbou?r|driver|villager|shopkeeper|caller) "
)
_HE_OR_SHE = re.compile(r"[HhSs](?<!\w.)(?:[Ee]|[Hh][Ee]|[Ii][Mm]|[Ee][Rr])(?!\w)")
_OWNS = re.compile(r"['\u2019]s? ")
_TWO_CLAUSES = re.compile(r", (?:but|while|whereas) ")
_BUT = re.compile(r", (?:but|while|whereas) (?:[a-z'\u2019-]+ ){0,3}$")
_DOES = re.compile(rf" (?:[a-z]+ly )?(?:{FINITE.pattern})")
_OF = re.compile(r"\b(?:by|of|from|to|with|for|about|against|over) (?:[A-Za-z-]+ ){0,3}$")
_REACH = 40
_SPOKESMAN = re.compile(
    r"(?:(?:However|But|And|Yet|Meanwhile),? )?(?:[Aa]n?|The|Its|[A-Z][\w' -]{0,40})"
    r" (?:[\w'-]+ ){0,5}?spokes\w+ "
)


def he_or_she(reading: Reading) -> Referent | None:
    """Who acts in a sentence that has a "he" or "she"; None where it has none.

    To be asked at once, not when somebody needs it: a pronoun tells who is a man or a woman.
    """
    found = _HE_OR_SHE.search(reading.text, *reading.sentence)
    return who_acted(reading) if found else None


def as_heard(
    reading: Reading, found: list[Attribution], said: list[Said], acted: Referent | None
) -> Sentence:
    """What a sentence leaves that has been read; `acted` is who acts in it, where it is known."""
    text, (start, end) = reading.text, reading.sentence
    by = who_spoke(found, said)
    spoke, subject = by is not None, by or acted or who_acted(reading)
    there = [
        it for it in reading.cast.within(start, end) if is_person(it.entity) or has_trade(text, it)
    ]
    untold = not spoke and _is_untold(found)
    others = untold and bool(there) and all(_is_told_of(text, it) for it in there)
    others = others or (untold and bool(_SPOKESMAN.match(text, start)))
    body = subject.entity is not None and not is_person(subject.entity)
    return Sentence(
        reading.paragraph,
        subject,
        people=[] if others else [it.entity for it in there],
        unnamed=_is_unnamed(found, said),
        spoke=spoke,
        unknown=others or (not there and _begins_with_unknown(text, start, found)),
        spokesman=body and bool(_SPOKESMAN.match(text, start)),
        untold=untold,
        owners=bool(there) and all(_OWNS.match(text, it.end) for it in there),
    )


def who_spoke(found: list[Attribution], said: list[Said]) -> Referent | None:
    """Who is reported in a sentence, or quoted, if they have a name."""
    for it in found:
        if it.kind != verbs.CALL and it.speaker.name:
            return it.speaker
    return next((it.speaker for it in reversed(said) if it.speaker.name), None)


def who_acted(reading: Reading) -> Referent:
    """Who acts in a sentence, last."""
    acted = subject_of(reading)
    if not _TWO_CLAUSES.search(reading.text, *reading.sentence):
        return _somebody(acted)
    people = [it for it in reading.cast.within(*reading.sentence) if is_person(it.entity)]
    others = [it for it in people if it.entity is not acted.entity]
    if last := next((it for it in reversed(others) if _acts_too(reading.text, it)), None):
        return Referent(last.entity, last.entity.name, DESCRIBED)
    return _somebody(acted)


def _somebody(acted: Referent) -> Referent:
    """Whoever acts; a lone word that no entity has may be anything."""
    is_word = acted.entity is None and " " not in (acted.name or "")
    return UNKNOWN if is_word else acted


def _acts_too(text: str, it: Mentioned) -> bool:
    """Whether another clause begins with a name: "Ada left, *but coach Bob* would not say"."""
    begins = _BUT.search(text, max(0, it.start - _REACH), it.start)
    return bool(begins and _DOES.match(text, it.end))


def _is_unnamed(found: list[Attribution], said: list[Said]) -> bool:
    """Whether somebody speaks in a sentence who has no name; what is chanted nobody says."""
    if not found and said and said[-1].verb:
        return said[-1].speaker is NOBODY
    return any(it.speaker is NOBODY and it.kind != verbs.SHOW for it in found)


def _is_told_of(text: str, it: Mentioned) -> bool:
    """Whether others only speak of somebody: "cuts proposed *by* Ada Byron"."""
    return bool(_OF.search(text, max(0, it.start - _REACH), it.start))


def _is_untold(found: list[Attribution]) -> bool:
    """Whether somebody speaks of whom it can't be told who it is."""
    return any(it.speaker is UNKNOWN and it.kind != verbs.CALL for it in found)


def _begins_with_unknown(text: str, start: int, found: list[Attribution]) -> bool:
    """Whether a sentence begins with the possessive of a name, or with somebody who has none."""
    if _POSSESSIVE.match(text, start):
        return True
    if _A_PERSON.match(text, start):
        return True
    if _SOMEBODY.match(text, start) and any(it.kind != verbs.CALL for it in found):
        return True
    return any(it.speaker.name is None and _SOMEBODY.match(text, it.start) for it in found)
