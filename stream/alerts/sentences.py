"""The sentences of a story in which a rule's words, names and quotes stand."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from schemas.alert import Sentence
from stream.alerts.marks import Field, Mark
from stream.alerts.wording import READ
from stream.enrich.sentences.splitter import Stretch, paragraphs, sentences

MOST_SENTENCES = 5
LONGEST = 600
"""Code points of a sentence that are shown."""


class Sentences:
    """The sentences of one story, divided when they are first asked for."""

    def __init__(self, headline: str, body: str) -> None:
        """The two texts that marks count in."""
        self._headline = headline
        self._body = body[:READ]
        self._stretches: list[Stretch] | None = None

    def around(self, marks: Iterable[Mark], most: int = MOST_SENTENCES) -> list[Sentence]:
        """The sentences with the marks, in the order of the text; `most` those with most of them.

        The headline is a sentence too.
        """
        by_sentence: dict[tuple[Field, Stretch], list[Mark]] = {}
        for mark in marks:
            place = self._place(mark)
            if place:
                by_sentence.setdefault((mark.field, place), []).append(mark)
        ranked = sorted(by_sentence, key=lambda it: (-len(by_sentence[it]), it[0] == "body", it[1]))
        chosen = sorted(ranked[:most], key=lambda it: (it[0] == "body", it[1]))
        return [self._sentence(*it, by_sentence[it]) for it in chosen]

    def _place(self, mark: Mark) -> Stretch | None:
        if mark.field == "headline":
            return Stretch(0, len(self._headline))
        stretches = self._divided()
        at = bisect_right(stretches, mark.start, key=lambda it: it.start) - 1
        return stretches[at] if at >= 0 and mark.start < stretches[at].end else None

    def _divided(self) -> list[Stretch]:
        if self._stretches is None:
            text = self._body
            self._stretches = [it for one in paragraphs(text) for it in sentences(text, one)]
        return self._stretches

    def _sentence(self, field: Field, place: Stretch, marks: Sequence[Mark]) -> Sentence:
        text = self._headline if field == "headline" else self._body
        start = place.start
        if marks[0].end - start > LONGEST:
            start = max(start, min(it.start for it in marks) - LONGEST // 4)
        end = min(place.end, start + LONGEST)
        inside = sorted({(max(it.start, start), min(it.end, end)) for it in marks})
        return Sentence(
            text=text[start:end],
            start=start,
            end=end,
            field=field,
            highlights=[(a - start, b - start) for a, b in _apart(inside)],
        )


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap or touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found
