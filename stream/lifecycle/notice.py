"""What consumers get of a kill or a hold: that it came, and no word of the story."""

from schemas.enrichment import Enrichment
from schemas.events import EnrichedStory, ParsedStory
from schemas.ninjs import Body, Story
from schemas.wire import Signal

_KEPT = ("uri", "type", "version", "first_created", "version_created", "urgency", "language",
         "slugline", "alt_ids")  # fmt: skip
"""Fields that name the story and say nothing of what it says."""
_SAID = ("tied",)
"""What we ourselves say of it in `wire.extra`."""
_EMPTY = Body(role="main", content_type="text/plain", value="")


def notice(event: ParsedStory) -> EnrichedStory:
    """The event without its text, and without what was found in it.

    A kill often repeats what it kills, in its body, its headline or its note to editors.
    """
    kept = {name: getattr(event.story, name) for name in _KEPT}
    status = "withheld" if event.wire.signal is Signal.HOLD else "canceled"
    extra = {name: event.wire.extra[name] for name in _SAID if name in event.wire.extra}
    wire = event.wire.model_copy(
        update={"keywords": [], "tables": [], "extra": extra, "dateline": None, "continues": None}
    )
    return EnrichedStory(
        story=Story(**kept, pub_status=status, bodies=[_EMPTY]),
        wire=wire,
        enrichment=Enrichment(),
    )
