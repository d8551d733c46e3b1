"""What a verb of speaking says: a quote beside it, a clause after it or before it."""

import re
from dataclasses import replace

from stream.enrich.lists import words
from stream.enrich.quotes import surroundings, verbs
from stream.enrich.quotes.clauses import around, bare, clauses, is_clause
from stream.enrich.quotes.marks import CLOSE, CLOSERS, OPEN
from stream.enrich.quotes.reading import Attribution, Reading, Spoken
from stream.enrich.quotes.subjects import OPENER
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.who.finite import has_verb

_QUESTION = re.compile(r" (?:how|whether|if|what|why|who|when|where|which)\b")
_REST = re.compile(r"[^,.;:]*")
_GOES_ON = re.compile(r" (?!and|but|(?:he|she|it|they) (?:said|says|added|told)\b)[a-z]")
_VERBS = "|".join(sorted(words("who", "finite")))
_GOES_BACK = re.compile(rf", (?=(?:also |now |has |have )?(?:does|{_VERBS}|\w{{3,}}ed)\b)")
"""Where the sentence goes on after a relative clause: "which has said so*, is to hold* talks"."""
_WORDS = re.compile(
    r"(?!(?:On|In|At|After|Before|During|Under|With|For|Since|By|From|While|When|As|Asked|Earlier"
    r"|Meanwhile|However|But|And|Yet|Still|Later|Separately|Also|To|Despite)\b)[A-Z]\S*(?: \S+){3}"
)
"""Four words that no adverbial begins: a clause, whose verb no list has."""
_AND_MORE = re.compile(
    r", (?:and|but) (?=(?:the|all|its|his|her|their|no|\d|some|most|many|everyone|everybody|nobody"
    r"|there|it|they|he|she|we|people|an?|more|those|this)\b"
    r"|(?:[a-z]+ ){1,3}(?:was|were|is|are|had|has|have|would|will) )"
    r"|(?: [a-z]+ [^,;.:\ue000]{0,40})?; (?:and |but )?"
)
_WAS = re.compile(rf" (?:was|were|is|are|(?:had|has|have) been|would be) (?={OPEN})")
_SUBJECT = re.compile(r" (?:it|he|she|they|there|we) [a-z]")
_COLON = re.compile(rf"[^.:;,{OPEN}]{{1,80}}: *(?={OPEN})")
_PRONOUN = re.compile(r"\b(?:he|she|it|they) $")
_STATES = re.compile(
    r"(?:[\w'\u2019.,-]+ ){1,8}?"
    r"(?:was|were|is|are|has|have|had|will|would|could|can|did|remain\w*)\b"
)
_NO_CLAUSE = re.compile(
    r"(?:Asked|Questioned|Pressed|Speaking|Told|When asked) [^,]{1,160},|"
    r"(?:In|On|At|During|With|By|Under) (?:an?|the|one|another|his|her|its|their)"
    r" (?:(?!was|were|is|are|has|have|had|will|would)[\w'\u2019-]+ ){0,10}[\w'\u2019-]+,"
)
"""What only says where or in what: "In a report published on Friday, it said"."""
_PROMISES = re.compile(r" to (?!the |an? |his |her |its |their |reporters|journalists)[a-z]+ ")
_IS_AFTER = re.compile(
    r", (?:will|would|is|was|are|were|has|have|had|can|could|may|might|should|must|did|does)\b"
)
"""The verb of what stands before: "The dam, she said, *was* old"."""
_OBJECT = re.compile(
    r" (?:[\u00a3$\u20ac\u00a5\d]|plans\b|(?:an?|its|his|her|their|new|more|no|some) (?!day\b))"
)
"""What somebody announced, so that nothing was said before it."""
_WHILE = re.compile(r"(?:While|Although|Though|Whereas|Despite|Asked|After|Before|In|On|At|For) ")
_WHERE = re.compile(r" (?:in|on|at|during|after) ")
_JOINED_ON = re.compile(
    r"(?:where|when|who|which|that|after|because|for|from|by|to|with|of|in|at|on|about|over) "
)
"""So quoted words are part of a clause about them: "a «tough day» *where* some argued"."""
_PUBLISHED = re.compile(r" (?:published|released|issued|posted|broadcast|carried) ")
_OF_THE = re.compile(r"\bof (?:the |his |her |their |its )?(?:[a-z]+ )?$")
"""So a form is a noun: "denials *of the central* claims"."""
_PLAIN = {"said", "reported", "announced"}
_TOLD_TO = re.compile(rf" to (?={OPEN})")
_BLAMED = {"blamed", "blaming"}
_SIGNS = "reports"
"""So an agency signs its own story: "…, Agency reports."."""
_MOST_WORDS_AFTER = 12


def attribution(reading: Reading, spoken: Spoken) -> Attribution | None:
    """What the verb says: a quote before or after it, or a clause."""
    text, (since, until) = reading.text, reading.sentence
    end = spoken.verb_end
    if spoken.kind == verbs.CALL:
        return spoken.to(end)
    heard = None
    if spoken.kind == verbs.TELL:
        heard = surroundings.after_listeners(text, end, until, reading.cast)
    after = surroundings.after_when_and_where(text, heard or end, until)
    opening = surroundings.lead(text, after, until) or _farther(text, after, until)
    if heard and (told_to := _TOLD_TO.match(text, heard, until)):
        opening = told_to.end()
    if opening is not None and not _goes_on(text, opening, until):
        clause = _clause_before_pronoun(reading, spoken)
        return spoken.to(opening, clause, opens=True, told=after)
    before = text[since : spoken.start].rstrip(" ,")
    is_after = before.endswith(CLOSERS) and not verbs.is_participle(spoken.verb)
    if is_after and not (_is_set_apart(reading, after) or _JOINED_ON.match(text, spoken.start)):
        return spoken.to(after, around(text, since, spoken.start), told=after)
    if text[until - 1] == ":" and not has_verb(text, after, until):
        return spoken.to(until, opens=True, told=after)
    if spoken.kind == verbs.VOICED:
        return replace(spoken, kind=verbs.CALL).to(end) if spoken.verb in _BLAMED else None
    return _reported(reading, spoken, after, heard)


def _is_set_apart(reading: Reading, after: int) -> bool:
    """Whether the quoted words are another clause's: "While it was «good,» she said that"."""
    text, (since, until) = reading.text, reading.sentence
    if not _WHILE.match(text, since, until):
        return False
    return surroundings.after_that(text, after, until, far=False) is not None


def _farther(text: str, after: int, until: int) -> int | None:
    """Where quoted words begin after a few more words.

    "Told the show's late edition: «Yes»", "a fraud that she said was «brazen»".
    """
    if was := _WAS.match(text, after, until):
        return was.end()
    found = _COLON.match(text, after, until)
    return found.end() if found and not has_verb(text, after, found.end()) else None


def _clause_before_pronoun(reading: Reading, spoken: Spoken) -> tuple[Stretch, ...]:
    """What stands before "he said" and goes on between marks: "It was old, he said, «but dry»"."""
    text, since = reading.text, reading.sentence.start
    before = text[since : spoken.start].rstrip()
    if not before.endswith(",") or not _PRONOUN.search(text, spoken.start, spoken.form.start):
        return ()
    clause = Stretch(since, since + len(before) - 1)
    if OPENER.match(text, since, spoken.start) or not has_verb(text, *clause) or OPEN in before:
        return ()
    return (clause,)


def _goes_on(text: str, opening: int, until: int) -> bool:
    """Whether a clause goes on after the quoted words that begin it."""
    close = text.find(CLOSE, opening, until)
    if close < 0 or not _GOES_ON.match(text, close + 1, until):
        return False
    return has_verb(text, close + 1, until)


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
    start = surroundings.after_that(text, heard, until, far=False) if heard else None
    start = start or _after_that(text, spoken, until)
    if start is not None:
        return spoken.to(start, clauses(text, start, until), told=min(after, start))
    if clause := _clause_before(reading, spoken, after):
        if spoken.verb == _SIGNS and spoken.speaker.entity is None:
            return None
        return spoken.to(after, (clause, *_goes_on_after(reading, after)), told=after)
    knows_whom = spoken.kind != verbs.TELL or heard is not None
    found = clauses(text, after, until) if knows_whom else ()
    if found and is_clause(text, found[0], spoken.kind):
        return spoken.to(after, found, told=after)
    return None


def _after_that(text: str, spoken: Spoken, until: int) -> int | None:
    """Where the clause begins after "that", which some verbs have right after them alone."""
    if spoken.kind != verbs.THAT:
        return surroundings.after_that(text, spoken.verb_end, until)
    near = surroundings.after_when_and_where(text, spoken.verb_end, until)
    return surroundings.after_that(text, near, until, far=False)


def _goes_on_after(reading: Reading, after: int) -> tuple[Stretch, ...]:
    """The second clause of "clause, X said, but another clause"."""
    text, until = reading.text, reading.sentence.end
    found = _AND_MORE.match(text, after, until)
    if found is None or reading.verbs.within(found.end(), until):
        return ()
    more = bare(text, found.end(), until)
    return (more,) if _STATES.match(text, *more) and OPEN not in text[slice(*more)] else ()


def _clause_before(reading: Reading, spoken: Spoken, after: int) -> Stretch | None:
    """The clause of "clause, X said on Friday", where no clause follows the verb."""
    text, (since, until) = reading.text, reading.sentence
    before = text[since : spoken.start].rstrip()
    if verbs.is_participle(spoken.verb) or not before.endswith(","):
        return None
    if verbs.is_noun_too(spoken.verb) and (
        has_verb(text, spoken.start, spoken.form.start)
        or _OF_THE.search(text, spoken.start, spoken.form.start)
    ):
        return None
    end = since + len(before)
    if _PROMISES.match(text, after, until) or _IS_AFTER.match(text, after, until):
        return None
    rest = _REST.match(text, after, until)
    tail = rest[0] if rest else ""
    if (
        (spoken.kind != verbs.TELL and _OBJECT.match(tail))
        or _says_more(text, after, tail)
        or (spoken.kind == verbs.THAT and tail.strip())
    ):
        return None
    ends = not tail.strip() and until - after - len(tail) <= 1
    ends = ends or (spoken.verb in _PLAIN and bool(_WHERE.match(tail)))
    if not has_verb(text, since, end) and not (ends and _WORDS.match(text, since, end)):
        return None
    return None if _NO_CLAUSE.fullmatch(text, since, end) else Stretch(since, end - 1)


def _says_more(text: str, after: int, tail: str) -> bool:
    """Whether the words after the attribution are more than when, where and to whom."""
    if _PUBLISHED.match(tail):
        return False
    if len(tail.split()) > _MOST_WORDS_AFTER or OPEN in tail or _SUBJECT.match(tail):
        return True
    return has_verb(text, after, after + len(tail))
