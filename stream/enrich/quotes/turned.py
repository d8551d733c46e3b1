"""Attributions whose verb stands first: "…," said Ada Byron; according to Ada Byron."""

import re

from stream.enrich.forms import Form
from stream.enrich.quotes import surroundings, verbs
from stream.enrich.quotes.clauses import around, bare, clauses
from stream.enrich.quotes.marks import CLOSERS
from stream.enrich.quotes.reading import Attribution, Reading, Spoken
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.who import phrases
from stream.enrich.who.cast import Mentioned, is_person, is_place
from stream.enrich.who.finite import FINITE, has_verb
from stream.enrich.who.phrase import Phrase
from stream.enrich.who.referent import NOBODY, UNKNOWN, Referent

_WHERE = re.compile(r" (?:at|in|on|during|after|before|from|when|while|as) (?!the )")
_WHO_DID = re.compile(r", (?:who|which) ")
_WHO = re.compile(r" (?:who|whose|whom) ")
_TITLED = re.compile(r"(?:[A-Z][\w.]{1,12} ){0,3}")
_TURNED = {verbs.SAY, verbs.REPORT, verbs.ASK, verbs.THAT, verbs.VOICED}
_TO_SOMEBODY = {"warned", "warns", "cautioned", "cautions", "asked", "asks", "advised", "promised"}
_TO_DO = re.compile(r" (?:to|not to|against|of|about|over) ")
"""So it was somebody else who warned: "warned *the club to* leave"."""
_NO_SUBJECT = re.compile(r" (?:to|about|of|for|on|with|by) ")
_RELATIVE = re.compile(r", (?:which|who|whose|an?|the|based|owned) [^,]{2,120},(?!\d)")
_GOES_ON = re.compile(rf", (?:{FINITE.pattern}) (?!in |by |on |at |from |last |this )")
"""The verb of what stands before: "an aide, according to the court, *handed* it over"."""
_APOSTROPHES = ("'", "\u2019")
_IN_BRACKETS = re.compile(r" \([A-Z][\w.&-]*\)")
_LONGEST = 100
_FEWEST_SPACES = 3


def turned(reading: Reading, form: Form, kind: str) -> Attribution | None:
    """The attribution, if the words before the verb are what was said and after it who said it."""
    text, (since, until) = reading.text, reading.sentence
    if kind not in _TURNED or verbs.is_participle(form.text):
        return None
    before = text[since : form.start].rstrip()
    quoted = before.rstrip(",").endswith(CLOSERS)
    said = Stretch(since, since + len(before) - 1)
    if not quoted and (kind in {verbs.ASK, verbs.THAT, verbs.VOICED} or not before.endswith(",")):
        return None
    if not quoted and not _is_reported(reading, form, said):
        return None
    phrase = _who(text, form, until)
    if phrase is None:
        return None
    speaker, end = _speaker(reading, phrase)
    spoken = Spoken(text, form, kind, speaker, form.start)
    if quoted:
        return spoken.to(end, around(text, since, form.start) if speaker.name else ())
    ends = not text[end:until].strip(" .")
    return spoken.to(end, (said,)) if speaker.name or (ends and speaker is NOBODY) else None


def _is_reported(reading: Reading, form: Form, said: Stretch) -> bool:
    """Whether a clause stands before the verb, not its own subject with a clause of its own."""
    if not has_verb(reading.text, *said):
        return False
    clause = _WHO_DID.search(reading.text, reading.sentence.start, form.start)
    return not (clause and _is_subject(reading, form))


def _who(text: str, form: Form, until: int) -> Phrase | None:
    """The phrase after the verb, if it names those who speak and not when, where or to whom."""
    phrase = phrases.after(text, form.end, until)
    if phrase and (relative := _WHO.search(text, phrase.start + 1, phrase.end)):
        phrase = Phrase(phrase.start, relative.start())
    if phrase is None or has_verb(text, phrase.start, phrase.end):
        return None
    if _NO_SUBJECT.match(text, phrase.start, phrase.end):
        return None
    if form.text in _TO_SOMEBODY and _TO_DO.search(text, phrase.start, phrase.end):
        return None
    when_or_where = surroundings.after_when_and_where(text, form.end, until)
    return phrase if when_or_where == form.end else None


def _is_subject(reading: Reading, form: Form) -> bool:
    """Whether somebody with a relative clause stands before the verb: "Ada, who won, said"."""
    text, since = reading.text, reading.sentence.start
    phrase = phrases.before(text, reading.cast, since, form.start)
    named = reading.cast.within(phrase.start, phrase.end) if phrase and not phrase.joined else []
    return bool(named) and named[-1].end == (phrase.end if phrase else -1)


def according(reading: Reading, form: Form) -> Attribution | None:
    """Before its clause, after it, or inside: "who, according to X, did this"."""
    text, (since, until) = reading.text, reading.sentence
    phrase = _with_whole_name(reading, phrases.after(text, form.end, until))
    if phrase is None:
        return None
    who = _WHO.search(text, phrase.start + 1, phrase.end)
    whom = Phrase(phrase.start, who.start()) if who else phrase
    speaker, end = reading.who(whom) if who else UNKNOWN, phrase.end
    if who is None:
        speaker, end = _speaker(reading, phrase)
    spoken = Spoken(text, form, verbs.SAY, speaker, form.start)
    before = text[since : form.start].rstrip()
    if not before or before.endswith((" who,", " which,")):
        relative = _RELATIVE.match(text, phrase.end, until)
        if relative and not _WHO_DID.match(relative[0]) and has_verb(text, *relative.span()):
            relative = None
        start = relative.end() if relative else phrase.end
        return spoken.to(phrase.end, clauses(text, start, until)[:1])
    clause = bare(text, since, since + len(before))
    goes_on = _GOES_ON.match(text, end, until)
    if goes_on:
        return None
    if text.count(" ", clause.start, clause.end) < _FEWEST_SPACES:
        return spoken.to(end) if before.rstrip(",").endswith(CLOSERS) else None
    return spoken.to(end, (clause,))


def _with_whole_name(reading: Reading, phrase: Phrase | None) -> Phrase | None:
    """The phrase with the rest of a name that has a comma: "the Ministry of Trade, Industry"."""
    if phrase is None or reading.text[phrase.end : phrase.end + 1] != ",":
        return phrase
    named = reading.cast.within(phrase.start, min(phrase.end + _LONGEST, reading.sentence.end))
    across = next((it for it in named if it.start < phrase.end < it.end), None)
    if across is None:
        return phrase
    short = _IN_BRACKETS.match(reading.text, across.end)
    return Phrase(phrase.start, short.end() if short else across.end)


def _is_named_so(text: str, named: Mentioned, following: Phrase) -> bool:
    """A name that says who was meant, not one that the reported clause begins with."""
    if has_verb(text, named.end, following.end) or text[named.end : named.end + 1] in _APOSTROPHES:
        return False
    elsewhere = is_place(named.entity) and bool(named.entity.ids)
    whole = following.end == named.end and not elsewhere
    return is_person(named.entity) or whole


def _speaker(reading: Reading, phrase: Phrase) -> tuple[Referent, int]:
    """Whom the phrase names; "the council's president, *Ada Byron*" is named by what follows."""
    text, until = reading.text, reading.sentence.end
    if text[phrase.end : phrase.end + 1] == ",":
        following = phrases.after(text, phrase.end + 1, until)
        if following:
            start = following.start + text[following.start : following.end].startswith(" ")
            named = reading.cast.within(start, following.end)
            if (
                named
                and _TITLED.fullmatch(text, start, named[0].start)
                and _is_named_so(text, named[0], following)
            ):
                return reading.who(Phrase(named[0].start, named[0].end)), following.end
    speaker = reading.who(phrase)
    where = _WHERE.search(text, phrase.start + 1, phrase.end)
    if speaker.entity is None and where:
        speaker = reading.who(Phrase(phrase.start, where.start()))
    return speaker, phrase.end
