"""Numbers and acts: what the story counts, and who did what.

A number is right where the spans overlap and value and unit agree. An act is found where its kind
agrees and both stand in one place; right where actor and target agree too (names as of speakers),
and a wrong one is worse than none: it counts against precision.
"""

from schemas.enrichment import NewsAct
from stream.evaluation.gold import Act, Amount, Annotated, Found, around
from stream.evaluation.samples import Error, Samples
from stream.evaluation.speech import same_name
from stream.evaluation.tally import Tally

CLOSE = 1e-6
MUTUAL = frozenset({"met", "signed"})
"""Acts of two, either of whom may stand first."""


class NumberScores:
    """What a system's numbers are worth."""

    def __init__(self, most_errors: int) -> None:
        """Keep so many errors to look at."""
        self._tally = Tally()
        self.errors = Samples[Error](most_errors)

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
        self._acts, self._who = Tally(), Tally()
        self.errors = Samples[Error](most_errors)

    def add(self, story: Annotated, found: Found) -> None:
        """Count one story."""
        left = list(story.acts or ())
        for said in found.acts:
            names = (found.called(said.actor_id), found.called(said.target_id))
            here = [it for it in left if it.act == said.act and _meet(it, said)]
            gold = max(here, key=lambda it: _agree(it, names), default=None)
            right = gold is not None and _agree(gold, names)
            if gold is not None:
                left.remove(gold)
            self._acts.count(said.act, right=gold is not None, found=1)
            self._who.count(said.act, right=right, found=1)
            if not right:
                who = (found.names.get(it or "") for it in (said.actor_id, said.target_id))
                told, wanted = _told(said.act, *who), _told_gold(gold) if gold else ""
                context = around(story.body, said.start, said.end)
                self.errors.add(
                    Error(story.id, "wrong" if gold else "false", told, wanted, context)
                )
        for it in story.acts or ():
            self._acts.count(it.act, wanted=1)
            self._who.count(it.act, wanted=1)
        for it in left:
            context = around(story.field(it.place[0]), *it.place[1:])
            self.errors.add(Error(story.id, "missed", "", _told_gold(it), context))

    def report(self) -> dict[str, object]:
        """Scores, 0-1. `who_right`: found, and with actor and target as the annotation has them."""
        return {"acts": self._acts.rows(), "who_right": self._who.rows()}


def _meet(gold: Act, said: NewsAct) -> bool:
    """Whether both stand in one place: the annotation marks the verb, ours may be its clause."""
    return gold.place[1] < said.end and said.start < gold.place[2]


def _agree(gold: Act, names: tuple[frozenset[str], frozenset[str]]) -> bool:
    turned = [names, names[::-1]] if gold.act in MUTUAL else [names]
    return any(_is(gold.actor, it[0]) and _is(gold.target, it[1]) for it in turned)


def _is(gold: str | None, called: frozenset[str]) -> bool:
    """Whether one of the names that the story has for somebody is the annotation's."""
    return any(same_name(gold, it) for it in called or {None})


def _told_gold(act: Act) -> str:
    return _told(act.act, act.actor, act.target)


def _told(act: str, actor: str | None, target: str | None) -> str:
    return f"{actor or '?'} {act} {target or ''}".strip()
