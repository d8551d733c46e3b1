"""Ids of names that people judged: no id is better than a wrong one.

Precision: of the ids that we give to mentions that the file judges (and, where it marks every
place, to places that it doesn't mark) how many are right. Recall: of the ids that the file has, how
many we give. A mention is the same where both overlap: a span's edge is another question.
"""

from collections.abc import Iterable, Mapping

from stream.evaluation.gold import Annotated, Found, Place, Span, around
from stream.evaluation.samples import Error, Samples
from stream.evaluation.tally import Tally


class IdScores:
    """What a system's ids are worth, by vocabulary."""

    def __init__(self, most_errors: int) -> None:
        """Keep so many errors to look at."""
        self._tally = Tally()
        self._mentions = [0, 0]
        self.errors = Samples[Error](most_errors)

    def add(self, story: Annotated, found: Found) -> None:
        """Count one story."""
        known = [*(story.places or ()), *(it for it in story.spans or () if it.ids is not None)]
        vocabularies = {name for it in known for name in it.ids or ()}
        for gold in known:
            if gold.ids is not None:
                ours = _best(gold, found.spans)
                self._compare(story, gold.place, gold.ids, ours, vocabularies)
        for further in found.spans if story.places is not None else ():
            if further.type == "place" and further.ids and not _best(further, known):
                self._compare(story, further.place, {}, further, vocabularies)

    def report(self) -> dict[str, object]:
        """Scores, 0-1."""
        right, all_ = self._mentions
        return {
            "ids": self._tally.rows(),
            "mentions": {"right": right, "judged": all_},
        }

    def _compare(
        self,
        story: Annotated,
        place: Place,
        gold: Mapping[str, str],
        ours: Span | None,
        vocabularies: set[str],
    ) -> None:
        said = {k: v for k, v in ((ours.ids if ours else None) or {}).items() if k in vocabularies}
        for name in vocabularies:
            given, right = said.get(name), gold.get(name)
            self._tally.count(
                name,
                right=given is not None and given == right,
                found=given is not None,
                wanted=right is not None,
            )
        self._mentions[0] += said == dict(gold)
        self._mentions[1] += 1
        if said != dict(gold):
            field, start, end = place
            what = "missed" if not said else "wrong" if gold else "false"
            context = around(story.field(field), start, end)
            self.errors.add(Error(story.id, what, _ids(said), _ids(gold), context))


def _best(span: Span, others: Iterable[Span]) -> Span | None:
    """The one that shares most with it, if any overlaps."""
    field, start, end = span.place
    best, most = None, 0
    for it in others:
        shared = min(end, it.place[2]) - max(start, it.place[1])
        if it.place[0] == field and shared > most:
            best, most = it, shared
    return best


def _ids(ids: Mapping[str, str]) -> str:
    return " ".join(f"{name}={ids[name]}" for name in sorted(ids))
