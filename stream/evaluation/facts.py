"""Numbers and acts: what the story counts, and who did what.

A number is right where the spans overlap and value and unit agree; an act where its kind, actor and
target do (names as of speakers). A wrong actor is worse than none, so both count against.
"""

from stream.evaluation.gold import Act, Amount, Annotated, Found, around
from stream.evaluation.samples import Error, Samples
from stream.evaluation.speech import same_name
from stream.evaluation.tally import Tally

CLOSE = 1e-6


class NumberScores:
    """What a system's numbers are worth."""

    def __init__(self, most_errors: int) -> None:
        """Keep so many errors to look at."""
        self._tally = Tally()
        self.errors = Samples(most_errors)

    def add(self, story: Annotated, found: Found) -> None:
        """Count one story."""
        left = list(story.numbers or ())
        for said in found.numbers:
            here = [it for it in left if it.place[1] < said.end and said.start < it.place[2]]
            gold = next((it for it in here if _same(it, said.value, said.unit)), None)
            if gold is not None:
                left.remove(gold)
            self._tally.count("number", right=gold is not None, found=1)
            if gold is None:
                right = f"{here[0].value:g} {here[0].unit or ''}" if here else ""
                context = around(story.body, said.start, said.end)
                value = f"{said.value:g} {said.unit or ''}"
                self.errors.add(Error(story.id, "wrong", value, right, context))
        self._tally.count("number", wanted=len(story.numbers or ()))
        for gold in left:
            context = around(story.field(gold.place[0]), *gold.place[1:])
            value = f"{gold.value:g} {gold.unit or ''}"
            self.errors.add(Error(story.id, "missed", "", value, context))

    def report(self) -> dict[str, object]:
        """Scores, 0-1."""
        return {"numbers": self._tally.row(("number",))}


def _same(gold: Amount, value: float, unit: str | None) -> bool:
    near = abs(gold.value - value) <= CLOSE * max(1.0, abs(gold.value))
    return near and (gold.unit is None or _unit(gold.unit) == _unit(unit))


def _unit(unit: str | None) -> str:
    """A unit without its case: `USD` and `usd` are one."""
    return (unit or "").casefold()


class ActScores:
    """What a system's acts are worth."""

    def __init__(self, most_errors: int) -> None:
        """Keep so many errors to look at."""
        self._tally = Tally()
        self.errors = Samples(most_errors)

    def add(self, story: Annotated, found: Found) -> None:
        """Count one story."""
        left = list(story.acts or ())
        for said in found.acts:
            actor, target = (found.names.get(it or "") for it in (said.actor_id, said.target_id))
            mine = Act(said.act, actor, target)
            gold = next((it for it in left if _agree(it, mine)), None)
            if gold is not None:
                left.remove(gold)
            else:
                context = around(story.body, said.start, said.end)
                self.errors.add(Error(story.id, "wrong", _told(mine), "", context))
            self._tally.count(said.act, right=gold is not None, found=1)
        for it in story.acts or ():
            self._tally.count(it.act, wanted=1)
        for gold in left:
            self.errors.add(Error(story.id, "missed", "", _told(gold), ""))

    def report(self) -> dict[str, object]:
        """Scores, 0-1."""
        return {"acts": self._tally.rows()}


def _agree(gold: Act, said: Act) -> bool:
    return (
        gold.act == said.act
        and same_name(gold.actor, said.actor)
        and same_name(gold.target, said.target)
    )


def _told(act: Act) -> str:
    return f"{act.actor or '?'} {act.act} {act.target or ''}".strip()
