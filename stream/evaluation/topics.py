"""Topics: is the first right, is one of three, and F1 over the 17 topics at IPTC's top.

`main_top_among_three`: the top topic of the file's first is that of one of our first three. A topic
is otherwise right where it is the file's own, stands below it, or is an ancestor of it: ancestors
are implied, so "sport" is right of a football story, and football where the file says sport. Of
several codes that an annotator allows any is right, and what is above all of them. `exact` compares
the codes themselves; where the file has narrower ones apart (`deep`), those alone.
"""

from collections.abc import Iterable, Sequence

from schemas.enrichment import Topic
from stream.enrich.topics import lineage, vocabulary
from stream.evaluation.calibration import Calibration
from stream.evaluation.gold import Annotated, Found
from stream.evaluation.samples import Error, Samples
from stream.evaluation.tally import Tally, share

FIRST = 3


class TopicScores:
    """What a system's topics are worth."""

    def __init__(self, most_errors: int) -> None:
        """Keep so many errors to look at."""
        self._by_top, self._exact = Tally(), Tally()
        self._calibration = Calibration()
        self._stories = self._first = self._among = self._silent = 0
        self.errors = Samples[Error](most_errors)

    def add(self, story: Annotated, found: Found) -> None:
        """Count one story."""
        gold, said = story.topics or (), [_code(it) for it in found.topics]
        right = [_fits(it, gold) for it in said]
        self._stories += bool(gold)
        self._silent += not said
        self._first += bool(gold) and any(right[:1])
        # The main topic is the annotator's first.
        self._among += any(_tops(said[:FIRST]) & _tops(it) for it in gold[:1])
        for topic, fits in zip(found.topics, right, strict=True):
            self._calibration.add(topic.confidence, right=fits)
        self._count(gold, said)
        if story.deep:
            narrow = {it for it in said if len(_line(it)) > 1}
            self._exact.add(narrow, story.deep, "deep")
        else:
            codes = set(said)
            self._exact.add(codes, {min(it & codes or it) for it in gold}, "code")
        if gold and not any(right[:1]):
            self._note(story, found.topics)

    def report(self) -> dict[str, object]:
        """Scores, 0-1."""
        return {
            "stories": self._stories,
            "first_right": share(self._first, self._stories),
            "main_top_among_three": share(self._among, self._stories),
            "without_topic": self._silent,
            "tops": self._by_top.rows(),
            "micro_f1": self._by_top.rows()["all"]["f1"],
            "macro_f1": self._by_top.macro_f1(),
            "exact": self._exact.rows()["all"],
            "calibration": self._calibration.report(),
        }

    def _count(self, gold: Sequence[frozenset[str]], said: Sequence[str]) -> None:
        tops = _tops(said)
        wanted = {_chosen(it, tops) for it in gold}
        for top in tops | wanted:
            self._by_top.add({top} & tops, {top} & wanted, top)

    def _note(self, story: Annotated, topics: Sequence[Topic]) -> None:
        words = [word for it in topics[:1] for one in it.evidence for word in one.words]
        self.errors.add(
            Error(
                story=story.id,
                what="wrong" if topics else "none",
                said=", ".join(f"{it.name} {it.confidence:.2f}" for it in topics[:FIRST]),
                right=", ".join("/".join(sorted(it)) for it in story.topics or ()),
                context=f"{story.headline or story.body[:80]} ({', '.join(words)})",
            )
        )


def _code(topic: Topic) -> str:
    return topic.code.removeprefix("medtop:")


def _line(code: str) -> tuple[str, ...]:
    """The topic and its ancestors; a code that IPTC has retired stands alone."""
    return lineage(code) if code in vocabulary() else (code,)


def _tops(allowed: Iterable[str]) -> set[str]:
    return {_line(it)[-1] for it in allowed}


def _chosen(allowed: Iterable[str], said: set[str]) -> str:
    """Of the tops that an annotator allows the one that was said, else the first."""
    possible = sorted(_tops(allowed))
    return next((it for it in possible if it in said), possible[0])


def _fits(code: str, gold: Iterable[frozenset[str]]) -> bool:
    line = _line(code)
    return any(
        not allowed.isdisjoint(line) or all(code in _line(it) for it in allowed) for allowed in gold
    )
