"""The records that a decision makes: enriched, latest, held."""

from datetime import UTC, datetime

from schemas.cloudevents import CloudEvent, derived_id
from schemas.events import DUE_TYPE, ENRICHED_TYPE, EnrichedStory
from schemas.outcome import Outcome
from stream.agents.lives import Remembered
from stream.agents.records import (
    BACKFILL,
    DUE,
    HELD_STORY,
    LIFE,
    ORDER,
    SIGNAL,
    STANDING,
    VERSION,
    headers,
)
from stream.agents.versions import with_wire
from stream.engine.hop import Input, Output
from stream.engine.jobs import Product
from stream.lifecycle.changes import CHANGES
from stream.lifecycle.decision import Decision, Shows
from stream.lifecycle.notice import notice
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing
from stream.topics import ENRICHED, HELD, LATEST, STORIES, TopicNames

HOP = "enrich"


def records(
    names: TopicNames, taken: Input, product: Product, decision: Decision, story: Remembered
) -> list[Output]:
    """What goes out, in this order.

    What waits is written before consumers are told that it is held, and taken away before a kill;
    after a publication it goes last: a crash between two records leaves no text lost, and none
    that could still come after its kill.
    """
    shown = _shown(names, taken, product, decision, story) if decision.shows in _LOUD else []
    if decision.keeps is None:
        return shown
    held = _held(names, taken, product, decision, story)
    return [*shown, held] if decision.shows is Shows.TEXT else [held, *shown]


_LOUD = {Shows.TEXT, Shows.NOTICE}


def _shown(
    names: TopicNames, taken: Input, product: Product, decision: Decision, story: Remembered
) -> list[Output]:
    value = published(product, decision)
    if decision.shows is Shows.NOTICE:
        value = notice(EnrichedStory.model_validate_json(value)).to_json()
    said = {VERSION: decision.version, SIGNAL: signal_of(product)}
    enriched = headers(HOP, taken, ENRICHED_TYPE, 0, said, upstream=decision.event)
    latest = None if decision.shows is Shows.NOTICE else value
    standing = decision.life.standing
    remembered = [*enriched, *(standing_headers(standing) if standing else ())]
    return [
        Output(names(ENRICHED), taken.key, value, enriched),
        Output(names(LATEST), taken.key, latest, remembered, noted=story.noting("stands_at")),
    ]


def published(product: Product, decision: Decision) -> bytes:
    """The event as consumers get it; most have all that already and stay as they are."""
    wanted = {
        "version": decision.version,
        "outcome": Outcome.PUBLISHED.value,
        "signal": signal_of(product),
    }
    same = all(product.facts[name] == it for name, it in wanted.items())
    if same and not product.facts.get(CHANGES) and "text_signal" not in product.facts:
        return product.value
    return with_wire(product, wanted)


def signal_of(product: Product) -> str:
    """What consumers are told: of a text that was on hold, the word that released it."""
    return str(product.facts.get("word") or product.facts["signal"])


def _held(
    names: TopicNames, taken: Input, product: Product, decision: Decision, story: Remembered
) -> Output:
    pending = decision.life.pending
    if not decision.keeps or pending is None:
        return tombstone(names, taken.key)
    text_signal = str(product.facts.get("text_signal") or product.facts["signal"])
    about = headers(HOP, taken, ENRICHED_TYPE, 0, {SIGNAL: text_signal})
    value = with_wire(product, {"outcome": Outcome.WITHHELD.value, "signal": text_signal})
    header = (HELD_STORY, pending.to_header())
    kept = [*about, header]
    return Output(names(HELD), taken.key, value, kept, noted=story.noting("waits_at"))


def tombstone(names: TopicNames, key: bytes | None) -> Output:
    """Nothing of the story waits any longer."""
    return Output(names(HELD), key, None, [])


def standing_headers(standing: Standing) -> list[tuple[str, bytes]]:
    """What a worker must know of the story when it begins."""
    found = [(STANDING, standing.to_header())]
    if standing.order:
        found.append((ORDER, "{}:{}".format(*standing.order).encode()))
    facts = standing.to_facts()
    return [*found, (LIFE, facts)] if facts != b"{}" else found


def due_record(names: TopicNames, key: bytes, pending: Pending) -> Output:
    """What tells the hop, in the story's own order, that its time has come; says when it came."""
    event = CloudEvent(
        id=derived_id(DUE, pending.event),
        source=f"/wirestream/{HOP}",
        type=DUE_TYPE,
        time=datetime.now(UTC),
    )
    said = [(DUE, str(pending.until or 0).encode())]
    if pending.backfill:
        said.append((BACKFILL, b"1"))
    return Output(names(STORIES), key, b"{}", [*event.headers(), *said])
