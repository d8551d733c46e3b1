"""Target, agent and place around a verb. What is in doubt stays unsaid."""

import re

from schemas.enrichment import Entity
from stream.enrich.acts import triggers
from stream.enrich.acts.triggers import Trigger
from stream.enrich.quotes.reading import Reading
from stream.enrich.who import phrases
from stream.enrich.who.cast import Mentioned, is_body, is_person, is_place
from stream.enrich.who.finite import has_verb
from stream.enrich.who.phrase import Phrase
from stream.enrich.who.referent import NAMED, NOBODY, Referent

_BY_NEAR = re.compile(r"[^,;:.]{0,60}? by (?=(?:the |an? )?[A-Z])")
_WITH_NEAR = re.compile(r"[^;:.]{0,90}? with (?=(?:the |an? )?[A-Z])")
_PARTICLE = re.compile(r" (?:with|on|upon|up|as)\b")
_ENDS = re.compile(
    r" (?:in|at|near|outside|off|from|on|over|after|before|during|for|as|to|with|by|when|while"
    r"|where|who|which|that|and|early|late|last|because|under|inside|across|since|until|against"
    r"|of) "
)
_WHERE = re.compile(
    r"\b(?i:in|at|near|outside|off|inside|across|around|over|on)"
    r" (?:the |an? )?(?:(?!(?:to|with|for|from|about|against|by|between)\b)[A-Za-z][\w-]* ){0,5}?"
    r"(?:of )?(?:the )?$|\bon an? (?:\w+ ){0,2}(?:visit|trip) to (?:the )?$"
)
_POSSESSIVE = re.compile(r"['\u2019]s? (?:\w+ ){0,4}?$")
_AND = re.compile(r" and (?:the )?$")
_AND_HIS = re.compile(r" and (?:(?:his|her|its) (?:[\w-]+ ){1,5})?$")
_TITLES = re.compile(r"(?:[A-Z][\w.-]* ){0,6}")
_STAKE = re.compile(
    r" (?:an?|its|the|another|\d[\d.]*%)(?: [\w.%-]+){0,4}? (?:stake|holding|share|interest)s? in "
)
_ONE_OF = re.compile(r" one of (?:the |its |his |her )?[a-z ]+$")
_HEADS_OF = re.compile(
    r"\s*(?:[Tt]he )?(?:\w+ ){0,3}(?:ministers|leaders|presidents|governments|delegations|envoys)"
    r" of (?:the )?"
)
_OPENS = re.compile(r"(?:In|At|Near|Outside|Off|Inside|Across) [^,]{0,60}$")
_THAT_DID = re.compile(r"(?: [a-z]+){0,2} that ")
"""Of "an attack on a convoy in Peru *that* killed ten" the place is the attack's."""
_ARTICLE = re.compile(r" (?:the )?")
_PAIR = (0, 1)
_FAR = 60
_LONG_ROLE = 240
_ALSO = (triggers.MET, triggers.SIGNED)
_OF_BODIES = {triggers.ACQUIRED, triggers.SANCTIONED}


def two_before(reading: Reading, it: Trigger) -> tuple[Entity, Entity] | None:
    """The two of "Kenya and Peru signed", "the ministers of Kenya and Peru signed"."""
    text, since = reading.text, reading.sentence.start
    phrase = phrases.before(text, reading.cast, since, it.begin)
    named = reading.cast.within(phrase.start, phrase.end) if phrase else []
    if phrase is None or len(named) != len(_PAIR):
        return None
    one, other = named
    if is_person(one.entity) and is_person(other.entity):
        titled = _TITLES.fullmatch(text, phrase.start, one.start)
        both = titled and _AND_HIS.fullmatch(text, one.end, other.start)
        return (one.entity, other.entity) if both else None
    heads = _HEADS_OF.fullmatch(text, phrase.start, one.start)
    whole = not text[phrase.start : one.start].strip().removeprefix("the").removeprefix("The")
    if not (heads or whole) or not _AND.fullmatch(text, one.end, other.start):
        return None
    return one.entity, other.entity


def object_of(reading: Reading, it: Trigger) -> Referent:
    """Who stands after the verb: the next phrase, or a name in apposition to it."""
    text, until = reading.text, reading.sentence.end
    start = it.end
    if particle := _PARTICLE.match(text, start, until):
        start = particle.end()
    elif it.act in _ALSO and (near := _WITH_NEAR.match(text, start, until)):
        start = near.end() - 1
    elif it.act == triggers.ACQUIRED and (stake := _STAKE.match(text, start, until)):
        start = stake.end() - 1
    phrase = phrases.after(text, start, until)
    if phrase is None:
        return NOBODY
    if titled := _with_role(reading, start):
        return titled
    one_of = _ONE_OF.match(text, phrase.start, phrase.end)
    stop = phrase.end if one_of else _end(reading, phrase)
    if it.act == triggers.ATTACKED and (hit := _struck(reading, phrase)):
        return hit
    named = _in_apposition(reading, stop, bodies=it.act in _OF_BODIES)
    return named or _whole(reading, Phrase(phrase.start, stop))


def _with_role(reading: Reading, start: int) -> Referent | None:
    """Whose role the object begins with, however long it is: "(met) *Minister of Trade Byron*"."""
    article = _ARTICLE.match(reading.text, start)
    start = article.end() if article else start
    for hit in reading.cast.within(start, min(start + _LONG_ROLE, reading.sentence.end)):
        role = hit.entity.role
        if role and is_person(hit.entity) and hit.start == start + len(role) + 1:
            said = reading.text[start : hit.start - 1]
            return Referent(hit.entity, hit.entity.name, NAMED) if said == role else None
    return None


def _struck(reading: Reading, phrase: Phrase) -> Referent | None:
    """The place that the object begins with: "struck *Lima* overnight", "Peru's port of *Lima*"."""
    article = _ARTICLE.match(reading.text, phrase.start, phrase.end)
    start = article.end() if article else phrase.start
    places = [it for it in reading.cast.within(start, phrase.end) if is_place(it.entity)]
    if not places or places[0].start != start:
        return None
    hit = _narrowest(reading.text, places)
    possessive = reading.text[hit.end : hit.end + 1] in {"'", "\u2019"}
    return None if possessive else Referent(hit.entity, hit.entity.name, NAMED)


def _end(reading: Reading, phrase: Phrase) -> int:
    """Where a phrase ends before "in", "after", "who", names that hold such words aside."""
    for found in _ENDS.finditer(reading.text, phrase.start + 1, phrase.end):
        around = reading.cast.within(phrase.start, phrase.end)
        if not any(it.start <= found.start() < it.end for it in around):
            return found.start()
    return phrase.end


def _whole(reading: Reading, phrase: Phrase) -> Referent:
    """Whom the phrase names; only one who is named, or a pronoun's."""
    found = reading.who(phrase)
    return found if found.entity is not None else NOBODY


def _in_apposition(reading: Reading, comma: int, *, bodies: bool) -> Referent | None:
    """The name of "a field commander, *Ada Byron*"; not who goes on: "the mayor, *Byron* said"."""
    text = reading.text
    following = phrases.after(text, comma + 1, reading.sentence.end)
    if text[comma : comma + 2] != ", " or following is None:
        return None
    first = next(iter(reading.cast.within(comma + 2, following.end)), None)
    if first is None or first.start != comma + 2 or has_verb(text, first.end, following.end):
        return None
    fits = is_person(first.entity) or (bodies and is_body(first.entity))
    return reading.who(Phrase(first.start, first.end)) if fits else None


def agent(reading: Reading, it: Trigger) -> Referent:
    """Who did it, after "by"."""
    text, until = reading.text, reading.sentence.end
    near = _BY_NEAR.match(text, it.end, until)
    if not near:
        return NOBODY
    phrase = phrases.after(text, near.end() - 1, until)
    if phrase is None:
        return NOBODY
    return _whole(reading, Phrase(phrase.start, _end(reading, phrase)))


def place_of(reading: Reading, it: Trigger) -> Mentioned | None:
    """Where the sentence says it happened: after the verb, else where the sentence opens."""
    text, (since, until) = reading.text, reading.sentence
    places = [hit for hit in reading.cast.within(since, until) if is_place(hit.entity)]
    for number, hit in enumerate(places):
        if hit.end <= it.begin and not (
            it.participle
            or _OPENS.match(text, since, hit.start)
            or _THAT_DID.fullmatch(text, hit.end, it.begin)
        ):
            continue
        if _WHERE.search(text, max(since, hit.start - _FAR), hit.start):
            return _narrowest(text, places[number:])
    return None


def _narrowest(text: str, listed: list[Mentioned]) -> Mentioned:
    """Of "Nigeria's Plateau state" the latter."""
    found = listed[0]
    for it in listed[1:]:
        if not _POSSESSIVE.fullmatch(text, found.end, it.start):
            break
        found = it
    return found
