"""The quotes of a body, in its order: paragraph by paragraph, sentence by sentence."""

import re
from collections.abc import Callable, Iterable

from schemas.enrichment import Entity, Quote
from stream.enrich.quotes import verbs
from stream.enrich.quotes.attributions import attributions
from stream.enrich.quotes.context import Context
from stream.enrich.quotes.direct import Said, attributed, goes_with, is_no_speech
from stream.enrich.quotes.following import as_heard, he_or_she, who_spoke
from stream.enrich.quotes.later import Opening, with_speaker
from stream.enrich.quotes.marks import Marked, marked, masked
from stream.enrich.quotes.reading import Attribution, Reading
from stream.enrich.sentences.lines import unwrapped
from stream.enrich.sentences.splitter import Stretch, paragraphs, sentences
from stream.enrich.who.cast import Cast
from stream.enrich.who.referent import UNKNOWN, Referent
from stream.enrich.who.referents import Referents

READS = 100_000
"""Code points of a body; what stands beyond isn't read."""

_WORD = re.compile(r"[a-z-]+")
"""What a clerk reads and no crowd chants: "guilty"."""
_NO_ONE_NAMED = 0.85
_REPORTED = 0.97


def find_quotes(
    text: str,
    entities: Iterable[Entity],
    start: int = 0,
    also: Callable[[Reading], None] | None = None,
    home: str | None = None,
) -> list[Quote]:
    """The quotes of a body in English after `start`, direct and indirect.

    Offsets are those of the words themselves, marks left out. Words quoted within a reported clause
    are a quote of their own. `also` is told every sentence as it is read, in order; `home` is the
    code of the dateline's country.
    """
    return _Story(text, (entities, home), start, also).quotes()


class _Story:
    """One walk through a body."""

    def __init__(
        self,
        text: str,
        named: tuple[Iterable[Entity], str | None],
        start: int,
        also: Callable[[Reading], None] | None,
    ) -> None:
        self._text = text
        self._also = also
        flat = unwrapped(text[: start + READS])
        self._paragraphs = list(paragraphs(text[: start + READS], start))
        self._marks = [marked(flat, it) for it in self._paragraphs]
        self._masked = masked(flat, (it for listed in self._marks for it in listed))
        self._cast = Cast(self._masked, named[0], start, named[1])
        self._verbs = verbs.forms().walk(self._masked)
        self._referents = Referents(self._masked, self._cast)
        self._context = Context(text, self._masked)
        self._opening = Opening()
        self._found: list[tuple[Referent, Quote]] = []

    def quotes(self) -> list[Quote]:
        """Every quote whose speaker is known, or known to have no name, by where it stands."""
        both = zip(self._paragraphs, self._marks, strict=True)
        for number, (paragraph, words) in enumerate(both):
            self._paragraph(number, paragraph, words)
        known = (it for by, it in self._found if by is not UNKNOWN)
        return sorted(known, key=lambda it: (it.start, -it.end))

    def _paragraph(self, number: int, paragraph: Stretch, words: list[Marked]) -> None:
        self._context.begin(paragraph)
        waiting = list(reversed(words))
        for sentence in sentences(self._masked, paragraph):
            inside = _until(waiting, sentence.end)
            reading = Reading(
                self._masked, self._cast, self._referents, sentence, number, self._verbs
            )
            self._sentence(reading, inside)
        self._context.end(words)

    def _sentence(self, reading: Reading, words: list[Marked]) -> None:
        found = attributions(reading)
        for by in found:
            self._found += [(by.speaker, self._indirect(by, clause)) for clause in by.clauses]
        said = self._direct_quotes(reading, words, found)
        self._found += [(it.speaker, self._direct(it)) for it in said]
        acted = None if who_spoke(found, said) else he_or_she(reading)
        self._name_opening(reading, found, said)
        if self._also:
            self._also(reading)
        told = self._referents.tell(
            reading.paragraph, lambda: as_heard(reading, found, said, acted)
        )
        self._context.remember(reading, found, said, told)

    def _direct_quotes(
        self, reading: Reading, words: list[Marked], found: list[Attribution]
    ) -> list[Said]:
        said: list[Said] = []
        for mark in words:
            last = said[-1] if said else None
            if last and goes_with(self._masked, mark, last):
                said.append(last._replace(words=mark))
            elif it := self._said(reading, mark, found):
                said.append(it)
        return said

    def _said(self, reading: Reading, words: Marked, found: list[Attribution]) -> Said | None:
        its = attributed(reading.text, words, found)
        if its is None:
            return self._context.whose(reading, words)
        by, touches = its
        surely = touches or by.kind == verbs.CALL
        if by.kind == verbs.SHOW and _WORD.fullmatch(self._text, words.start, words.end):
            return None
        if is_no_speech(self._masked, words, words.words(self._text), surely=surely):
            return None
        return Said(words, by.speaker, by.verb)

    def _name_opening(self, reading: Reading, found: list[Attribution], said: list[Said]) -> None:
        """Who spoke without a name in the first sentence, once the name is told."""
        if not self._opening.waits:
            return
        speakers = [it.speaker for it in said]
        speakers += [it.speaker for it in found if it.kind != verbs.CALL]
        who = self._opening.read(reading, found, speakers, len(self._found))
        if who is not None:
            for number in range(self._opening.quotes):
                self._found[number] = (who, with_speaker(self._found[number][1], who))

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


def _until(waiting: list[Marked], end: int) -> list[Marked]:
    """Takes those that begin before `end` off the list, whose last is the next."""
    inside = []
    while waiting and waiting[-1].start <= end:
        inside.append(waiting.pop())
    return inside
