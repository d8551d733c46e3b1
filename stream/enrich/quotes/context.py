"""Quoted words that no attribution is for: who says them, as what stands before tells."""

import re

from stream.enrich.quotes import verbs
from stream.enrich.quotes.direct import Said, is_sentence, is_speech, unattributed
from stream.enrich.quotes.marks import CLOSE, CLOSE_STOP, OPEN, Marked
from stream.enrich.quotes.reading import LONGEST, Attribution, Reading
from stream.enrich.quotes.subjects import subject_of
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.who.cast import is_person
from stream.enrich.who.heard import Told
from stream.enrich.who.referent import NOBODY, Referent

_ON_A_SIGN = re.compile(
    r"\b(?:note|sign|banner|placard|poster|graffiti): ?$|\b(?:shouts|chants|cries) of ?$"
)

_NO_WORDS = Marked(0, 0, closed=True)
_ACTED = 0.8
_REPORTED = 0.9
"""How sure it is that a paragraph of quoted words is theirs who was reported before it."""


class Context:
    """Follows a story's quotes from its beginning."""

    def __init__(self, text: str, masked: str) -> None:
        """Nobody has said anything yet."""
        self._text = text
        self._masked = masked
        self._before: Said | None = None
        self._open = False
        """Whether the last paragraph's quote goes on in the next."""
        self._lead = False
        """Whether the last paragraph ended with "he said:"."""
        self._last: Told | None = None
        """The last sentence."""
        self._reported: Referent | None = None
        """Whom the last sentence reported."""
        self._tail: Said | None = None
        """What the last sentence quoted, or whom it reported, if it did."""
        self._carried: Said | Told | None = None
        """What the last paragraph ended with: quoted words, else its last sentence."""
        self._where = Stretch(0, 0)

    def begin(self, paragraph: Stretch) -> None:
        """A paragraph begins."""
        self._carried, self._where = self._tail or self._last, paragraph
        if not self._open:
            self._before = self._before if self._lead else None
        self._lead = False

    def end(self, words: list[Marked]) -> None:
        """The paragraph with these quoted words has been read."""
        self._open = bool(words) and not words[-1].closed

    def remember(
        self, reading: Reading, found: list[Attribution], said: list[Said], told: Told
    ) -> None:
        """A sentence has been read."""
        text, (start, end) = reading.text, reading.sentence
        self._last = told
        self._reported = found[-1].speaker if found and found[-1].clauses else None
        self._tail = said[-1] if said else _reporter(found, end)
        if said:
            self._before = said[-1]
        elif found and text[start:end].rstrip().endswith(":"):
            self._before = Said(Marked(end, end, closed=True), found[-1].speaker, found[-1].verb)
            self._lead = True
        elif OPEN not in text[start:end]:
            self._before = None

    def whose(self, reading: Reading, words: Marked) -> Said | None:
        """Who says the words, if they are a quote at all."""
        spoken = words.words(self._text)
        opens = words.start - 1 == reading.sentence.start
        alone = opens and words.end >= reading.sentence.end - 1
        goes_on = opens and (self._open or is_speech(spoken) or not words.closed)
        if self._before and (goes_on or (alone and is_sentence(spoken))):
            return unattributed(words, self._before, None)
        if _ON_A_SIGN.search(self._masked, max(0, words.start - 20), words.start - 1):
            return Said(words, NOBODY, None)
        if is_speech(spoken) and (carried := self._goes_on(words, alone=alone)):
            return unattributed(words, carried, None)
        if self._after_colon(reading, words):
            return unattributed(words, None, subject_of(reading))
        if alone and self._last and self._last.paragraph == reading.paragraph:
            return self._of_last(words, self._last) if is_speech(spoken) else None
        return None

    def _of_last(self, words: Marked, last: Told) -> Said | None:
        """A sentence of quoted words is theirs who was reported right before, or acted."""
        if self._reported is NOBODY:
            return Said(words, NOBODY, None)
        who = last.sentence.subject
        return unattributed(words, None, who if _is_somebody(who) else None)

    def _goes_on(self, words: Marked, *, alone: bool) -> Said | None:
        """What was said before, if the paragraph is these words alone or begins with them after."""
        if words.start - 1 != self._where.start or self._carried is None:
            return None
        said = self._carried
        carried = _actor(said.sentence.subject) if isinstance(said, Told) else said
        whole = words.end >= self._where.end - 1
        return carried if whole or (alone and carried and carried.verb is not None) else None

    def _after_colon(self, reading: Reading, words: Marked) -> bool:
        """Whether a sentence about somebody ends with it: "He answered with a word: «No.»"."""
        start, end = reading.sentence
        if end - start > LONGEST:
            return False
        lead = self._masked[start : words.start - 1].rstrip()
        closes = self._masked[words.end : end].strip(CLOSE + CLOSE_STOP + ". ") == ""
        return lead.endswith(":") and closes and OPEN not in lead


def _reporter(found: list[Attribution], end: int) -> Said | None:
    """Somebody who has just been reported, and may be quoted in the next paragraph."""
    last = found[-1] if found else None
    if last is None or last.kind == verbs.CALL or not last.clauses:
        return None
    if not _is_somebody(last.speaker):
        return None
    return Said(Marked(end, end, closed=True), last.speaker, None, _REPORTED)


def _is_somebody(who: Referent | None) -> bool:
    return who is not None and who.entity is not None and is_person(who.entity)


def _actor(subject: Referent) -> Said | None:
    """Somebody who has just acted, and may be quoted in the next paragraph."""
    return Said(_NO_WORDS, subject, None, _ACTED) if _is_somebody(subject) else None
