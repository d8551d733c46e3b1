"""What an alert is made of: its kind, what it says, its id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.alert import Alert, Alerting, AlertKind, FoundStory, Match
from schemas.cloudevents import derived_id
from schemas.rule import Rule
from schemas.wire import Signal
from stream.alerts.query import write
from stream.enrich.names.headlines import headline_start


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
    held: bool = False
    """It was told last that the agency holds it back."""
    over: bool = False
    """Killed or withdrawn."""
    at: datetime | None = None
    """When it came last."""


def usable(it: Match) -> bool:
    """Whether it is one to tell somebody of who wasn't told yet."""
    return it.matches and not it.story.signal.ends_story and it.story.signal is not Signal.HOLD


def follow_up(it: Match, known: Known) -> AlertKind | None:
    """What those who were told are told of this version, if anything."""
    signal = it.story.signal
    if signal.ends_story:
        return AlertKind.KILLED
    if signal is Signal.HOLD:
        return AlertKind.HELD
    if signal is Signal.CORRECTION:
        return AlertKind.CORRECTED
    if known.held:
        # Whoever was told not to use it must hear of the end, though it says nothing new.
        return AlertKind.RELEASED
    # Materially new: a sentence that the rule looks for, or the headline, says what it didn't.
    return AlertKind.UPDATED if it.matches and said(it.story) - known.said else None


def said(story: FoundStory) -> frozenset[str]:
    """What is told, letter for letter but for case, spaces and marks.

    What the wire says in a headline of its own story ("UPDATE 2-") is nothing new of the news.
    """
    titles = [it.text for it in story.sentences if it.field == "headline"]
    titles.append(story.headline or "")
    texts = [it[headline_start(it) :] for it in titles]
    texts += [it.text for it in story.sentences if it.field == "body"]
    words = ("".join(filter(str.isalnum, it.casefold())) for it in texts)
    return frozenset(it for it in words if it)


def alert_of(
    kind: AlertKind,
    matches: Sequence[Match],
    at: datetime,
    *,
    follows: str | None = None,
    channels: Sequence[str] | None = None,
    more: int = 0,
) -> Alert:
    """The alert that tells of these, under the id that it always has."""
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
        more=more,
        follows=follows,
    )


def query_of(rule: Rule) -> str:
    """What it asks, on one line."""
    return rule.query or (write(rule.when, rule.count) if rule.when else "")
