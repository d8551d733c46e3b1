"""Which attribution each quoted stretch belongs to; what has none is no quote.

Titles, nicknames and scare quotes stand in no attribution, or after words like "called".
"""

import re
from typing import NamedTuple

from stream.enrich.quotes import verbs
from stream.enrich.quotes.marks import CLOSERS, Marked
from stream.enrich.quotes.reading import Attribution
from stream.enrich.who.referent import NOBODY, Referent

_BETWEEN = re.compile(r"[\ue002\ue003,\s]*$")
_TITLE_BEFORE = re.compile(
    r"\b(?:titled|entitled|nicknamed|dubbed|named|known as|so-called|song|film|movie|book|album"
    r"|novel|play|slogan|motto|headline|series|show|single|(?<!what )(?<!which )called|stock an?"
    r"|rating of)[,:]? ?\ue000?$"
)
_ASIDE = re.compile(r"[^.;:\ue000\ue002\ue003]{1,100}, ?")
_GAP = 3
_WHAT = re.compile(r"\b(?:what|which|whom) [\w\u2019' .-]{1,60}$")
_SPEECH = re.compile(r"(?=(?:\S+\s+){2})[^a-z]*[A-Z\u00c0-\u00de]")
_AND_ANOTHER = re.compile(r"[\ue002\ue003],? (?:and|or|but) (?:as )?\ue000")
_A_WORD = re.compile(r"[a-z]{2}")
_REACH = 8
_NEAR = 30
_NAME = 3
_MARKED_SO = re.compile(r"[\ue002\ue003] (?:rating|recommendation|label|button|option)s?\b")
"""Words for a choice: kept its "buy" rating."""
_ANOTHER = re.compile(r", (?:while|but|whereas) | while [A-Z]")
_PUT = {"put", "puts"}
"""Said of figures: "put the toll at «more than 40»"."""
_ENDS = (".", "?", "!", ",", "\u2026")


class Said(NamedTuple):
    """Quoted words with who says them; `verb` is None where only the context tells who."""

    words: Marked
    speaker: Referent
    verb: str | None
    sure: float = 1.0


def attributed(
    text: str, words: Marked, found: list[Attribution]
) -> tuple[Attribution, bool] | None:
    """The attribution of quoted words in their own sentence, and whether they touch it."""
    for it in found:
        before = words.end < it.start and it.kind != verbs.CALL
        if before and _BETWEEN.fullmatch(text, words.end, it.start):
            return it, True
        if it.opens and it.end == words.start - 1:
            return it, True
    # A clause within a clause is nearer to its words.
    for it in reversed(found):
        if any(part.start < words.start and words.end <= part.end + 1 for part in it.clauses):
            return it, False
    return _named_so(text, words, found)


def goes_with(text: str, words: Marked, before: Said | None) -> bool:
    """Whether it is the second of two: "signs that read «X» *and «Y»*"."""
    if before is None or before.words.end >= words.start:
        return False
    return bool(_AND_ANOTHER.fullmatch(text, before.words.end, words.start))


def _named_so(
    text: str, words: Marked, found: list[Attribution]
) -> tuple[Attribution, bool] | None:
    """Words after "called the bill", "described it as", or after the attribution's own words."""
    last = next((it for it in reversed(found) if it.end <= words.start), None)
    if last is None:
        return None
    between = text[last.end : words.start - 1]
    if last.kind == verbs.CALL:
        return (last, False) if _is_called(text, last, between) else None
    if last.clauses and not last.opens:
        return None
    if not _A_WORD.search(between):
        return last, True
    # Quoted words go on after an aside: "«Yes,» said Ada Byron, a nurse, «but not today»".
    divided = text[max(0, last.start - _GAP) : last.start].rstrip().endswith(CLOSERS)
    return (last, False) if divided and _ASIDE.fullmatch(between) else None


def _is_called(text: str, by: Attribution, between: str) -> bool:
    """Whether something is judged: "called *the bill* «a gift»", "what she called «a gift»"."""
    if _ANOTHER.search(between):
        return False
    if by.verb in _PUT and not between.rstrip().endswith(" at"):
        return False
    return bool(between.strip() or _WHAT.search(text, max(0, by.start - _REACH), by.end))


def is_no_speech(text: str, words: Marked, said: str, *, surely: bool) -> bool:
    """Whether words are a title or a nickname, which an attribution right beside them is not for.

    What the text itself distances from, "the so-called «X»", is never speech.
    """
    near = max(0, words.start - _NEAR)
    if text[near : words.start - 1].rstrip().endswith("so-called"):
        return True
    if _MARKED_SO.match(text, words.end):
        return True
    return not surely and (_is_name(said) or bool(_TITLE_BEFORE.search(text, near, words.start)))


def _is_name(said: str) -> bool:
    """Whether it is a nickname, a storm's name: a few words, each with its capital."""
    parts = said.rstrip(",").split()
    return len(parts) <= _NAME and all(it[0].isupper() for it in parts) and said[-1:].isalpha()


def is_speech(said: str) -> bool:
    """Whether the words alone look like a sentence that somebody spoke."""
    return bool(_SPEECH.match(said)) and said.rstrip(" \u2019\u201d'\"").endswith(_ENDS)


def is_sentence(said: str) -> bool:
    """Whether the words are a sentence, however short: "Nobody came."."""
    return said[:1].isupper() and said.rstrip(" \u2019\u201d'\"").endswith(_ENDS)


def unattributed(words: Marked, before: Said | None, speaker: Referent | None) -> Said | None:
    """A quote that only its context gives to somebody."""
    if before is not None:
        return Said(words, before.speaker, before.verb, 0.97)
    if speaker is not None and speaker is not NOBODY and speaker.entity is not None:
        return Said(words, speaker, None, 0.85)
    return None
