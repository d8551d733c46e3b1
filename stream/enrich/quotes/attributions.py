"""Who is said to say what: the attributions of a sentence, left to right."""

import re

from stream.enrich.forms import Form
from stream.enrich.quotes import surroundings, verbs
from stream.enrich.quotes.clauses import around, bare, clauses, is_clause
from stream.enrich.quotes.marks import CLOSE, CLOSERS, OPEN
from stream.enrich.quotes.reading import Attribution, Reading, Spoken
from stream.enrich.quotes.turned import according, turned
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.who import phrases
from stream.enrich.who.cast import Gender, is_body, is_person
from stream.enrich.who.referent import NOBODY, Referent

LONGEST = 1_200
"""Code points: no sentence of news is longer, and a hostile one isn't read."""

_QUESTION = re.compile(r" (?:how|whether|if|what|why|who|when|where|which)\b")
_REST = re.compile(r"[^,.;:]*")
_GOES_ON = re.compile(r" (?!and|but)[a-z]")
_OPENER = re.compile(
    r"(?:On|In|At|After|Before|During|Under|With|For|Since|By|From|While|When|As|Asked|Speaking"
    r"|Earlier|Meanwhile|However|But|And|Yet|Still|Later|Separately)\b[^,]{0,120}, "
)
_HANGS_ON = re.compile(r"(?:,|\b(?:before|while|after)(?: also| again)?)\s*$")
_GOES_BACK = re.compile(
    r", (?=(?:also |now |has |have )?(?:is|was|are|were|has|have|had|will|would|can|could|did|does"
    r"|said|told|added|went|took|made|came|rose|fell|won|lost|left|\w{3,}ed)\b)"
)
"""Where the sentence goes on after a relative clause: "which has said so*, is to hold* talks"."""
_SIGN = re.compile(
    r"\b(?:banners?|signs?|placards?|posters?|bedsheets?|T-shirts?|notes?|cards?|graffiti|stickers?"
    r"|messages?|flags?) $"
)
_WORDS = re.compile(
    r"(?!(?:On|In|At|After|Before|During|Under|With|For|Since|By|From|While|When|As|Asked|Earlier"
    r"|Meanwhile|However|But|And|Yet|Still|Later|Separately|Also|To|Despite)\b)[A-Z]\S*(?: \S+){3}"
)
"""Four words that no adverbial begins: a clause, whose verb no list has."""
_AND_MORE = re.compile(r", (?:and|but) (?=(?:the|all|its|his|her|their|no|\d|some|most|many)\b)")
_STATES = re.compile(
    r"(?:[\w'\u2019-]+,? ){1,8}?(?:was|were|is|are|has|have|had|will|would|could|can|did|remain\w*)\b"
)
_NO_CLAUSE = re.compile(
    r"(?:Asked|Questioned|Pressed|Speaking|Told|When asked) [^,]{1,160},|"
    r"(?:In|On|At|During|With|By|Under) (?:an?|the|one|another|his|her|its|their) (?:(?!was|were|is|are|has|have"
    r"|had|will|would)[\w'\u2019-]+ ){0,10}[\w'\u2019-]+,"
)
"""What only says where or in what: "In a report published on Friday, it said"."""
_GENDERS: dict[str, Gender] = {"he": "he", "she": "she"}
_WITHIN = re.compile(r"\b(?:that|which|what|whom|because|when|after|before|where)\s*$")
_SIGNS = "reports"
"""So an agency signs its own story: "…, Agency reports."."""
_MOST_WORDS_AFTER = 12


def attributions(reading: Reading) -> list[Attribution]:
    """The attributions of a sentence; what one reports isn't searched for others."""
    text, (start, end) = reading.text, reading.sentence
    found: list[Attribution] = []
    if end - start > LONGEST:
        return found
    at = start
    for form in verbs.forms().find(text, start, end):
        if form.start < at:
            continue
        new = _attribution(reading, form, found)
        if new:
            found.append(new)
            at = max([new.end, *(it.end for it in new.clauses if it.start >= new.end)])
    return found


def subject_of(reading: Reading) -> Referent:
    """Who the sentence begins with: the subject of its first verb."""
    text, (start, end) = reading.text, reading.sentence
    opener = _OPENER.match(text, start, end)
    if opener:
        start = opener.end()
    verb = phrases.FINITE.search(text, start + 1, min(end, start + LONGEST))
    phrase = phrases.before(text, reading.cast, start, verb.start()) if verb else None
    if phrase is None or phrase.joined:
        return NOBODY
    return reading.who(phrases.antecedent(text, reading.cast, start, phrase) or phrase)


def _attribution(reading: Reading, form: Form, earlier: list[Attribution]) -> Attribution | None:
    if form.text.lower().startswith(verbs.ACCORDING):
        return according(reading, form)
    kind = verbs.kinds()[form.text]
    if form.text == "saying" and _SIGN.search(reading.text, max(0, form.start - 20), form.start):
        kind = verbs.SHOW
    if kind != verbs.SHOW and not verbs.reports(reading.text, form.start, form.text):
        return None
    if kind == verbs.SHOW:
        return _shown(reading, form)
    if found := turned(reading, form, kind):
        return found
    spoken = _spoken(reading, form, kind, earlier)
    return _said(reading, spoken) if spoken else None


def _shown(reading: Reading, form: Form) -> Attribution | None:
    """What a sign reads and a crowd chants; a person is named only where the name is the subject."""
    text, until = reading.text, reading.sentence.end
    opening = surroundings.lead(text, form.end, until)
    if opening is None:
        return None
    phrase = phrases.before(text, reading.cast, reading.sentence.start, form.start)
    who = reading.who(phrase) if phrase and not phrase.joined else NOBODY
    person = who.entity is not None and is_person(who.entity)
    spoken = Spoken(text, form, verbs.SHOW, who if person else NOBODY, form.start)
    return spoken.to(opening, opens=True)


def _spoken(reading: Reading, form: Form, kind: str, earlier: list[Attribution]) -> Spoken | None:
    """The verb with the subject before it, or with the one that it shares with an earlier verb."""
    text, since = reading.text, reading.sentence.start
    phrase = phrases.before(text, reading.cast, since, form.start)
    if verbs.is_participle(form.text):
        if not (phrase and phrase.joined) and not _HANGS_ON.search(text, since, form.start):
            return None
    elif phrase is None:
        if surroundings.lead(text, form.end, reading.sentence.end) is None:
            return None
        return Spoken(text, form, kind, subject_of(reading), form.start)
    elif antecedent := phrases.antecedent(text, reading.cast, since, phrase):
        return Spoken(text, form, kind, reading.who(antecedent), form.start, relative=True)
    elif not phrase.joined:
        who = _inside(reading, phrase) or reading.who(phrase)
        return Spoken(text, form, kind, who, _begin(text, phrase))
    speaker = earlier[-1].speaker if earlier else subject_of(reading)
    return Spoken(text, form, kind, speaker, form.start)


def _inside(reading: Reading, phrase: phrases.Phrase) -> Referent | None:
    """Whom "he" means within a sentence whose subject is named: "Ada left after what she called"."""
    text, since = reading.text, reading.sentence.start
    pronoun = text[phrase.start : phrase.end].strip()
    if pronoun not in {*_GENDERS, "it"} or not _WITHIN.search(text, since, phrase.start):
        return None
    subject = subject_of(reading)
    if subject.entity is None:
        return None
    if pronoun == "it":
        return subject if is_body(subject.entity) else None
    if not is_person(subject.entity):
        return None
    return subject if reading.cast.is_gender(subject.entity, _GENDERS[pronoun]) else None


def _begin(text: str, phrase: phrases.Phrase) -> int:
    start = phrase.left if phrase.left >= 0 else phrase.start
    while start < phrase.end and text[start] == " ":
        start += 1
    return start


def _said(reading: Reading, spoken: Spoken) -> Attribution | None:
    """What the verb says: a quote before or after it, or a clause."""
    text, (since, until) = reading.text, reading.sentence
    end = spoken.verb_end
    if spoken.kind == verbs.CALL:
        return spoken.to(end)
    heard = None
    if spoken.kind == verbs.TELL:
        heard = surroundings.after_listeners(text, end, until, reading.cast)
    after = surroundings.after_when_and_where(text, heard or end, until)
    opening = surroundings.lead(text, after, until)
    if opening is not None and not _goes_on(text, opening, until):
        return spoken.to(opening, opens=True, told=after)
    before = text[since : spoken.start].rstrip(" ,")
    if before.endswith(CLOSERS) and not verbs.is_participle(spoken.verb):
        return spoken.to(after, around(text, since, spoken.start), told=after)
    if text[until - 1] == ":" and not phrases.has_verb(text, after, until):
        return spoken.to(until, opens=True, told=after)
    return _reported(reading, spoken, after, heard)


def _goes_on(text: str, opening: int, until: int) -> bool:
    """Whether a clause goes on after the quoted words that begin it."""
    close = text.find(CLOSE, opening, until)
    if close < 0 or not _GOES_ON.match(text, close + 1, until):
        return False
    return phrases.has_verb(text, close + 1, until)


def _reported(
    reading: Reading, spoken: Spoken, after: int, heard: int | None
) -> Attribution | None:
    """A clause after the verb, or before the attribution."""
    text, until = reading.text, reading.sentence.end
    if spoken.relative and (back := _GOES_BACK.search(text, after, until)):
        until = back.start()
    if spoken.kind == verbs.ASK:
        asks = _QUESTION.match(text, after, until)
        return spoken.to(after, clauses(text, after, until), told=after) if asks else None
    near = surroundings.after_when_and_where(text, spoken.verb_end, until)
    at, far = (near, False) if spoken.kind == verbs.THAT else (spoken.verb_end, True)
    start = surroundings.after_that(text, at, until, far=far)
    if start is not None:
        return spoken.to(start, clauses(text, start, until), told=min(after, start))
    if not verbs.is_participle(spoken.verb) and (
        clause := _clause_before(reading, spoken.start, after)
    ):
        if spoken.verb == _SIGNS and spoken.speaker.entity is None:
            return None
        return spoken.to(after, (clause, *_goes_on_after(reading, after)), told=after)
    if spoken.kind == verbs.TELL and heard is None:
        return None
    found = clauses(text, after, until)
    if found and is_clause(text, found[0], spoken.kind):
        return spoken.to(after, found, told=after)
    return None


def _goes_on_after(reading: Reading, after: int) -> tuple[Stretch, ...]:
    """The second clause of "clause, X said, but another clause"."""
    text, until = reading.text, reading.sentence.end
    found = _AND_MORE.match(text, after, until)
    if found is None or verbs.forms().find(text, found.end(), until):
        return ()
    more = bare(text, found.end(), until)
    return (more,) if _STATES.match(text, *more) and OPEN not in text[slice(*more)] else ()


def _clause_before(reading: Reading, start: int, after: int) -> Stretch | None:
    """The clause of "clause, X said on Friday", where no clause follows the verb."""
    text, (since, until) = reading.text, reading.sentence
    rest = _REST.match(text, after, until)
    tail = rest[0] if rest else ""
    if len(tail.split()) > _MOST_WORDS_AFTER or OPEN in tail:
        return None
    if phrases.has_verb(text, after, after + len(tail)):
        return None
    before = text[since:start].rstrip()
    if not before.endswith(","):
        return None
    ends = not tail.strip() and until - after - len(tail) <= 1
    if not phrases.has_verb(text, since, since + len(before)) and not (
        ends and _WORDS.match(text, since, since + len(before))
    ):
        return None
    if _NO_CLAUSE.fullmatch(text, since, since + len(before)):
        return None
    return Stretch(since, since + len(before) - 1)
