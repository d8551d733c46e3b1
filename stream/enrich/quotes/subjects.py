"""Who a verb of speaking belongs to: its own subject, or the one that it shares."""

import re

from stream.enrich.forms import Form
from stream.enrich.quotes import surroundings, verbs
from stream.enrich.quotes.marks import CLOSE, CLOSE_STOP
from stream.enrich.quotes.reading import LONGEST, Reading, Spoken
from stream.enrich.who import phrases
from stream.enrich.who.cast import Gender, is_body, is_person
from stream.enrich.who.finite import FINITE
from stream.enrich.who.phrase import Phrase
from stream.enrich.who.referent import PRONOUN, UNKNOWN, Referent

_FIRST = (
    r"(?:On|In|At|After|Before|During|Under|With|For|Since|By|From|While|When|As|Asked|Speaking"
    r"|(?:Earlier|Later) (?:this|that|in|on|last))\b[^,]{0,120}, "
)
OPENER = re.compile(
    r"(?:But|And|Yet|Still|Earlier|Meanwhile|However|Later|Separately),? "
    rf"(?:{_FIRST.lower()})?|(?:{_FIRST})"
)
_AS_SAYING = re.compile(
    r"\b(?:quoted|quotes|quoting|cited|cites|citing) (?P<who>[^,;:]{2,120}?) as $"
)
_WAS_QUOTED = re.compile(
    r"\b(?:was|were|is|are|been) (?:also |later )?(?:quoted|cited|reported)"
    r" (?:by|in|on) [^,;:]{2,80}? as $"
)
_HANGS_ON = re.compile(rf"(?:[,{CLOSE}{CLOSE_STOP}]|\b(?:before|while|after)(?: also| again)?)\s*$")
_GENDERS: dict[str, Gender] = {"he": "he", "she": "she"}
_PRONOUNS = {*_GENDERS, "it"}
_WITHIN = re.compile(r"\b(?:that|which|what|whom|because|when|after|before|where|an? [a-z]+)\s*$")


def subject_of(reading: Reading, until: int | None = None) -> Referent:
    """Who the sentence begins with: the subject of its first verb, which stands before `until`."""
    text, (start, end) = reading.text, reading.sentence
    end = end if until is None else until
    opener = OPENER.match(text, start, end)
    if opener:
        start = opener.end()
    verb = FINITE.search(text, start + 1, min(end, start + LONGEST))
    phrase = phrases.before(text, reading.cast, start, verb.start()) if verb else None
    if phrase is None or phrase.joined:
        return UNKNOWN
    return reading.who(phrases.antecedent(text, reading.cast, start, phrase) or phrase)


def spoken_by(reading: Reading, form: Form, kind: str, earlier: Referent | None) -> Spoken | None:
    """The verb with the subject before it, or with the one that it shares with an earlier verb."""
    text, since = reading.text, reading.sentence.start
    if form.text == "saying" and text.endswith(" as ", since, form.start):
        return _cited(reading, form)
    phrase = phrases.before(text, reading.cast, since, form.start)
    if not _may_speak(reading, form, phrase):
        return None
    if verbs.is_participle(form.text):
        pass
    elif phrase is None:
        return Spoken(text, form, kind, subject_of(reading), form.start)
    elif antecedent := phrases.antecedent(text, reading.cast, since, phrase):
        return Spoken(text, form, kind, reading.who(antecedent), form.start, relative=True)
    elif not phrase.joined:
        who = _inside(reading, phrase, earlier) or reading.who(phrase)
        if who is UNKNOWN:
            who = _themselves(reading, phrase) or who
        return Spoken(text, form, kind, who, _begin(text, phrase))
    who = earlier or subject_of(reading, form.start)
    return Spoken(text, form, kind, who, form.start)


def _may_speak(reading: Reading, form: Form, phrase: Phrase | None) -> bool:
    """Whether the verb has a subject, or quoted words right after it; a participle hangs on one."""
    text = reading.text
    if verbs.is_participle(form.text):
        joined = phrase is not None and phrase.joined
        return joined or bool(_HANGS_ON.search(text, reading.sentence.start, form.start))
    return phrase is not None or surroundings.lead(text, form.end, reading.sentence.end) is not None


def _was_quoted(reading: Reading, form: Form, start: int) -> Spoken | None:
    """The one who was quoted by somebody: "*Ada Byron* was quoted by the agency as saying"."""
    text, since = reading.text, reading.sentence.start
    phrase = phrases.before(text, reading.cast, since, start)
    if phrase is None or phrase.joined:
        return None
    verb = Form(start, form.end, text[start : form.end])
    return Spoken(text, verb, verbs.SAY, reading.who(phrase), _begin(text, phrase))


def _cited(reading: Reading, form: Form) -> Spoken | None:
    """The one whom somebody quotes: "the agency quoted *Ada Byron* as saying"."""
    text, since = reading.text, reading.sentence.start
    if passive := _WAS_QUOTED.search(text, since, form.start):
        return _was_quoted(reading, form, passive.start())
    cited = _AS_SAYING.search(text, since, form.start)
    if cited is None:
        return None
    by = phrases.before(text, reading.cast, since, cited.start())
    start = _begin(text, by) if by and not by.joined else cited.start()
    who = reading.who(Phrase(cited.start("who"), cited.end("who")))
    quoted = Form(cited.start(), form.end, "quoted")
    return Spoken(text, quoted, verbs.SAY, who, start)


def _inside(reading: Reading, phrase: Phrase, earlier: Referent | None) -> Referent | None:
    """Whom "he" means where the sentence has a subject: "Ada left after what she called".

    Or one who has spoken: "Ada said it leaked, but she added".
    """
    text, since = reading.text, reading.sentence.start
    pronoun = text[phrase.start : phrase.end].strip()
    if pronoun not in _PRONOUNS or not (earlier or _WITHIN.search(text, since, phrase.start)):
        return None
    subject = earlier or subject_of(reading)
    if subject.entity is None:
        return None
    if pronoun == "it":
        return subject if is_body(subject.entity) else None
    if not is_person(subject.entity):
        return None
    return subject if reading.cast.is_gender(subject.entity, _GENDERS[pronoun]) else None


def _themselves(reading: Reading, phrase: Phrase) -> Referent | None:
    """Who speaks of themselves, if nobody else can be meant: "*Ada Byron* left, she said"."""
    text, since = reading.text, reading.sentence.start
    gender = _GENDERS.get(text[phrase.start : phrase.end].strip())
    named = reading.cast.within(since, phrase.start)
    people = {it.entity.id: it.entity for it in named if is_person(it.entity)}
    if gender is None or len(people) != 1 or not text[since : phrase.start].rstrip().endswith(","):
        return None
    (only,) = people.values()
    fits = reading.cast.is_gender(only, gender) and subject_of(reading, phrase.start).entity is only
    return Referent(only, only.name, PRONOUN) if fits else None


def _begin(text: str, phrase: Phrase) -> int:
    start = phrase.left if phrase.left >= 0 else phrase.start
    while start < phrase.end and text[start] == " ":
        start += 1
    return start
