"""Who stands before a verb that states an act. What is in doubt stays unsaid."""

import re
from typing import NamedTuple

from stream.enrich.acts import triggers
from stream.enrich.acts.triggers import Trigger
from stream.enrich.quotes.reading import Reading
from stream.enrich.quotes.subjects import subject_of
from stream.enrich.who import phrases
from stream.enrich.who.cast import is_person
from stream.enrich.who.finite import FINITE, has_verb
from stream.enrich.who.phrase import Phrase
from stream.enrich.who.referent import NAMED, NOBODY, Referent

_RELATIVE = re.compile(r",? (?P<word>who|which)$")
_PRONOUN = re.compile(r"\b(?:after|when|before|as|since|while|that|where) (?:he|she)$")
_THAT = re.compile(r"\bthat ")
_OBJECT = re.compile(r" (?:(?:the|an?|its|his|her|their|that)\b|\d|[A-Z])")
_DAY = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NEAR = 16
_NEVER_PASSIVE = {triggers.MET, triggers.RESIGNED}


class Subject(NamedTuple):
    """Who stands before a verb; `reduced` says that the verb is passive without "was"."""

    who: Referent
    reduced: bool = False


def subject(reading: Reading, it: Trigger) -> Subject:
    """Who stands before the verb."""
    text, since = reading.text, reading.sentence.start
    if it.participle:
        return Subject(_of_clause(reading, it))
    phrase = phrases.before(text, reading.cast, since, it.begin)
    if phrase is None or phrase.joined:
        return Subject(subject_of(reading) if phrase else NOBODY)
    if _PRONOUN.search(text, max(since, phrase.end - _NEAR), phrase.end):
        return Subject(_he_or_she(reading, phrase))
    relative = _RELATIVE.search(text, since, phrase.end)
    if relative:
        return Subject(_antecedent(reading, relative.start()))
    if text[phrase.start : phrase.end] == "it":
        return Subject(_it(reading, phrase.start))
    reduced = text[phrase.end : it.begin].strip() == "," and _is_reduced(text, phrase, it)
    return Subject(reading.who(_innermost(reading, phrase)), reduced=reduced)


def _of_clause(reading: Reading, it: Trigger) -> Referent:
    """Whose participle it is: of "Ada Byron said *after meeting* him" who said it."""
    text, since = reading.text, reading.sentence.start
    end = it.start - len(triggers.AFTER)
    hangs_on = end > since and text[end : it.start] == triggers.AFTER
    return _of_last_verb(reading, end) if hangs_on else subject_of(reading)


def _of_last_verb(reading: Reading, end: int) -> Referent:
    """The subject of the last finite verb before a place."""
    text, since = reading.text, reading.sentence.start
    verb = max((it.start() for it in FINITE.finditer(text, since, end)), default=since)
    phrase = phrases.before(text, reading.cast, since, verb)
    return subject_of(reading) if phrase is None or phrase.joined else reading.who(phrase)


def _he_or_she(reading: Reading, phrase: Phrase) -> Referent:
    """Whom "where he met" means: the subject, or the one person named where no verb is before."""
    since = reading.sentence.start
    if has_verb(reading.text, since, phrase.start):
        return subject_of(reading)
    people = [it for it in reading.cast.within(since, phrase.start) if is_person(it.entity)]
    if len({it.entity.id for it in people}) != 1:
        return NOBODY
    return Referent(people[0].entity, people[0].entity.name, NAMED)


def _antecedent(reading: Reading, end: int) -> Referent:
    """Whom a relative clause is about: of "the case of *Ada Byron*, a baker who" the name."""
    phrase = phrases.before_relative(reading.text, reading.cast, reading.sentence.start, end)
    if phrase is None:
        return NOBODY
    named = reading.cast.within(phrase.start, phrase.end)
    if phrase.end < end and named and named[-1].end == phrase.end and is_person(named[-1].entity):
        return Referent(named[-1].entity, named[-1].entity.name, NAMED)
    return reading.who(phrase)


def _it(reading: Reading, start: int) -> Referent:
    """What "it" means within a sentence: the subject of the verb before, which is no person."""
    who = _of_last_verb(reading, start)
    return NOBODY if who.entity is None or is_person(who.entity) else who


def _innermost(reading: Reading, phrase: Phrase) -> Phrase:
    """The subject of a clause that somebody reports: "the ministry said *troops* (killed)"."""
    said = reading.verbs.within(phrase.start, phrase.end)
    start = said[-1].end if said else phrase.start
    for that in _THAT.finditer(reading.text, start, phrase.end) if said else ():
        start = that.end()
    return phrase._replace(start=start)


def _is_reduced(text: str, phrase: Phrase, it: Trigger) -> bool:
    """Whether the verb after a comma says what was done to somebody: "Ada Byron, *arrested*"."""
    if it.passive or it.begin < it.start or it.act in _NEVER_PASSIVE:
        return False
    has_role = 0 <= phrase.left < phrase.start
    acts_on = _OBJECT.match(text, it.end) and not _DAY.match(text, it.end)
    return not (has_role and acts_on)
