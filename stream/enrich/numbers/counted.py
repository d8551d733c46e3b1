"""What a plain amount counts: the people or things after it, and what befell them.

Without a tagger the noun is the first word after the amount that has the form of a plural, with at
most three words before it that could be adjectives.
"""

import re
from typing import NamedTuple

from stream.enrich.lists import words
from stream.enrich.numbers.amounts import Amount
from stream.enrich.numbers.singular import singular

_CASUALTY = words("numbers", "casualty")
_HARM = words("numbers", "harm")
_PLURAL = words("numbers", "plural")
_SINGLE = words("numbers", "single")
_NO_PLURAL = words("numbers", "not plural")
_STOP = words("numbers", "stop")
_WORD = re.compile(r"[ \u00a0](?:(?P<quoted>[\"\u201c'\u2018])?(?P<word>[^\W\d_][\w'\u2019-]*))")
_OF = re.compile(r" of (?:(?:the|its|his|her|their|our|those|these)(?= \D)|(?:the )?[\d,]+\b)")
_THOSE = re.compile(r" of (?:those|the) (?P<state>[a-z]+)\b")
_OR_MORE = re.compile(r" or (?:more|so|fewer)(?= [a-z])|\+")
_OTHERS = re.compile(r" (?:others|more)\b")
_PASSIVE = re.compile(
    r"(?: in [A-Z]\w+)?,?(?: who)?"
    r"(?: (?:were|was|are|is|had been|have been|has been|being|been|have|has|had))?"
    r"(?: (?:also|reportedly|believed|confirmed|feared|found|left|still|already|shot|now|later"
    r"|there|so far))* (?P<state>[a-z]+)\b"
)
_AUXILIARY = re.compile(r" (?:were|was|are|is|been|being)\b")
_HARM_BEFORE = re.compile(
    r"\b(?P<verb>[a-z]+ing|[a-z]+ed|[a-z]+s|kill)(?: (?:at least|more than|up to|as many as|some"
    r"|about|around|nearly|almost|over|another|a further|an estimated|all|no fewer than))?"
    r"(?: an?(?: (?:estimated|total of))?)? ?$"
)
_TOLL_BEFORE = re.compile(
    r"\b(?:death toll|toll|number of (?P<state>dead|injured|wounded|missing|deaths))"
    r"[^.!?\n\d]{0,60}?\b(?:to|at|of|was|is|reached|above|past|topped|exceeded|now|least|than) $"
)
_REACH = 96
_MOST_WORDS = 5
_MOST_ADJECTIVES = 3
_COLLECTIVE = {"police", "crew", "staff", "media", "cattle", "aircraft", "women", "data", "sales"}


class Count(NamedTuple):
    """What is counted: the noun in the singular, or what befell people; and the words for it."""

    end: int
    counts: str
    words: int = 1


def counted(text: str, amount: Amount) -> Count | None:
    """What the amount counts; None where nothing countable follows or befell.

    People to whom something was done are counted by that: "12 people were killed" counts "killed".
    """
    end = amount.end
    if more := _OR_MORE.match(text, end):
        end = more.end()
    of_them = _OF.match(text, end)
    noun = _noun(text, of_them.end() if of_them else end, one=amount.value == 1)
    after = noun.end if noun else end
    state = _state(text, after, named=noun is not None) or _state_before(text, amount)
    if state is None and of_them and (those := _THOSE.match(text, end)):
        state = those["state"] if those["state"] in _CASUALTY else None
    if state:
        return Count(after, state, noun.words if noun else 0)
    return noun and Count(after, singular(noun.counts), noun.words)


def _noun(text: str, at: int, *, one: bool) -> Count | None:
    said: list[str] = []
    if others := _OTHERS.match(text, at):
        more = _noun(text, others.end(), one=one) if others[0] == " more" else None
        return more or (Count(others.end(), "others") if others[0] == " others" else None)
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if not word or word["quoted"]:
            return None
        name, at = word["word"], word.end()
        low = name.lower()
        if low in _STOP or low in _CASUALTY - {"deaths", "injuries", "fatalities", "casualties"}:
            return None
        if _is_counted(low, one=one):
            return _whole(text, at, name, len(said) + 1)
        if low in _NO_PLURAL or len(said) == _MOST_ADJECTIVES or text[at : at + 1] == "'":
            return None
        said.append(name)
    return None


def _whole(text: str, at: int, noun: str, said: int) -> Count:
    """With the plural that a word like "police" belongs to: "police officers"."""
    more = _WORD.match(text, at) if noun.lower() in _COLLECTIVE else None
    if more and not more["quoted"] and _is_counted(more["word"].lower(), one=False):
        return Count(more.end(), more["word"], said + 1)
    return Count(at, noun, said)


def _is_counted(word: str, *, one: bool) -> bool:
    if one:
        return word in _SINGLE
    if word in _PLURAL:
        return True
    plain = word.endswith("s") and not word.endswith(("ss", "'s", "\u2019s", "ous", "us", "is"))
    return plain and word not in _NO_PLURAL and len(word) > len("its")


def _state(text: str, at: int, *, named: bool) -> str | None:
    """What befell those counted: "(people) were killed", "(12) dead", "(12) were injured"."""
    found = _PASSIVE.match(text, at, at + _REACH)
    if not found or found["state"] not in _CASUALTY:
        return None
    direct = found.end() - at == len(found["state"]) + 1
    if named or direct or _AUXILIARY.match(text, at):
        return found["state"]
    return None


def _state_before(text: str, amount: Amount) -> str | None:
    """What befell them by the words before: "killing at least (12)", "a death toll of (12)"."""
    since = max(0, amount.start - _REACH)
    verb = _HARM_BEFORE.search(text, max(0, amount.start - _REACH // 2), amount.start)
    if verb and verb["verb"] in _HARM:
        return _past(verb["verb"])
    toll = _TOLL_BEFORE.search(text, since, amount.start)
    return (toll["state"] or "dead") if toll else None


def _past(verb: str) -> str:
    """One form for "arresting", "arrests" and "arrested"."""
    if verb.endswith("ing"):
        return f"{verb.removesuffix('ing')}ed"
    return verb if verb.endswith("ed") else f"{verb.removesuffix('s')}ed"
