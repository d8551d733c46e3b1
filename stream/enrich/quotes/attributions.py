"""Who is said to say what: the attributions of a sentence, left to right."""

import re

from stream.enrich.forms import Form
from stream.enrich.quotes import surroundings, verbs
from stream.enrich.quotes.marks import CLOSERS
from stream.enrich.quotes.reading import LONGEST, Attribution, Reading, Spoken
from stream.enrich.quotes.reported import attribution
from stream.enrich.quotes.subjects import spoken_by
from stream.enrich.quotes.turned import according, turned
from stream.enrich.who import phrases
from stream.enrich.who.cast import is_person
from stream.enrich.who.referent import NOBODY

_SOME = re.compile(r"\b(?:some|many|several|few|others) $")
_PRONOUN = re.compile(r"\b(?:he|she|it|they|I|we)\s*$")
_PAST = re.compile(r"ed$|^said$|^wrote$")
_ONE = re.compile(r" (?:one|another|an?|the|his|her|its|their|some) ?")
"""So it is said where quoted words stood: "«You loot, we shoot,» *reads one*"."""
_SIGN = re.compile(
    r"\b(?:banners?|signs?|placards?|posters?|bedsheets?|T-shirts?|notes?|cards?|graffiti|stickers?"
    r"|messages?|flags?) $"
)


def attributions(reading: Reading) -> list[Attribution]:
    """The attributions of a sentence; what one reports isn't searched for others."""
    start, end = reading.sentence
    found: list[Attribution] = []
    if end - start > LONGEST:
        return found
    at = start
    for form in reading.verbs.within(start, end):
        if form.start < at:
            found += _within(reading, form)
            continue
        new = _attribution(reading, form, found)
        if new and not _is_said_already(new, found):
            found.append(new)
            at = max([new.end, *(it.end for it in new.clauses if it.start >= new.end)])
    return found


def _within(reading: Reading, form: Form) -> list[Attribution]:
    """Words that somebody else says in what is reported: "said a memo in which *Ada wrote* «…»"."""
    text, (since, until) = reading.text, reading.sentence
    opening = surroundings.lead(text, form.end, until)
    kind = verbs.kinds().get(form.text)
    if opening is None or kind not in {verbs.SAY, verbs.REPORT} or not _PAST.search(form.text):
        return []
    phrase = phrases.before(text, reading.cast, since, form.start)
    if phrase is None or phrase.joined or _PRONOUN.search(text, phrase.start, phrase.end):
        return []
    return [Spoken(text, form, kind, reading.who(phrase), form.start).to(opening, opens=True)]


def _is_said_already(new: Attribution, found: list[Attribution]) -> bool:
    """Whether what it reports has its own attribution: "X said so, dashing *hopes*"."""
    said = [it for by in found for it in by.clauses]
    return any(it.start < one.end and one.start < it.end for it in new.clauses for one in said)


def _attribution(reading: Reading, form: Form, earlier: list[Attribution]) -> Attribution | None:
    if form.text.lower().startswith(verbs.ACCORDING):
        return according(reading, form)
    kind = verbs.kinds()[form.text]
    if form.text == "saying" and _SIGN.search(reading.text, max(0, form.start - 20), form.start):
        kind = verbs.SHOW
    if _SOME.search(reading.text, max(0, form.start - 10), form.start) and (
        surroundings.lead(reading.text, form.end, reading.sentence.end) is not None
    ):
        kind = verbs.SHOW
    if kind == verbs.SHOW:
        return _shown(reading, form)
    cited = form.text == "saying" and reading.text.endswith(" as ", 0, form.start)
    if not cited and not verbs.reports(
        reading.text, form.start, form.text, named=_is_named(reading, form)
    ):
        return None
    if found := turned(reading, form, kind):
        return found
    spoken = spoken_by(reading, form, kind, earlier[-1].speaker if earlier else None)
    return attribution(reading, spoken) if spoken else None


def _is_named(reading: Reading, form: Form) -> bool:
    """Whether a name ends right before the verb: "*Moody's* said"."""
    end = form.start - 1
    return any(it.end == end for it in reading.cast.within(reading.sentence.start, end))


def _shown(reading: Reading, form: Form) -> Attribution | None:
    """What a sign reads and a crowd chants: nobody says it, unless a person is the subject."""
    text, until = reading.text, reading.sentence.end
    opening = surroundings.lead(text, form.end, until)
    if opening is None:
        before = text[reading.sentence.start : form.start].rstrip(" ,")
        signs = before.endswith(CLOSERS) and _ONE.match(text, form.end, until)
        return Spoken(text, form, verbs.SHOW, NOBODY, form.start).to(form.end) if signs else None
    phrase = phrases.before(text, reading.cast, reading.sentence.start, form.start)
    who = reading.who(phrase) if phrase and not phrase.joined else NOBODY
    person = who.entity is not None and is_person(who.entity)
    spoken = Spoken(text, form, verbs.SHOW, who if person else NOBODY, form.start)
    return spoken.to(opening, opens=True)
