"""What intake's children do: bytes to parsed stories."""

from datetime import UTC, datetime

from schemas.events import ParsedStory
from stream.agents.ties import was_tied
from stream.agents.traits import traits_of
from stream.engine.jobs import Answer, Facts, Failure, Job, Product, Work
from stream.errors import ParseError
from stream.lifecycle.identity.record import to_json
from stream.topics import RECORD_BYTES
from stream.wire import read
from stream.wire.agencies import known_key

LATEST_SECOND = datetime(9999, 12, 31, tzinfo=UTC).timestamp()
"""A record's timestamp is its sender's word; a year of five digits is no date."""


def make() -> Work:
    """The work, ready to be called."""
    return parse


def parse(job: Job) -> Answer:
    """Every item of an input, each on its own; the facts are what routing needs."""
    arrived = job.facts.get("arrived_ms")
    content_type = job.facts.get("content_type")
    items = read(
        job.value,
        arrived=datetime.fromtimestamp(min(float(str(arrived)) / 1000, LATEST_SECOND), UTC),
        # The hop has looked at the length: the limit is a setting.
        max_bytes=RECORD_BYTES,
        content_type=str(content_type) if content_type else None,
    )
    only = job.facts.get("only_ordinal")
    return [
        _item(ordinal, it) for ordinal, it in enumerate(items) if only is None or ordinal == only
    ]


def _item(ordinal: int, it: ParsedStory | ParseError) -> Product | Failure:
    if isinstance(it, ParseError):
        return Failure(it.code, str(it), ordinal)
    until = it.story.embargoed_until
    facts: Facts = {
        "ordinal": ordinal,
        "story_id": it.wire.story_id,
        "urgency": it.story.urgency,
        "signal": it.wire.signal.value,
        "own_version": None if was_tied(it) else it.own_version,
        "traits": to_json(traits_of(it)),
        "agency": known_key(it.wire.source),
        "sequence": next(
            (one.value for one in it.story.alt_ids or () if one.role == "sequence"), None
        ),
        "until": until.timestamp() if until else None,
    }
    return Product(it.to_json(), facts)
