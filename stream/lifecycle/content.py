"""A version that brings text: published, kept until its time, or past."""

from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.lifecycle.decision import Decision, Life, Shows, Text
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing
from stream.lifecycle.version import Version, age, before, latest

_CHANGES = frozenset({Signal.UPDATE, Signal.APPEND, Signal.CORRECTION, Signal.REFILE})
"""Signals that say that something changed, also under the number that stands."""
_SAME_AGAIN = frozenset({Signal.NEW, Signal.UPDATE, Signal.ALERT, Signal.REPEAT})
"""Signals under which equal text says nothing new."""


def content(life: Life, version: Version, now: float) -> Decision:
    """Fold in a version with text of its own."""
    released = _ends_hold(life.pending, version)
    past = _too_old(life, version) if released else _past(life, version)
    if past is not None:
        return Decision(past, life)
    text = _text(life) if version.signal is Signal.APPEND else Text.OWN
    waiting = _waiting(life, version, released=released)
    if waiting.waits(now):
        return wait(life, version, waiting, text)
    return publish(life, version, text)


def publish(
    life: Life,
    version: Version,
    text: Text = Text.OWN,
    *,
    waited: Outcome = Outcome.SUPERSEDED,
    word: str = "",
) -> Decision:
    """Publish it as the story's next version; nothing waits afterwards.

    `waited` is what becomes of the text that waited; `word` the event that released it.
    """
    standing, pending = life.standing or Standing(0), life.pending
    number = max(version.own or 0, standing.version + 1)
    became = (version.event, word) if word else (version.event,)
    events = standing.with_events(number, became, pending.seen if pending else ())
    joins = version.signal is Signal.APPEND and text is not Text.OWN
    stands = Standing(
        number,
        events,
        order=version.order,
        own=_highest(standing.own, version.own),
        digest=version.digest,
        said=latest(standing.said, pending.said if pending else None),
        joined=joins or (text is Text.PENDING and pending is not None and pending.joined),
    )
    return Decision(
        Outcome.PUBLISHED,
        Life(stands),
        Shows.TEXT,
        word or version.event,
        text,
        joins=joins,
        keeps=False if pending else None,
        ended=ends(pending, waited),
    )


def wait(life: Life, version: Version, waiting: Pending, text: Text = Text.OWN) -> Decision:
    """Keep its text until the time comes: `waiting` says until when."""
    earlier = life.pending or Pending()
    ended = (Outcome.SUPERSEDED,) if earlier.own_item else ()
    joins = version.signal is Signal.APPEND and text is not Text.OWN
    pending = Pending(
        event=version.event,
        own=_highest(earlier.own, version.own),
        order=version.order,
        digest=version.digest,
        until=waiting.until,
        hold=waiting.hold,
        by_status=waiting.by_status,
        said=waiting.said,
        base=life.version,
        joined=joins,
        seen=earlier.with_seen(version.event),
        open_items=earlier.open_items + 1 - len(ended),
        own_item=True,
        backfill=version.backfill,
    )
    return Decision(
        Outcome.WITHHELD,
        Life(life.standing, pending),
        event=version.event,
        text=text,
        joins=joins,
        keeps=True,
        ended=ended,
    )


def ends(pending: Pending | None, text: Outcome) -> tuple[Outcome, ...]:
    """What becomes of the items that were withheld: `text` of the text's own, words are past."""
    if pending is None:
        return ()
    words = pending.open_items - pending.own_item
    return (text,) * pending.own_item + (Outcome.SUPERSEDED,) * max(0, words)


def _past(life: Life, version: Version) -> Outcome | None:
    """Why it isn't published at all: older than what is known, or the same again."""
    if (old := _too_old(life, version)) is not None:
        return old
    if version.signal is Signal.APPEND and version.contained:
        return Outcome.REPEAT
    for own, order, digest in _known(life):
        if age(version, own, order) == 0 and not _changed(version, order, digest):
            return Outcome.REPEAT
    numbered = version.own is not None
    if numbered or version.signal not in _SAME_AGAIN or _moves_embargo(life.pending, version):
        return None
    same = version.has_text and any(version.digest == digest for _, _, digest in _known(life))
    return Outcome.REPEAT if same else None


def _too_old(life: Life, version: Version) -> Outcome | None:
    old = any(age(version, own, order) < 0 for own, order, _ in _known(life))
    return Outcome.SUPERSEDED if old else None


def _known(life: Life) -> list[tuple[int | None, tuple[int, int] | None, str]]:
    """Number, place on the wire and digest of the texts that are known."""
    found: list[tuple[int | None, tuple[int, int] | None, str]] = []
    if life.standing:
        found.append((life.standing.number, life.standing.order, life.standing.digest))
    if life.pending and life.pending.has_text:
        found.append((life.pending.own, life.pending.order, life.pending.digest))
    return found


def _changed(version: Version, order: tuple[int, int] | None, digest: str) -> bool:
    """Whether a version under a known number says something else, and says that it does."""
    marked = version.signal in _CHANGES and version.digest != digest
    return marked and not before(version.order, order)


def _moves_embargo(pending: Pending | None, version: Version) -> bool:
    return pending is not None and version.until not in {None, pending.until}


def _ends_hold(pending: Pending | None, version: Version) -> bool:
    """Whether its status ends a hold that came by status."""
    return bool(pending and pending.hold and pending.by_status and version.usable)


def _waiting(life: Life, version: Version, *, released: bool) -> Pending:
    """Until when the story must wait: a correction that says no embargo doesn't end it."""
    pending = life.pending or Pending()
    said = pending.said or (life.standing.said if life.standing else None)
    held = pending.hold and not released
    if not held and before(version.order, said):
        # A release that overtook it speaks of it too.
        return Pending(said=pending.said)
    until = pending.until if version.until is None else version.until
    if version.signal is Signal.APPEND and until is not None and pending.has_text:
        # An add's time is its own: it can't bring out earlier what it is added to.
        until = max(until, pending.until or until)
    by_status = held and pending.by_status
    return Pending(until=until, hold=held, by_status=by_status, said=pending.said)


def _text(life: Life) -> Text:
    """What an addition is set behind."""
    if life.pending and life.pending.has_text:
        return Text.PENDING
    return Text.STANDING if life.standing else Text.OWN


def _highest(first: int | None, second: int | None) -> int | None:
    return max((it for it in (first, second) if it is not None), default=None)
