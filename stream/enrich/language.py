"""Which language a story is written in: `eldc`, which answers in microseconds."""

from functools import cache

import eldc

# Shorter than this there is nothing to judge by: "Baku, April 25" reads as Malay.
_FEWEST_LETTERS = 20
# With so many letters English is believed in doubt: names of everywhere blur it.
_BLURRED = 60
_BLURRED_LANGUAGE = "en"
_OPENING = 500
"""Characters that mostly tell; each one asks a table that lies far away in memory."""


def language_of(text: str) -> str | None:
    """The BCP-47 code of the text's language; None where it is too short or in doubt."""
    # The first of them tell, as long as they are letters for the most part.
    letters = sum(map(str.isalpha, text[: 2 * _BLURRED]))
    if letters < _BLURRED:
        letters = sum(map(str.isalpha, text[:1000]))
    if letters < _FEWEST_LETTERS:
        return None
    _ready()
    found = eldc.detect_details(text[:_OPENING])
    if not found.reliable and len(text) > _OPENING:
        found = eldc.detect_details(text)
    sure = found.reliable or (letters >= _BLURRED and found.language == _BLURRED_LANGUAGE)
    return str(found.language) if sure and found.language != "und" else None


@cache
def _ready() -> None:
    eldc.init()
