"""How much one input may ask of us. Every limit has its own error code."""

MAX_BYTES = 5 * 1024 * 1024
"""Bytes of one input, the default of WIRE_MAX_STORY_BYTES."""

MAX_ITEMS = 1000
"""Stories in one input."""

MAX_MARKS = 200_000
"""Signs that open a tag, in XML. The longest stories have some thousands."""

MAX_ATTRIBUTES = 500
"""Attributes of one element of XML: the library looks each up by going through the others."""

MAX_DEPTH = 64
"""Levels of JSON. ninjs needs about eight."""

MAX_NAME = 60
"""Characters of a field's name that a message repeats."""
