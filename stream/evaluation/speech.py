"""Quotes: found at all, and with the right speaker.

A quote is the same where both overlap by at least half of what they cover together. Its speaker is
right where the names agree: equal without article, case and accents, or one the other's last words
("Oduya" of "Mara Oduya"); any name that the story has for the entity is its name, so that "Turkey"
and "Türkiye" are one. Where the annotation names no speaker, naming none is right.
"""

from collections.abc import Sequence

from schemas.enrichment import Quote
from stream.evaluation.calibration import Calibration
from stream.evaluation.gold import Annotated, Found, Spoken, around
from stream.evaluation.samples import Error, Samples
from stream.evaluation.tally import Tally
from stream.gazetteer import fold

ENOUGH = 0.5
ARTICLES = frozenset({"the", "a", "an"})


class QuoteScores:
    """What a system's quotes are worth."""

    def __init__(self, most_errors: int) -> None:
        """Keep so many errors to look at."""
        self._quotes, self._speakers = Tally(), Tally()
        self._calibration = Calibration()
        self.errors = Samples[Error](most_errors)

    def add(self, story: Annotated, found: Found) -> None:
        """Count one story."""
        left = list(story.quotes or ())
        for said in found.quotes:
            gold = _closest(said, left)
            if gold is not None:
                left.remove(gold)
            self._judge(story, said, gold, found)
        for gold in left:
            kind = _kind(gold.direct)
            self._quotes.count(kind, wanted=1)
            self._speakers.count(kind, wanted=1)
            self._note(story, "missed", "", gold.speaker, gold.place[1:])

    def report(self) -> dict[str, object]:
        """Scores, 0-1. `speaker_right`: found, and said by whom the annotation says."""
        return {
            "quotes": self._quotes.rows(),
            "speaker_right": self._speakers.rows(),
            "calibration": self._calibration.report(),
        }

    def _judge(self, story: Annotated, said: Quote, gold: Spoken | None, found: Found) -> None:
        speaker = found.names.get(said.speaker_id or "") or said.speaker
        names = {said.speaker, *found.called(said.speaker_id)}
        right = gold is not None and any(same_name(it, gold.speaker) for it in names)
        kind = _kind(said.direct if gold is None or gold.direct is None else gold.direct)
        wanted = gold is not None
        self._quotes.count(kind, right=wanted, found=1, wanted=wanted)
        self._speakers.count(kind, right=right, found=1, wanted=wanted)
        self._calibration.add(said.confidence, right=right)
        if not right:
            what = "speaker" if gold else "false"
            self._note(story, what, speaker, gold.speaker if gold else None, (said.start, said.end))

    def _note(
        self, story: Annotated, what: str, said: str | None, right: str | None, at: tuple[int, int]
    ) -> None:
        context = around(story.body, *at)
        self.errors.add(Error(story.id, what, said or "nobody", right or "nobody", context))


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names agree, as the module says."""
    if one is None or other is None:
        return one is other
    first, second = _words(one), _words(other)
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and longer[-len(shorter) :] == shorter


def _words(name: str) -> list[str]:
    words = fold(name).split()
    return words[1:] if words and words[0] in ARTICLES else words


def _kind(direct: bool | None) -> str:  # noqa: FBT001 - what the annotation says
    return {True: "direct", False: "indirect", None: "any"}[direct]


def _closest(said: Quote, left: Sequence[Spoken]) -> Spoken | None:
    """Of those that are the same quote, one of its own kind first: quoted words lie in a clause."""
    near = [it for it in left if _overlap(said, it) >= ENOUGH]
    return max(near, key=lambda it: (it.direct is said.direct, _overlap(said, it)), default=None)


def _overlap(said: Quote, gold: Spoken) -> float:
    """What both cover as a share of what either covers; quotation marks aside."""
    _, start, end = gold.place
    shared = min(end, said.end) - max(start, said.start)
    covered = max(end, said.end) - min(start, said.start)
    return max(0, shared) / covered if covered else 0.0
