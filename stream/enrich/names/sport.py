"""Whether a story, or the words near a name, are of sport."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import ahocorasick_rs

from stream.enrich.names.groups import Sighting
from stream.enrich.names.spans import Passage
from stream.enrich.names.surroundings import after, before
from stream.enrich.names.tables import words

_SPORT = words("sport")
_ENOUGH = 4
_READ = 20_000
_STORIES = 4
_SCORE = re.compile(r"(?<![\w-])\d{1,3}[-\u2013]\d{1,3}(?![\w-])")
_VOTE = re.compile(r"\bvot(?:e|ed|es|ing)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,16}")
_SENTENCE = 140


def is_sporting(it: Sighting) -> bool:
    """Whether the words near a name are of sport: two of the list, or one and a score."""
    found = len(_SPORT.intersection(_WORD.findall(_near(it))))
    return found > 1 or (found > 0 and has_score(it))


def has_score(it: Sighting) -> bool:
    """Whether a score stands near it; "voted 8-5" is none."""
    near = _near(it)
    return bool(_SCORE.search(near)) and not _VOTE.search(near)


def _near(it: Sighting) -> str:
    return before(it.passage, it.span, _SENTENCE) + after(it.passage, it.span, _SENTENCE)


def is_about_sport(passages: Iterable[Passage]) -> bool:
    """Whether a story has many words of sport."""
    return _has_many("\n".join(passage.text[:_READ].lower() for passage in passages))


@lru_cache(_STORIES)
def _has_many(text: str) -> bool:
    """Several rules ask for the same story. Most have too few of the words in any form."""
    hits = _within_words().find_matches_as_indexes(text, overlapping=True)
    if len({number for number, _, _ in hits}) < _ENOUGH:
        return False
    return len(_SPORT.intersection(_WORD.findall(text))) >= _ENOUGH


@cache
def _within_words() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(sorted(_SPORT))
