"""What one rule's matches become: alerts, once a story, and follow-ups for who was told.

A pure fold: a match's own time is the time of the decision, and of what waits the caller says when
the time has come. What is told carries enough that the state can be had from the alerts again.
"""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from schemas.alert import Alert, AlertKind, Match
from schemas.wire import Signal
from stream.alerts.copies import MOST_SKETCHES, Copies, alike
from stream.alerts.quiet import passes, quiet_until
from stream.alerts.telling import Known, alert_of, follow_up, said, usable
from stream.alerts.waiting import Waiting, may_wait

MOST_IN_DIGEST: Final = 50
"""Stories that a digest shows; of the others it gives the number."""
_CAN_WAIT: Final = frozenset({AlertKind.UPDATED, AlertKind.CORRECTED, AlertKind.RELEASED})


@dataclass(slots=True)
class RuleState:
    """What is known under one rule. `sent`: when alerts went that a throttle counts."""

    stories: dict[str, Known] = field(default_factory=dict)
    sent: deque[datetime] = field(default_factory=deque)
    copies: Copies = field(default_factory=Copies)
    counting: dict[str, Match] = field(default_factory=dict)
    """Stories of the window of a count, oldest first."""
    waiting: Waiting = field(default_factory=Waiting)
    twins: dict[str, str] = field(default_factory=dict)
    """Of stories that are counted or wait and that the rule takes for copies: of which."""
    dropped: int = 0
    """Stories that a throttle or a full digest left out, since the last alert."""
    numbered: datetime | None = None
    """Until when stories that waited were told of, some of them as a number alone."""
    counted: datetime | None = None
    """Until when stories were counted that a count told of, some of them as a number alone."""

    @property
    def due(self) -> datetime | None:
        """When the next of what waits has waited long enough."""
        return self.waiting.due

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
        if not usable(it):
            self.counting.pop(story.story_id, None)
            self.waiting.pop(story.story_id)
            return []
        if self._is_copy(it):
            return []
        self._look_for_twin(it)
        if it.rule.count:
            return self._count(it)
        return self._tell(AlertKind.MATCH, [it])

    def end_wait(self, now: datetime) -> list[Alert]:
        """What has waited until now."""
        found: list[Alert] = []
        while (at := self.due) is not None and at <= now:
            ended = self.waiting.end(at)
            ended = self._wait_on((it, self._quiet_until(it, at)) for it in ended)
            fresh = [it for it in ended if not self.stories[it.story.story_id].first]
            for it in ended:
                if self.stories[it.story.story_id].first:
                    found += self._tell_follow_up(it, at)
            found += self._tell_waited(fresh, at)
        return found

    def _tell_waited(self, waited: list[Match], at: datetime) -> list[Alert]:
        """What waits no longer, in one alert, unless a throttle makes it wait on."""
        if self.numbered and at <= self.numbered:
            # It was told of before a restart.
            waited = [it for it in waited if it.at > self.numbered]
            self.dropped = 0
        waited = [it for it in self._apart(waited) if not self._is_copy(it)]
        waited.sort(key=lambda it: it.at)
        if not waited:
            return []
        throttle, free = waited[-1].rule.throttle, self._throttled_until(waited[-1], at)
        if throttle and free:
            if not throttle.digest:
                self.dropped += len(waited)
                return []
            waited = self._wait_on((it, free) for it in waited)
            if not waited:
                return []
        shown = waited[-MOST_IN_DIGEST:]
        kind = AlertKind.MATCH if len(waited) == 1 and not self.dropped else AlertKind.DIGEST
        # Those that aren't shown are told of as a number: no follow-up names them.
        return self._told(kind, shown, at, len(waited) - len(shown))

    def _wait_on(self, matches: Iterable[tuple[Match, datetime | None]]) -> list[Match]:
        """Those that needn't wait on until the moment beside them, or can't; the others do."""
        ended: list[Match] = []
        on: defaultdict[datetime, list[Match]] = defaultdict(list)
        for it, until in matches:
            (on[until] if until and may_wait(it, until) else ended).append(it)
        for until, some in on.items():
            self._wait(some, until)
        return ended

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
            known.held = alert.kind is AlertKind.HELD
            known.said |= said(story)
            self.counting.pop(story.story_id, None)
            self.waiting.pop(story.story_id)
            self.copies.tell(story, alert.at)
        if alert.follows is None:
            self.sent.append(alert.at)
            if alert.more and alert.kind is AlertKind.DIGEST:
                self.numbered = alert.at
            if alert.more and alert.kind is AlertKind.COUNT:
                self.counted = alert.at

    def forget(self, before: datetime) -> None:
        """Drop what no rule looks back to."""
        while self.sent and self.sent[0] < before:
            self.sent.popleft()
        self.copies.forget(before)
        self.stories = {name: it for name, it in self.stories.items() if it.at and it.at >= before}
        here = {it.story.story_id for it in (*self.counting.values(), *self.waiting.matches())}
        self.twins = {name: it for name, it in self.twins.items() if name in here}

    def _follow(self, it: Match, known: Known) -> list[Alert]:
        """A later version of a story that was told. Nobody is woken for what isn't taken back."""
        ends = self._quiet_until(it, it.at)
        if ends and follow_up(it, known) in _CAN_WAIT:
            before = self.waiting.get(it.story.story_id)
            if before and before.story.signal is Signal.CORRECTION:
                # What corrects stays a correction, whatever comes after it.
                story = it.story.model_copy(update={"signal": Signal.CORRECTION})
                it = it.model_copy(update={"story": story})
            return self._wait([it], ends)
        return self._tell_follow_up(it, it.at)

    def _tell_follow_up(self, it: Match, at: datetime) -> list[Alert]:
        known = self.stories[it.story.story_id]
        kind = follow_up(it, known)
        if kind is None:
            return []
        found = alert_of(kind, [it], at, follows=known.first, channels=known.channels)
        self.note(found)
        return [found]

    def _is_copy(self, it: Match) -> bool:
        """Whether its text, or nearly the same, was told within the rule's span."""
        span = it.rule.copies
        return bool(span) and self.copies.has(it.story, it.at - timedelta(seconds=span or 0))

    def _look_for_twin(self, it: Match) -> None:
        """Note whether it is a copy of one that is counted or waits."""
        self.twins.pop(it.story.story_id, None)
        if not it.rule.copies:
            return
        since = it.at - timedelta(seconds=it.rule.copies)
        for one in [*self.counting.values(), *self.waiting.matches()][-MOST_SKETCHES:]:
            other = one.story.story_id != it.story.story_id
            if other and one.at > since and alike(one.story, it.story):
                self.twins[it.story.story_id] = one.story.story_id
                return

    def _apart(self, matches: Iterable[Match]) -> list[Match]:
        """Without copies of others among them. What is a copy of one that was killed is none."""
        found = {it.story.story_id: it for it in matches}
        return [it for name, it in found.items() if self.twins.get(name) not in found]

    def _count(self, it: Match) -> list[Alert]:
        count = it.rule.count
        if count is None or (self.counted and it.at <= self.counted):
            return []
        since = it.at - timedelta(seconds=count.within)
        self.counting.pop(it.story.story_id, None)
        self.counting = {name: one for name, one in self.counting.items() if one.at > since}
        self.counting[it.story.story_id] = it
        if len(self.counting) < count.least:
            return []
        stories = self._apart(self.counting.values())
        if len(stories) < count.least:
            return []
        self.counting.clear()
        return self._tell(AlertKind.COUNT, stories)

    def _tell(self, kind: AlertKind, matches: list[Match]) -> list[Alert]:
        """Tell now, or let it wait, or leave it out."""
        last = matches[-1]
        if ends := self._quiet_until(last, last.at):
            return self._wait(matches, ends)
        throttle = last.rule.throttle
        if throttle and (free := self._throttled_until(last, last.at)):
            if throttle.digest:
                return self._wait(matches, free)
            # Read again after a restart, it was counted if an alert came after it.
            self.dropped += 0 if self.sent[-1] > last.at else len(matches)
            return []
        return self._told(kind, matches[-MOST_IN_DIGEST:], last.at, len(matches) - MOST_IN_DIGEST)

    def _told(self, kind: AlertKind, shown: list[Match], at: datetime, more: int) -> list[Alert]:
        more, self.dropped = max(0, more) + self.dropped, 0
        found = alert_of(kind, shown, at, more=more)
        self.note(found)
        return [found]

    def _quiet_until(self, it: Match, at: datetime) -> datetime | None:
        """When quiet hours end that keep it back at a moment."""
        quiet = it.rule.quiet
        return quiet_until(quiet, at) if quiet and not passes(quiet, it) else None

    def _throttled_until(self, it: Match, at: datetime) -> datetime | None:
        """When the throttle lets the next alert through, if not at this moment."""
        throttle = it.rule.throttle
        if throttle is None:
            return None
        span = timedelta(seconds=throttle.within)
        while self.sent and self.sent[0] <= at - span:
            self.sent.popleft()
        return self.sent[0] + span if len(self.sent) >= throttle.most else None

    def _wait(self, matches: Iterable[Match], until: datetime) -> list[Alert]:
        self.dropped += self.waiting.put(matches, until)
        return []
