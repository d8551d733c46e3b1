"""What stands for a version's text: equal for equal words, empty where there are none."""

import hashlib

from schemas.events import ParsedStory
from schemas.wire import Signal

BY_STATUS = frozenset({"withheld"})
"""How a hold is marked that comes as the story's status."""
_WORDS_ABOUT = frozenset({Signal.HOLD, Signal.RELEASE})
_FEWEST_WORDS = 50
"""A hold or a release in words with a shorter text is a note about the story, not the story."""


def digest(event: ParsedStory) -> str:
    """64 bits as hex of headline and body, case and spacing folded; "" where no text comes."""
    words = event.story.body.casefold().split()
    about = event.wire.signal in _WORDS_ABOUT and event.wire.marker not in BY_STATUS
    if not words or event.wire.signal.ends_story or (about and len(words) < _FEWEST_WORDS):
        return ""
    text = " ".join([*event.story.headline.casefold().split(), "\n", *words])
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=8).hexdigest()
