"""The topics as lists, and one story's worker beside them: what the fold's decisions make of it."""

from dataclasses import dataclass, field

from schemas.outcome import Outcome
from stream.lifecycle.decision import Decision, Life, Shows, Text
from stream.lifecycle.fold import due, fold
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing
from stream.lifecycle.version import Version


@dataclass(frozen=True)
class Told:
    """One record of the enriched topic. `text` names the versions whose text it has."""

    event: str
    version: int
    text: tuple[str, ...]
    at: float


@dataclass
class Story:
    """One story's records, and the life that a worker remembers."""

    now: float = 0.0
    life: Life = field(default_factory=Life)
    enriched: list[Told] = field(default_factory=list)
    latest: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    standing: Standing | None = None
    pending: Pending | None = None
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    ended: list[Outcome] = field(default_factory=list)

    def take(self, version: Version) -> Decision:
        """A version comes, or comes again."""
        decision = fold(self.life, version, self.now)
        self._write(decision, version.event)
        self.outcomes.append((version.event, decision.outcome))
        return decision

    def wait(self, now: float) -> Decision | None:
        """Time passes; what is due goes out."""
        self.now = now
        decision = due(self.life, now)
        if decision is not None:
            self._write(decision, "")
        return decision

    def crash(self) -> None:
        """The worker dies; another one reads what stands and what waits."""
        standing, pending = self.standing, self.pending
        if standing is not None:
            standing = Standing.from_header(
                standing.to_header().decode(),
                killed=standing.killed,
                order=standing.order,
                facts=standing.to_facts().decode(),
            )
        if pending is not None:
            pending = Pending.from_header(pending.to_header().decode())
        self.life = Life(standing, pending)

    def _write(self, decision: Decision, own: str) -> None:
        stored = {Text.OWN: (), Text.PENDING: self.held, Text.STANDING: self.latest}
        text = stored[decision.text]
        if decision.text is Text.OWN or decision.joins:
            text = (*text, own)
        self.life = decision.life
        if decision.shows is not Shows.NOTHING:
            shown = text if decision.shows is Shows.TEXT else ()
            self.enriched.append(Told(decision.event, decision.version, shown, self.now))
            self.latest = shown
            self.standing = decision.life.standing
        if decision.keeps is not None:
            self.held = text if decision.keeps else ()
            self.pending = decision.life.pending
        self.ended += decision.ended
