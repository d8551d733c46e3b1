"""Who is said to say what: the attributions of a sentence, left to right."""

import re

from stream.enrich.forms import Form
from stream.enrich.quotes import surroundings, verbs
from stream.enrich.quotes.clauses import clauses, is_clause
from stream.enrich.quotes.marks import CLOSE, CLOSERS, OPEN
from stream.enrich.quotes.reading import Attribution, Reading, Spoken
from stream.enrich.quotes.turned import according, turned
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.who import phrases
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
    return NOBODY if phrase is None or phrase.joined else reading.who(phrase)


def _attribution(reading: Reading, form: Form, earlier: list[Attribution]) -> Attribution | None:
    if form.text.lower().startswith(verbs.ACCORDING):
        return according(reading, form)
    if not verbs.reports(reading.text, form.start, form.text):
        return None
    kind = verbs.kinds()[form.text]
    if found := turned(reading, form, kind):
        return found
    spoken = _spoken(reading, form, kind, earlier)
    return _said(reading, spoken) if spoken else None


def _spoken(reading: Reading, form: Form, kind: str, earlier: list[Attribution]) -> Spoken | None:
    """The verb with the subject before it, or with the one that it shares with an earlier verb."""
    text, since = reading.text, reading.sentence.start
    phrase = phrases.before(text, reading.cast, since, form.start)
    if verbs.is_participle(form.text):
        if not (phrase and phrase.joined) and text[: form.start].rstrip()[-1:] != ",":
            return None
    elif phrase is None:
        return None
    elif not phrase.joined:
        return Spoken(text, form, kind, reading.who(phrase), _begin(text, phrase))
    speaker = earlier[-1].speaker if earlier else subject_of(reading)
    return Spoken(text, form, kind, speaker, form.start)


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
        return spoken.to(after, told=after)
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
    if spoken.kind == verbs.ASK:
        asks = _QUESTION.match(text, after, until)
        return spoken.to(after, clauses(text, after, until), told=after) if asks else None
    start = surroundings.after_that(text, spoken.verb_end, until)
    if start is not None:
        return spoken.to(start, clauses(text, start, until), told=min(after, start))
    if not verbs.is_participle(spoken.verb) and (
        clause := _clause_before(reading, spoken.start, after)
    ):
        signs = spoken.verb == _SIGNS and spoken.speaker.entity is None
        return None if signs else spoken.to(after, (clause,), told=after)
    if spoken.kind == verbs.TELL and heard is None:
        return None
    found = clauses(text, after, until)
    if found and is_clause(text, found[0], spoken.kind):
        return spoken.to(after, found, told=after)
    return None


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
    if not before.endswith(",") or not phrases.has_verb(text, since, since + len(before)):
        return None
    return Stretch(since, since + len(before) - 1)
