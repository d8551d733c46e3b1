"""Which of intake's two topics a version takes: what overtakes, and what must not."""

from stream.engine.jobs import Facts

MOST_URGENT = 2
"""Flash (1) and bulletin (2) overtake."""
_ALWAYS = frozenset({"kill", "withdraw", "hold", "release"})
"""Words about a story: the fold knows from the wire's order what they speak of."""
_MOST = 100_000


class Lanes:
    """Decides story by story, in the order of the wire.

    Kills, holds and corrections are urgent. But a correction or a flash of a story under embargo
    stays in line behind it: if it overtook, nobody would know yet that the story must wait. So does
    an add, however urgent, of any story: it is set behind what came before it.
    """

    def __init__(self) -> None:
        """No story is under embargo yet."""
        self._until: dict[str, float] = {}

    @staticmethod
    def until(facts: Facts, arrived: float) -> float | None:
        """When its embargo ends, in seconds since 1970; None where none is left as it arrives."""
        until = facts.get("until")
        return float(until) if isinstance(until, int | float) and until > arrived else None

    def urgent(self, facts: Facts, story: str, arrived: float, *, backfill: bool) -> bool:
        """Whether a version of `story` takes the urgent topic. `arrived`: seconds since 1970."""
        until = self.until(facts, arrived)
        if until is not None:
            self.note(story, until, arrived)
        if backfill:
            return False
        if facts["signal"] in _ALWAYS:
            return True
        if facts["signal"] == "append" or self._until.get(story, 0.0) > arrived:
            return False
        urgency = facts["urgency"]
        flash = isinstance(urgency, int) and urgency <= MOST_URGENT
        return flash or facts["signal"] == "correction"

    def note(self, story: str, until: float, now: float) -> None:
        """Remember an embargo; those that are over are forgotten when there are many."""
        if len(self._until) >= _MOST:
            self._until = {key: it for key, it in self._until.items() if it > now}
        self._until[story] = max(until, self._until.get(story, 0.0))
