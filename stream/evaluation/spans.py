"""Names: spans, unique names in a story, types where the span is right, confidence.

A span is right where field, start, end and type agree exactly. Only the types that the file marks
count. A unique name is a spelling with its type, once a story.
"""

from stream.evaluation.calibration import Calibration
from stream.evaluation.gold import Annotated, Found, Place, Span, around
from stream.evaluation.samples import Error, Samples
from stream.evaluation.tally import Tally, share

NAMED = ("person", "place", "organisation")


class SpanScores:
    """What a system's names are worth."""

    def __init__(self, most_errors: int) -> None:
        """Keep so many errors to look at."""
        self._spans, self._prose, self._unique = Tally(), Tally(), Tally()
        self._calibration = Calibration()
        self._bounded = self._typed = 0
        self.errors = Samples[Error](most_errors)
        self._has_prose = False

    def add(self, story: Annotated, found: Found) -> None:
        """Count one story."""
        gold = {it.place: it for it in story.spans or ()}
        ours = {it.place: it for it in found.spans if it.type in story.types}
        for kind in story.types:
            said, right = _places(ours, kind), _places(gold, kind)
            self._spans.add(said, right, kind)
            self._unique.add(_names(ours, kind), _names(gold, kind), kind)
            if story.prose is not None:
                self._has_prose = True
                self._prose.add(_within(said, story), _within(right, story), kind)
        bounded = gold.keys() & ours.keys()
        self._bounded += len(bounded)
        self._typed += sum(gold[it].type == ours[it].type for it in bounded)
        for place, span in ours.items():
            if span.confidence is not None:
                self._calibration.add(span.confidence, right=_same(gold.get(place), span))
        self._note_errors(story, gold, ours)

    def report(self) -> dict[str, object]:
        """Scores, 0-1."""
        found: dict[str, object] = {
            "spans": self._spans.rows(),
            "names": self._spans.row(NAMED),
            "unique": self._unique.rows(),
            "types_right": share(self._typed, self._bounded),
        }
        if self._calibration.count:
            found["calibration"] = self._calibration.report()
        if self._has_prose:
            found["prose"] = self._prose.rows()
        return found

    def _note_errors(
        self, story: Annotated, gold: dict[Place, Span], ours: dict[Place, Span]
    ) -> None:
        for place in sorted(gold.keys() | ours.keys()):
            right, said = gold.get(place), ours.get(place)
            if right and said and right.type == said.type:
                continue
            field, start, end = place
            self.errors.add(
                Error(
                    story=story.id,
                    what="type" if right and said else "missed" if right else "false",
                    said=f"{said.type}: {said.text}" if said else "",
                    right=f"{right.type}: {right.text}" if right else "",
                    context=around(story.field(field), start, end),
                )
            )


def _same(gold: Span | None, ours: Span) -> bool:
    return gold is not None and gold.type == ours.type


def _places(spans: dict[Place, Span], kind: str) -> set[Place]:
    return {place for place, it in spans.items() if it.type == kind}


def _names(spans: dict[Place, Span], kind: str) -> set[str]:
    return {" ".join(it.text.split()).casefold() for it in spans.values() if it.type == kind}


def _within(places: set[Place], story: Annotated) -> set[Place]:
    return {it for it in places if any(a <= it[1] < b for a, b in story.prose or ())}
