"""The quotes of a body, in its order: paragraph by paragraph, sentence by sentence."""

import re
from collections.abc import Callable, Iterable, Iterator

from schemas.enrichment import Entity, Quote
from stream.enrich.quotes import verbs
from stream.enrich.quotes.attributions import attributions, subject_of
from stream.enrich.quotes.direct import (
    Said,
    attributed,
    goes_with,
    is_name,
    is_so_called,
    is_speech,
    is_title,
    unattributed,
)
from stream.enrich.quotes.later import Opening, with_speaker
from stream.enrich.quotes.marks import CLOSE, CLOSE_STOP, OPEN, Marked, marked, masked
from stream.enrich.quotes.reading import Attribution, Reading
from stream.enrich.sentences.lines import unwrapped
from stream.enrich.sentences.splitter import Stretch, paragraphs, sentences
from stream.enrich.who.cast import Cast, is_person
from stream.enrich.who.referent import NOBODY, Referent
from stream.enrich.who.referents import Referents, Sentence

READS = 100_000
"""Code points of a body; what stands beyond isn't read."""

_POSSESSIVE = re.compile(r"[A-Z][\w-]+['\u2019]s? ")
_SOMEBODY = re.compile(r"(?:[Aa]n?|[Oo]ne|[Aa]nother) [a-z]")
"""So a sentence begins whose speaker has no name: "A nurse at the hospital said"."""
_ON_A_SIGN = re.compile(r"\b(?:note|sign|banner|placard|poster|graffiti): ?$")
_NO_ONE_NAMED = 0.85
_REPORTED = 0.97


def find_quotes(
    text: str,
    entities: Iterable[Entity],
    start: int = 0,
    also: Callable[[Reading], None] | None = None,
) -> list[Quote]:
    """The quotes of a body in English after `start`, direct and indirect.

    Offsets are those of the words themselves, marks left out. Words quoted within a reported clause
    are a quote of their own. `also` is told every sentence as it is read, in order.
    """
    return _Story(text, entities, start, also).quotes()


class _Story:
    """One walk through a body."""

    def __init__(
        self,
        text: str,
        entities: Iterable[Entity],
        start: int,
        also: Callable[[Reading], None] | None,
    ) -> None:
        self._text = text
        self._also = also
        flat = unwrapped(text[: start + READS])
        self._paragraphs = list(paragraphs(text[: start + READS], start))
        self._marks = [marked(flat, it) for it in self._paragraphs]
        self._masked = masked(flat, (it for listed in self._marks for it in listed))
        self._cast = Cast(self._masked, entities, start)
        self._referents = Referents(self._masked, self._cast)
        self._before: Said | None = None
        self._open = False
        """Whether the last paragraph's quote goes on in the next."""
        self._lead = False
        """Whether the last paragraph ended with "he said:"."""
        self._last_subject: Referent | None = None
        self._last_paragraph = -1
        self._found: list[Quote] = []
        self._opening = Opening()
        self._tail: Said | None = None
        """What the last sentence quoted, if it did."""
        self._carried: Said | None = None
        """What the last paragraph ended with."""
        self._where = Stretch(0, 0)
        self._read_any = False

    def quotes(self) -> list[Quote]:
        """Every quote, by where it stands."""
        both = zip(self._paragraphs, self._marks, strict=True)
        for number, (paragraph, words) in enumerate(both):
            for quote in self._paragraph(number, paragraph, words):
                self._found.append(quote)
        return sorted(self._found, key=lambda it: (it.start, -it.end))

    def _paragraph(self, number: int, paragraph: Stretch, words: list[Marked]) -> Iterator[Quote]:
        self._carried, self._where = self._tail, paragraph
        if not self._open:
            self._before = self._before if self._lead else None
        self._lead = False
        waiting = list(reversed(words))
        for sentence in sentences(self._masked, paragraph):
            inside = _until(waiting, sentence.end)
            reading = Reading(self._masked, self._cast, self._referents, sentence, number)
            yield from self._sentence(reading, inside)
        self._open = bool(words) and not words[-1].closed

    def _sentence(self, reading: Reading, words: list[Marked]) -> Iterator[Quote]:
        found = attributions(reading)
        subject = _subject(reading, found)
        for by in found:
            for clause in by.clauses:
                yield self._indirect(by, clause)
        said: list[Said] = []
        for mark in words:
            last = said[-1] if said else None
            if goes_with(self._masked, mark, last) and last:
                said.append(Said(mark, last.speaker, last.verb, last.sure))
            elif it := self._said(reading, mark, found):
                said.append(it)
        for it in said:
            yield self._direct(it)
        self._name_opening(reading, found, said)
        if self._also:
            self._also(reading)
        self._remember(reading, found, said, subject)

    def _name_opening(self, reading: Reading, found: list[Attribution], said: list[Said]) -> None:
        """Who spoke without a name in the first sentence, once the name is told."""
        if not self._read_any:
            self._read_any = True
            self._opening.note(reading, found, list(range(len(self._found))))
            return
        who = self._opening.hear(reading, [*(it.speaker for it in said), *_speakers(found)])
        if who is not None:
            for number in self._opening.quotes:
                self._found[number] = with_speaker(self._found[number], who)

    def _said(self, reading: Reading, words: Marked, found: list[Attribution]) -> Said | None:
        its = attributed(reading.text, words, found)
        if its:
            by, touches = its
            if is_so_called(self._masked, words):
                return None
            if not touches and by.kind != verbs.CALL and is_name(words.words(self._text)):
                return None
            if not touches and by.kind != verbs.CALL and is_title(self._masked, words):
                return None
            return Said(words, by.speaker, by.verb)
        spoken = words.words(self._text)
        opens = words.start - 1 == reading.sentence.start
        if self._before and opens and (self._open or is_speech(spoken) or not words.closed):
            return unattributed(words, self._before, None)
        if _ON_A_SIGN.search(self._masked, max(0, words.start - 20), words.start - 1):
            return Said(words, NOBODY, None)
        if self._carried and self._is_whole(words) and is_speech(spoken):
            return unattributed(words, self._carried, None)
        if self._after_colon(reading, words):
            return unattributed(words, None, subject_of(reading))
        if opens and is_speech(spoken) and self._same_paragraph(reading):
            return unattributed(words, None, self._last_subject)
        return None

    def _is_whole(self, words: Marked) -> bool:
        """Whether the paragraph is nothing but these words."""
        return words.start - 1 == self._where.start and words.end >= self._where.end - 1

    def _after_colon(self, reading: Reading, words: Marked) -> bool:
        """Whether a sentence about somebody ends with it: "He answered with a word: «No.»"."""
        start, end = reading.sentence
        lead = self._masked[start : words.start - 1].rstrip()
        closes = self._masked[words.end : end].strip(CLOSE + CLOSE_STOP + ". ") == ""
        return lead.endswith(":") and closes and OPEN not in lead

    def _same_paragraph(self, reading: Reading) -> bool:
        return self._last_paragraph == reading.paragraph

    def _remember(
        self, reading: Reading, found: list[Attribution], said: list[Said], subject: Referent
    ) -> None:
        text, (start, end) = reading.text, reading.sentence
        people = [it.entity for it in self._cast.within(start, end) if is_person(it.entity)]
        spoke = any(it.kind != verbs.CALL for it in found)
        unknown = not people and (
            _is_unknown(text, start)
            or bool(spoke and _SOMEBODY.match(text, start))
            or any(it.speaker.name is None and _SOMEBODY.match(text, it.start) for it in found)
        )
        self._referents.tell(Sentence(reading.paragraph, subject, people, unknown))
        self._last_subject, self._last_paragraph = subject, reading.paragraph
        self._tail = said[-1] if said else None
        if said:
            self._before = said[-1]
        elif found and text[start:end].rstrip().endswith(":"):
            self._before = Said(Marked(end, end, closed=True), found[-1].speaker, found[-1].verb)
            self._lead = True
        elif OPEN not in text[start:end]:
            self._before = None

    def _indirect(self, by: Attribution, clause: Stretch) -> Quote:
        return self._quote(by.speaker, clause, by.verb, direct=False, sure=_REPORTED)

    def _direct(self, it: Said) -> Quote:
        return self._quote(
            it.speaker, Stretch(it.words.start, it.words.end), it.verb, direct=True, sure=it.sure
        )

    def _quote(
        self, speaker: Referent, where: Stretch, verb: str | None, *, direct: bool, sure: float
    ) -> Quote:
        start, end = where
        return Quote(
            text=self._text[start:end],
            start=start,
            end=end,
            direct=direct,
            speaker=speaker.name,
            speaker_id=speaker.entity.id if speaker.entity else None,
            verb=verb,
            confidence=round((speaker.sure if speaker.name else _NO_ONE_NAMED) * sure, 3),
        )


def _speakers(found: list[Attribution]) -> list[Referent]:
    return [it.speaker for it in found if it.kind != verbs.CALL]


def _until(waiting: list[Marked], end: int) -> list[Marked]:
    """Takes those that begin before `end` off the list, whose last is the next."""
    inside = []
    while waiting and waiting[-1].start <= end:
        inside.append(waiting.pop())
    return inside


def _is_unknown(text: str, start: int) -> bool:
    """Whether a sentence begins with the possessive of a name."""
    return bool(_POSSESSIVE.match(text, start))


def _subject(reading: Reading, found: list[Attribution]) -> Referent:
    """Who spoke, else who acted."""
    spoke = next((it.speaker for it in found if it.kind != verbs.CALL and it.speaker.name), None)
    return spoke or subject_of(reading)
