"""Reads a passage with the model: windows of bounded size, capitals made readable."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from string import ascii_lowercase
from typing import NamedTuple

from spacy.language import Language

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.words import Words, joined, words_of
from stream.enrich.recogniser import Computed, Found, Seen, recogniser_of
from stream.enrich.tagger.tagger import Tagger
from stream.gazetteer import city, country

WINDOW = 20_000
"""Characters read at once: at 50,000 the model took 210 MB more, at 20,000 80 MB."""

ZONE = 500_000
"""Characters after which the words that the model met are let go."""

LEARNED = 2_000_000
"""Characters read before the first zone, whose words are kept: about 25 MB."""

_KNOWN = 40_000
"""Words that the tokenizer remembers how to cut; spaCy's own limit is a fourth."""

MODEL = "model"

_TYPES = {
    # English models use OntoNotes' labels, most others PER, ORG and LOC.
    "PERSON": EntityType.PERSON,
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "EVENT": EntityType.EVENT,
    "LAW": EntityType.LAW,
    "PRODUCT": EntityType.PRODUCT,
}
_IN_CAPITALS = re.compile(r"\b[^\W\d_]{3,}\b")
# The tokenizer takes quadratic time on long runs without a space: 50,000 brackets took minutes.
_UNREADABLE = 200
_UNBROKEN = re.compile(rf"\S{{{_UNREADABLE},}}")
_OPENING = re.compile(r"\A\s{0,9}(?:[A-Z]{2,20}[ -]){0,3}[A-Z]{3,20}(?=,| [(\-\u2013\u2014_])")
# More than this share of a line's letters in capitals, and it is set in capitals.
_SHARE = 0.6
_SMALL = ascii_lowercase.encode()


Part = tuple[int, int, str]
"""A window: the passage's number, where it starts in it, what is read."""


class Reading(NamedTuple):
    """What the model made of a passage."""

    spans: list[Span]
    words: Words | None
    """None where nobody looks at them."""


class Reader:
    """Reads with the model. Words that it met are let go every so often, so memory stays flat.

    A memory zone for each story would do the same and learn every word anew: a fifth of the time.
    In a zone spaCy's tokenizer remembers nothing. Where it isn't remembered elsewhere how words are
    cut (`recogniser.cutting`), those of the first stories, which are those of most, are learned
    before the first zone.
    """

    def __init__(
        self,
        nlp: Language,
        language: str = "en",
        tagger: Tagger | None = None,
        *,
        words: bool = False,
    ) -> None:
        """Know no word yet.

        `tagger` reads after this model, if it is for it; `words` keeps words without one.
        """
        self.language = language
        """BCP-47's first subtag."""
        self.model = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
        """Name and version."""
        self._nlp = nlp
        self._recognise = recogniser_of(nlp)
        ours = isinstance(self._recognise, Computed)
        self.tagger = tagger if tagger and ours and tagger.weights.model == self.model else None
        self._words = words or self.tagger is not None
        self._left = 0 if ours else LEARNED
        self._zone = ExitStack()
        nlp.tokenizer.max_cache_size = _KNOWN  # type: ignore[union-attr]

    def read(self, passages: Sequence[Passage], kept: frozenset[str]) -> list[Reading]:
        """The model's spans and words after each passage's dateline, in the passage's own offsets.

        `kept` are words in capitals that must stay so (known abbreviations).
        """
        parts = [
            (at, start, readable(passage.text[start:end], kept))
            for at, passage in enumerate(passages)
            for start, end in windows(passage.text, passage.opening)
        ]
        spans: list[list[Span]] = [[] for _ in passages]
        words: list[list[Words]] = [[] for _ in passages]
        for batch in _batches(parts):
            self._renew(sum(len(text) for _, _, text in batch))
            for (at, start, _), seen in zip(batch, self._seen(batch), strict=True):
                spans[at] += _spans(seen.names if isinstance(seen, Seen) else seen, start)
                if self._words and isinstance(seen, Seen):
                    words[at].append(words_of(seen, start))
        told = [joined(it) if self._words else None for it in words]
        return [Reading(*it) for it in zip(spans, told, strict=True)]

    def _seen(self, batch: Sequence[Part]) -> Sequence[Seen | list[Found]]:
        texts = [text for _, _, text in batch]
        if isinstance(self._recognise, Computed):
            return self._recognise.read(texts)
        return [self._recognise(it) for it in texts]

    def _renew(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._left = ZONE - characters


def _batches(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Windows that are read together: as many as one may be long."""
    batch: list[Part] = []
    length = 0
    for it in parts:
        length += len(it[2])
        if batch and length > WINDOW:
            yield batch
            batch, length = [], len(it[2])
        batch.append(it)
    if batch:
        yield batch


def _spans(names: Iterable[Found], start: int) -> list[Span]:
    return [
        Span(start + found.start, start + found.end, kind, frozenset({MODEL}))
        for found in names
        if (kind := _TYPES.get(found.label))
    ]


def windows(text: str, start: int = 0, size: int = WINDOW) -> Iterator[tuple[int, int]]:
    """Cuts the text into windows: after a paragraph, else a line, else a space, else anywhere."""
    while len(text) - start > size:
        end = _cut(text, start, start + size)
        yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def _cut(text: str, start: int, limit: int) -> int:
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, start + 1, limit)
        if found > start:
            return found + len(mark)
    return limit


def readable(text: str, kept: frozenset[str] = frozenset()) -> str:
    """The same length, but capitals as names are written, and nothing that chokes the tokenizer.

    "LONDON" is read as "London": the model learned from running text and misses names in capitals.
    """
    if max(map(len, text.split()), default=0) >= _UNREADABLE:
        text = _UNBROKEN.sub(lambda match: " " * len(match[0]), text)
    text = _OPENING.sub(lambda match: _opening(match[0], kept), text, count=1)
    return "\n".join(_readable_line(line, kept) for line in text.split("\n"))


def _opening(name: str, kept: frozenset[str]) -> str:
    """A place in capitals at the start is a dateline, whether or not the wire room saw one."""
    if name in kept or not (city(name) or country(name)):
        return name
    return _IN_CAPITALS.sub(lambda match: _as_name(match[0], frozenset()), name)


def _readable_line(line: str, kept: frozenset[str]) -> str:
    if not set_in_capitals(line):
        return line
    return _IN_CAPITALS.sub(lambda match: _as_name(match[0], kept), line)


def set_in_capitals(line: str) -> bool:
    """Whether a line is set in capitals, as datelines and some headlines are."""
    # Most lines are told at once: half of what stands there are small letters.
    coded = line.encode(errors="ignore")
    if 2 * (len(coded) - len(coded.translate(None, _SMALL))) >= len(line):
        return False
    letters = sum(map(str.isalpha, line))
    return letters > 0 and sum(map(str.isupper, line)) > _SHARE * letters


def _as_name(word: str, kept: frozenset[str]) -> str:
    if not word.isupper() or word in kept:
        return word
    lowered = word[0] + word[1:].lower()
    # A few letters become two in lower case; offsets must stay.
    return lowered if len(lowered) == len(word) else word
