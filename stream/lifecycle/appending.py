"""The whole story so far: an add or a take behind what came before it."""

from schemas.events import ParsedStory
from schemas.ninjs import Body


def joined(earlier: ParsedStory, addition: ParsedStory) -> ParsedStory:
    """The addition with the earlier text before its own.

    Headline, dateline and tables are the earlier ones first: offsets into the earlier text hold.
    """
    body = Body(
        role="main",
        content_type="text/plain",
        value="\n\n".join(filter(None, (earlier.story.body, addition.story.body))),
    )
    headlines = earlier.story.headlines or addition.story.headlines
    story = addition.story.model_copy(update={"bodies": [body], "headlines": headlines})
    wire = addition.wire.model_copy(
        update={
            "dateline": earlier.wire.dateline or None,
            "tables": [*earlier.wire.tables, *addition.wire.tables],
            "keywords": list(dict.fromkeys([*earlier.wire.keywords, *addition.wire.keywords])),
        }
    )
    return ParsedStory(story=story, wire=wire)


def contains(earlier: ParsedStory, addition: ParsedStory) -> bool:
    """Whether the earlier text ends with the addition: it was added before."""
    return earlier.story.body.rstrip().endswith(addition.story.body.strip())
