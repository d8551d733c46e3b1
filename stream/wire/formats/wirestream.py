"""Our own parsed story, as a dead letter of a later hop is replayed; nothing in it changes."""

from pydantic import JsonValue, ValidationError

from schemas.events import ParsedStory
from stream.wire.build import unfit


def is_ours(item: dict[str, JsonValue]) -> bool:
    """Whether an object has the shape of our own event."""
    return isinstance(item.get("story"), dict) and isinstance(item.get("wire"), dict)


def parse(item: dict[str, JsonValue]) -> ParsedStory:
    """The story. An enrichment is dropped: it will be made anew. Raises ParseError `bad_field`."""
    try:
        return ParsedStory.model_validate({"story": item["story"], "wire": item["wire"]})
    except ValidationError as error:
        raise unfit(error) from None
