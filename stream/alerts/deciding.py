"""What one rule's matches become: alerts, once a story, and follow-ups for who was told.

A pure fold: a match's own time is the time of the decision, and of what waits the caller says when
the time has come. What is told carries enough that the state can be had from the alerts again.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from schemas.alert import Alert, Alerting, AlertKind, FoundStory, Match
from schemas.cloudevents import derived_id
from schemas.rule import Rule
from schemas.wire import Signal
from stream.alerts.copies import Copies
from stream.alerts.query import write
from stream.alerts.quiet import passes, quiet_until

MOST_IN_DIGEST: Final = 50
"""Stories that a digest shows; of the others it gives the number."""
MOST_WAITING: Final = 1_000
"""Matches of one rule that wait: the oldest go first, and are counted."""
_CAN_WAIT: Final = frozenset({AlertKind.UPDATED, AlertKind.CORRECTED})


@dataclass(slots=True)
class Known:
    """What is known of a story under one rule."""

    version: int = 0
    first: str | None = None
    """The alert that told of it; None while nobody was told."""
    channels: tuple[str, ...] = ()
    """Where that went; what follows goes there too, whatever the rule names since."""
    said: frozenset[str] = frozenset()
    """Sentences and headline that were told."""
    over: bool = False
    """Killed or withdrawn."""
    at: datetime | None = None
    """When it came last."""


@dataclass(slots=True)
class RuleState:
    """What is known under one rule. `sent`: when alerts went that a throttle counts."""

    stories: dict[str, Known] = field(default_factory=dict)
    sent: deque[datetime] = field(default_factory=deque)
    copies: Copies = field(default_factory=Copies)
    counting: dict[str, Match] = field(default_factory=dict)
    """Stories of the window of a count, oldest first."""
    waiting: dict[str, Match] = field(default_factory=dict)
    """Stories that wait for a digest or for the end of quiet hours."""
    due: datetime | None = None
    """When they go."""
    dropped: int = 0
    """Stories that a throttle or a full digest left out, since the last alert."""

    def decide(self, it: Match) -> list[Alert]:
        """What is told now, because of this match."""
        story = it.story
        known = self.stories.setdefault(story.story_id, Known())
        if known.over or (story.version <= known.version and not story.signal.ends_story):
            return []
        known.version, known.at = max(known.version, story.version), it.at
        known.over = story.signal.ends_story
        if known.first is not None:
            return self._follow(it, known)
        if not _usable(it):
            self.counting.pop(story.story_id, None)
            self.waiting.pop(story.story_id, None)
            return []
        if self._is_copy(it):
            return []
        if it.rule.count:
            return self._count(it)
        return self._tell(AlertKind.MATCH, [it])

    def end_wait(self, now: datetime) -> list[Alert]:
        """What has waited until now."""
        if self.due is None or now < self.due:
            return []
        everything, at = list(self.waiting.values()), self.due
        self.waiting.clear()
        self.due = None
        followed = [it for it in everything if self.stories[it.story.story_id].first]
        waited = [it for it in everything if not self.stories[it.story.story_id].first]
        told = [alert for it in followed for alert in self._tell_follow_up(it, at)]
        return [*told, *self._digest(waited, at)] if waited else told

    def _digest(self, waited: list[Match], at: datetime) -> list[Alert]:
        shown = waited[-MOST_IN_DIGEST:]
        kind = AlertKind.MATCH if len(waited) == 1 and not self.dropped else AlertKind.DIGEST
        more, self.dropped = len(waited) - len(shown) + self.dropped, 0
        found = _alert(kind, shown, at).model_copy(update={"more": more})
        # Those that aren't shown were told of as a number: no follow-up names them.
        self.note(found)
        return [found]

    def note(self, alert: Alert) -> None:
        """Remember an alert, one that goes now or one that went before a restart."""
        for story in alert.stories:
            known = self.stories.setdefault(story.story_id, Known())
            known.version = max(known.version, story.version)
            if known.first is None:
                known.first = alert.follows or alert.id
                known.channels = tuple(alert.channels)
            known.at = alert.at
            known.over = known.over or alert.kind is AlertKind.KILLED
            known.said |= _said(story)
            self.counting.pop(story.story_id, None)
            self.waiting.pop(story.story_id, None)
            self.copies.tell(story, alert.at)
        if alert.follows is None:
            self.sent.append(alert.at)

    def forget(self, before: datetime) -> None:
        """Drop what no rule looks back to."""
        while self.sent and self.sent[0] < before:
            self.sent.popleft()
        self.copies.forget(before)
        self.stories = {name: it for name, it in self.stories.items() if it.at and it.at >= before}

    def _follow(self, it: Match, known: Known) -> list[Alert]:
        """A later version of a story that was told. Nobody is woken for what isn't taken back."""
        kind = _kind(it, known)
        quiet = it.rule.quiet
        if quiet and kind in _CAN_WAIT and not passes(quiet, it):
            before = self.waiting.get(it.story.story_id)
            if before and before.story.signal is Signal.CORRECTION:
                # What corrects stays a correction, whatever comes after it.
                story = it.story.model_copy(update={"signal": Signal.CORRECTION})
                it = it.model_copy(update={"story": story})
            if ends := quiet_until(quiet, it.at):
                return self._wait([it], ends)
        return self._tell_follow_up(it, it.at)

    def _tell_follow_up(self, it: Match, at: datetime) -> list[Alert]:
        known = self.stories[it.story.story_id]
        kind = _kind(it, known)
        if kind is None:
            return []
        found = _alert(kind, [it], at, known.first, known.channels)
        self.note(found)
        return [found]

    def _is_copy(self, it: Match) -> bool:
        """Whether its text, or nearly the same, was told within the rule's span."""
        span = it.rule.copies
        return bool(span) and self.copies.has(it.story, it.at - timedelta(seconds=span or 0))

    def _count(self, it: Match) -> list[Alert]:
        count = it.rule.count
        if count is None:
            return []
        since = it.at - timedelta(seconds=count.within)
        self.counting.pop(it.story.story_id, None)
        self.counting = {name: one for name, one in self.counting.items() if one.at > since}
        self.counting[it.story.story_id] = it
        if len(self.counting) < count.least:
            return []
        stories = list(self.counting.values())
        self.counting.clear()
        return self._tell(AlertKind.COUNT, stories)

    def _tell(self, kind: AlertKind, matches: list[Match]) -> list[Alert]:
        """Tell now, or let it wait, or leave it out."""
        last = matches[-1]
        quiet = last.rule.quiet
        if quiet and not passes(quiet, last) and (ends := quiet_until(quiet, last.at)):
            return self._wait(matches, ends)
        throttle = last.rule.throttle
        if throttle:
            since = last.at - timedelta(seconds=throttle.within)
            while self.sent and self.sent[0] <= since:
                self.sent.popleft()
            if len(self.sent) >= throttle.most:
                if not throttle.digest:
                    return []
                return self._wait(matches, self.sent[0] + timedelta(seconds=throttle.within))
        more = max(0, len(matches) - MOST_IN_DIGEST)
        found = _alert(kind, matches[-MOST_IN_DIGEST:], last.at).model_copy(update={"more": more})
        self.note(found)
        return [found]

    def _wait(self, matches: list[Match], until: datetime) -> list[Alert]:
        for it in matches:
            self.waiting.pop(it.story.story_id, None)
            self.waiting[it.story.story_id] = it
        while len(self.waiting) > MOST_WAITING:
            del self.waiting[next(iter(self.waiting))]
            self.dropped += 1
        self.due = min(until, self.due) if self.due else until
        return []


def _usable(it: Match) -> bool:
    return it.matches and not it.story.signal.ends_story and it.story.signal is not Signal.HOLD


def _kind(it: Match, known: Known) -> AlertKind | None:
    """What those who were told are told of this version, if anything."""
    signal = it.story.signal
    if signal.ends_story:
        return AlertKind.KILLED
    if signal is Signal.HOLD:
        return AlertKind.HELD
    if signal is Signal.CORRECTION:
        return AlertKind.CORRECTED
    # Materially new: a sentence that the rule looks for, or the headline, says what it didn't.
    return AlertKind.UPDATED if it.matches and _said(it.story) - known.said else None


def _said(story: FoundStory) -> frozenset[str]:
    """What was told, letter for letter but for case, spaces and marks."""
    texts = [it.text for it in story.sentences] + [story.headline or ""]
    words = ("".join(filter(str.isalnum, it.casefold())) for it in texts)
    return frozenset(it for it in words if it)


def _alert(
    kind: AlertKind,
    matches: list[Match],
    at: datetime,
    follows: str | None = None,
    channels: Sequence[str] | None = None,
) -> Alert:
    rule = matches[-1].rule
    # What makes it this alert and no other: told again after a crash, it has the same id.
    told = [f"{it.story.story_id} {it.story.version}" for it in matches]
    if kind is AlertKind.DIGEST:
        told = [told[0], at.isoformat()]
    if kind is AlertKind.MATCH:
        told = [matches[0].story.story_id]
    return Alert(
        id=derived_id("alert", " ".join([rule.id, kind, *told])),
        kind=kind,
        at=at,
        rule=Alerting(id=rule.id, name=rule.name, owner=rule.owner, query=query_of(rule)),
        channels=rule.channels if channels is None else list(channels),
        stories=[it.story for it in matches],
        follows=follows,
    )


def query_of(rule: Rule) -> str:
    """What it asks, on one line."""
    return rule.query or (write(rule.when, rule.count) if rule.when else "")
