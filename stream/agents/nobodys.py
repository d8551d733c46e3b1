"""A story that nobody sent: to ask children what they are, and to have their lists read."""

from datetime import UTC, datetime

from schemas.events import ParsedStory
from schemas.ninjs import Body, Story, Text
from schemas.wire import Signal, StoryFormat, Wire

_TEXT = (
    "Harbour pilots in Ostend, Belgium, ended a strike of three weeks on Tuesday after Northline "
    "Shipping Ltd. agreed to raise their pay by 4.5% to 3.2 million euros a year.\n\n"
    '"We have what we came for," said Maria Claes, head of the pilots\' union. She said that 12 '
    "ships had waited since May 4.\n\nNorthline's shares rose 2 percent in Brussels."
)


def nobodys_story() -> ParsedStory:
    """With something of all that is looked for in a story."""
    return ParsedStory(
        story=Story(
            uri="urn:wirestream:nobody",
            type="text",
            headlines=[Text(value="Harbour pilots of Ostend end strike")],
            bodies=[Body(role="main", content_type="text/plain", value=_TEXT)],
        ),
        wire=Wire(
            story_id="nobody",
            version=1,
            format=StoryFormat.WIRESTREAM,
            charset="utf-8",
            signal=Signal.NEW,
            arrived=datetime(2026, 1, 1, tzinfo=UTC),
            signature="",
        ),
    )
