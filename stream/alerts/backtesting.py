"""What rules would have told of stories that went by: matched, folded, counted by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from schemas.alert import Alert
from schemas.events import EnrichedStory
from schemas.rule import Rule
from stream.alerts.deciding import RuleState
from stream.alerts.matching import Matcher

MOST_SAMPLES = 1_000
"""Of each rule that are remembered, to be chosen from when it is known what was killed."""


@dataclass(slots=True)
class Fired:
    """What one rule would have told."""

    matched: int = 0
    """Stories' versions that fulfil it."""
    kinds: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    """Alerts by day, UTC."""
    samples: list[Alert] = field(default_factory=list)


class Backtest:
    """Takes stories in the order in which they were published."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Rules that stand: they were read before."""
        self.stories = 0
        self.fired: dict[str, Fired] = {}
        self._matcher = Matcher()
        self._states: defaultdict[str, RuleState] = defaultdict(RuleState)
        self._told: defaultdict[str, set[str]] = defaultdict(set)
        self._killed: set[str] = set()
        for it in rules:
            self._matcher.take(it.id, it.model_copy(update={"paused": False}).to_json())
            self.fired[it.id] = Fired()

    def take(self, event: EnrichedStory, at: datetime) -> None:
        """One version of a story, which came `at`."""
        self.stories += 1
        story = event.wire.story_id
        if event.wire.signal.ends_story:
            self._killed.add(story)
        found = list(self._matcher.matches(event, at))
        fulfilled = {it.rule.id for it in found}
        for it in found:
            self.fired[it.rule.id].matched += 1
        missed = sorted(self._told[story] - fulfilled) if story in self._told else []
        if fulfilled:
            self._told[story] |= fulfilled
        for it in [*found, *self._matcher.misses(missed, event, at)]:
            state = self._states[it.rule.id]
            self._note(it.rule.id, [*state.end_wait(at), *state.decide(it)])

    def end(self, now: datetime) -> None:
        """All went by; what still waits would go when its time comes."""
        for rule, state in self._states.items():
            self._note(rule, state.end_wait(now))
        for it in self.fired.values():
            # Nothing of a killed story may be shown.
            shown = (
                one for one in it.samples if not self._killed & {s.story_id for s in one.stories}
            )
            it.samples = list(shown)

    def _note(self, rule: str, alerts: Iterable[Alert]) -> None:
        fired = self.fired[rule]
        for it in alerts:
            fired.kinds[it.kind.value] += 1
            fired.days[f"{it.at:%Y-%m-%d}"] += 1
            if it.follows is None and len(fired.samples) < MOST_SAMPLES:
                fired.samples.append(it)
