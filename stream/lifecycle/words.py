"""Words about a story, with or without its text: hold and release."""

from dataclasses import replace

from schemas.outcome import Outcome
from stream.lifecycle.content import ends, publish, wait
from stream.lifecycle.decision import Decision, Life, Shows, Text
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing
from stream.lifecycle.version import Version, age, along, before, latest

__all__ = ["ends", "hold", "notice", "release"]


def hold(life: Life, version: Version) -> Decision:
    """Nothing of the story may be shown until it is released; who saw it is told."""
    if _past(life, version):
        return Decision(Outcome.SUPERSEDED, life)
    standing, pending = life.standing, life.pending or Pending()
    tells = standing is not None and not standing.held
    stands = notice(standing, version) if standing and tells else standing
    text = _kept(life, version)
    waits = replace(
        _with_text(life, version, text),
        until=pending.until if version.until is None else version.until,
        hold=True,
        by_status=version.by_status,
        said=latest(pending.said, version.order),
        base=stands.version if stands else 0,
        seen=pending.with_seen(version.event),
    )
    replaced = pending.own_item and text is Text.OWN and version.has_text
    ended = (Outcome.SUPERSEDED,) if replaced else ()
    waits = replace(waits, open_items=pending.open_items + 1 - len(ended))
    shows = Shows.NOTICE if tells else Shows.NOTHING
    return Decision(
        Outcome.WITHHELD,
        Life(stands, waits),
        shows,
        version.event,
        text,
        keeps=True,
        ended=ended,
    )


def release(life: Life, version: Version, now: float) -> Decision:
    """End hold and embargo, and publish what waited, or the text that the release brings."""
    if _past(life, version):
        return Decision(Outcome.SUPERSEDED, life)
    standing, pending = life.standing, life.pending
    until = version.until
    if version.has_text and not _older(life, version):
        waiting = Pending(until=until, said=version.order)
        if waiting.waits(now):
            return wait(life, version, waiting)
        return _said(publish(life, version), version)
    if pending is None and standing is not None:
        # Nothing is held; only that it was said is remembered, for a hold that it overtook.
        said = replace(standing, said=latest(standing.said, version.order))
        return Decision(Outcome.REPEAT, Life(said))
    pending = pending or Pending()
    freed = replace(
        pending,
        until=until,
        hold=False,
        by_status=False,
        said=latest(pending.said, version.order),
        seen=pending.with_seen(version.event),
    )
    if not pending.has_text or freed.waits(now):
        freed = replace(freed, open_items=pending.open_items + 1, base=life.version)
        text = Text.PENDING if pending.has_text else Text.OWN
        return Decision(Outcome.WITHHELD, Life(standing, freed), text=text, keeps=True)
    waited = Version(pending.event, own=pending.own, order=pending.order, digest=pending.digest)
    published = publish(
        Life(standing, freed), waited, Text.PENDING, waited=Outcome.PUBLISHED, word=version.event
    )
    return _said(published, version)


def notice(standing: Standing, version: Version) -> Standing:
    """The story once consumers are told that it is on hold."""
    number = standing.version + 1
    return replace(
        standing,
        version=number,
        events=standing.with_events(number, (version.event,)),
        held=True,
        said=latest(standing.said, version.order),
    )


def _kept(life: Life, version: Version) -> Text:
    """Whose text waits: its own unless it has none or a newer one is known."""
    if version.has_text and not _older(life, version):
        return Text.OWN
    if life.pending and life.pending.has_text:
        return Text.PENDING
    return Text.STANDING if life.standing else Text.OWN


def _with_text(life: Life, version: Version, text: Text) -> Pending:
    pending, standing = life.pending or Pending(), life.standing
    if text is Text.STANDING and standing:
        event, _ = standing.events[-1]
        own, order, digest = standing.own, standing.order, standing.digest
        return Pending(event, own, order, digest, joined=standing.joined)
    if text is Text.OWN and version.has_text:
        own = pending.own if version.own is None else version.own
        return Pending(version.event, own, version.order, version.digest, own_item=True)
    return pending


def _older(life: Life, version: Version) -> bool:
    standing, pending = life.standing, life.pending
    below = standing is not None and age(version, standing.number, standing.order) < 0
    if below or pending is None or not pending.has_text:
        return below
    return age(version, pending.own, pending.order) < 0


def _past(life: Life, version: Version) -> bool:
    """Whether a later word came before it, or of a status a later version.

    Numbers count texts: they say which word is older only where the wire doesn't.
    """
    known = [it for it in (life.standing, life.pending) if it]
    if version.by_status and _older(life, version):
        return True
    if any(before(version.order, it.said) for it in known):
        return True
    if version.own is None:
        return False
    numbers = [it.own for it in known if it.own is not None and not along(version.order, it.order)]
    return any(version.own < it for it in numbers)


def _said(decision: Decision, version: Version) -> Decision:
    standing = decision.life.standing
    if standing is None:
        return decision
    stands = replace(standing, said=latest(standing.said, version.order))
    return replace(decision, life=Life(stands))
