"""Lines that a wire broke at a column, read as running text of the same length."""

import re

_LINE_END = re.compile(r"\n(?<!\n\n)(?!\n)")
"""It begins with the line end: a pattern that begins by looking back tries every letter."""


def unwrapped(text: str) -> str:
    """Single line ends as spaces, so that a phrase is one wherever it was broken; same length."""
    return _LINE_END.sub(" ", text) if "\n" in text else text
