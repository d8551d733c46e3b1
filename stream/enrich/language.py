"""Which language a story is written in: `eldc`, which answers in microseconds."""

from functools import cache

import eldc

# Shorter than this there is nothing to judge by: "Baku, April 25" reads as Malay.
_FEWEST_LETTERS = 20


def language_of(text: str) -> str | None:
    """The BCP-47 code of the text's language; None where it is too short or in doubt."""
    if sum(map(str.isalpha, text[:1000])) < _FEWEST_LETTERS:
        return None
    _ready()
    found = eldc.detect_details(text)
    return str(found.language) if found.reliable and found.language != "und" else None


@cache
def _ready() -> None:
    eldc.init()
