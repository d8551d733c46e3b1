"""A swap: the version of a story that stands, enriched by another version of everything.

It comes on `wire.stories.v1` like any story, so that the hop that owns the story decides, in the
story's own order: a kill or a newer version that came before it has won. It goes to
`wire.latest.v1` alone: on `wire.enriched.v1` versions rise, and it is no new version.
"""

from schemas.outcome import Outcome
from stream.agents.records import STANDING, SWAP, VERSION
from stream.engine.hop import Input
from stream.lifecycle.standing import Standing


def swapped(standing: Standing | None, upstream: str) -> Outcome:
    """What becomes of it. `upstream` is the event of the parsed story that it was made of."""
    if standing is None:
        return Outcome.SUPERSEDED
    if standing.killed:
        return Outcome.WITHDRAWN
    if standing.held:
        return Outcome.WITHHELD
    if standing.joined:
        # The shadow holds the last take alone.
        return Outcome.SUPERSEDED
    stands, _ = standing.events[-1]
    return Outcome.PUBLISHED if stands == upstream else Outcome.SUPERSEDED


def kept_headers(taken: Input, version: int) -> list[tuple[str, bytes]]:
    """The record's own headers, its `ce_id` among them: the same swap again is the same event."""
    own = {SWAP, STANDING, VERSION}
    kept = [(name, value) for name, value in taken.headers if name not in own]
    return [*kept, (VERSION, str(version).encode())]
