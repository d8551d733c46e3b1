"""A version that belongs to a story under another id: how its event says so."""

import json

from schemas.events import ParsedStory
from schemas.wire import StoryFormat
from stream.lifecycle.identity.ties import Tie

TIED = "tied"
"""In `wire.extra`: by what it was tied, why, and the id that it would have had."""


def rerouted(value: bytes, own: str, tie: Tie) -> bytes:
    """The parsed story as a version of the story that it was tied to."""
    event = json.loads(value)
    event["wire"]["story_id"] = tie.story_id
    event["wire"]["extra"][TIED] = {"by": tie.by, "why": tie.why, "own": own}
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def was_tied(event: ParsedStory) -> bool:
    """Whether this is a parsed story of ours, replayed, that was tied to another.

    Its agency's number counts versions of another id, so it doesn't count here.
    """
    return event.wire.format is StoryFormat.WIRESTREAM and TIED in event.wire.extra
