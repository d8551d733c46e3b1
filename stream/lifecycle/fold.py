"""What becomes of the next version of a story: a pure function of what is remembered of it.

Per story, versions rise. An older one that arrives late is `superseded`, never current; one that
says the same again is a `repeat`; one under embargo or on hold is `withheld`, and what waits is
always the newest. A kill passes whatever its number; what comes after it is `withdrawn`. The same
event again (Kafka delivers at least once) keeps the number that it got. docs/lifecycle.md has the
table.
"""

from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.lifecycle.content import content, publish
from stream.lifecycle.decision import Decision, Life, Shows, Text
from stream.lifecycle.standing import Standing
from stream.lifecycle.version import Version
from stream.lifecycle.words import ends, hold, notice, release

_AS_IT_STANDS = frozenset({Signal.APPEND, Signal.RELEASE})
"""Signals whose own text isn't what they publish."""


def fold(life: Life, version: Version, now: float) -> Decision:
    """Fold one version in. `now` is seconds since 1970."""
    if life.standing is not None and life.standing.killed:
        return _after_kill(life, life.standing, version)
    if version.signal.ends_story:
        return _kill(life, version)
    before = _published_before(life, version) or _kept_before(life, version)
    return before or _new(life, version, now)


def _new(life: Life, version: Version, now: float) -> Decision:
    """An event that never came before, of a story that lives."""
    match version.signal:
        case Signal.ADVISORY:
            # A note to editors: it changes nothing and nobody gets it.
            return Decision(Outcome.WITHHELD, life)
        case Signal.REPEAT if life.known:
            return Decision(Outcome.REPEAT, life)
        case Signal.HOLD:
            return hold(life, version)
        case Signal.RELEASE:
            return release(life, version, now)
        case _:
            return content(life, version, now)


def due(life: Life, now: float) -> Decision | None:
    """Publish what waits if its time has come, else None."""
    pending = life.pending
    if life.killed or pending is None or not pending.has_text or pending.waits(now):
        return None
    waited = Version(pending.event, own=pending.own, order=pending.order, digest=pending.digest)
    return publish(life, waited, Text.PENDING, waited=Outcome.PUBLISHED)


def _kill(life: Life, version: Version) -> Decision:
    number = max(version.own or 0, life.version + 1)
    earlier = life.standing or Standing(0)
    past = life.pending.seen if life.pending else ()
    events = earlier.with_events(number, (version.event,), past)
    return Decision(
        Outcome.PUBLISHED,
        Life(Standing(number, events, killed=True, order=version.order)),
        Shows.NOTICE,
        version.event,
        keeps=False if life.pending else None,
        ended=(Outcome.WITHDRAWN,) * len(ends(life.pending, Outcome.WITHDRAWN)),
    )


def _after_kill(life: Life, standing: Standing, version: Version) -> Decision:
    """After a kill only the kill itself passes again, whatever id a record claims."""
    # What a crash left on the held topic goes now.
    gone = Life(standing)
    keeps = False if life.pending else None
    if not version.signal.ends_story:
        return Decision(Outcome.WITHDRAWN, gone, keeps=keeps)
    if standing.events[-1][0] != version.event:
        return Decision(Outcome.REPEAT, gone, keeps=keeps)
    return Decision(Outcome.PUBLISHED, gone, Shows.NOTICE, version.event, keeps=keeps)


def _published_before(life: Life, version: Version) -> Decision | None:
    """An event that was published, delivered again after a crash; None for any other."""
    standing = life.standing
    became = standing.version_of(version.event) if standing else None
    if standing is None or became is None:
        return None
    if became != standing.version:
        return Decision(Outcome.SUPERSEDED, life)
    if standing.held:
        return Decision(Outcome.WITHHELD, life, Shows.NOTICE, version.event)
    if standing.events[-1][0] != version.event:  # another event released it
        return Decision(Outcome.PUBLISHED, life)
    text = Text.STANDING if version.signal in _AS_IT_STANDS else Text.OWN
    return Decision(Outcome.PUBLISHED, life, Shows.TEXT, version.event, text)


def _kept_before(life: Life, version: Version) -> Decision | None:
    """An event that became part of what waits, delivered again; None for any other."""
    standing, pending = life.standing, life.pending
    if pending is None or not pending.knows(version.event):
        return None
    if version.signal is Signal.HOLD and standing is not None and not standing.held:
        # The text was kept, and then the crash came before consumers were told.
        told = Life(notice(standing, version), pending)
        return Decision(Outcome.WITHHELD, told, Shows.NOTICE, version.event)
    word = version.signal in {Signal.HOLD, Signal.RELEASE}
    waits = word or version.event == pending.event
    return Decision(Outcome.WITHHELD if waits else Outcome.SUPERSEDED, life)
