"""What identifies a version, beside the stateless id of its story."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from stream.lifecycle.identity.sketch import Sketch, number, words

TITLE_WORDS = 12
_SHORTEST = 2
_EMPTY = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "its", "of", "on"),
        *("or", "over", "says", "said", "sees", "the", "to", "up", "will", "with"),
    )
)
_NO_TEXT = Sketch()


@dataclass(frozen=True, slots=True)
class Traits:
    """One version's. `own` is its story's stateless id; moments are seconds since 1970."""

    own: str
    house: str = ""
    """The agency's key, "" where nothing says it."""
    at: float = 0.0
    """When it arrived."""
    written: float = 0.0
    """When it says that it was written; 0 where it doesn't."""
    marked: bool = False
    """Its signal says that it speaks of a story that was sent before."""
    ids: tuple[str, ...] = ()
    """Other ids that the agency gives it."""
    links: tuple[str, ...] = ()
    """Ids of the versions that it says it follows."""
    slug: str = ""
    """Slug and day, folded."""
    title: tuple[int, ...] = ()
    """Its headline's words as numbers, in their order, without the empty ones."""
    named: tuple[int, ...] = ()
    """The same of the headline that its text names as that of the story it corrects."""
    text: Sketch = _NO_TEXT


def title_numbers(headline: str) -> tuple[int, ...]:
    """A headline's words as numbers; markers are taken off before."""
    said = [it for it in words(headline, 40) if len(it) >= _SHORTEST and it not in _EMPTY]
    return tuple(number(it) for it in said[:TITLE_WORDS])


@lru_cache(maxsize=4096)
def digest(kind: str, name: str) -> int:
    """60 bits of a name, the same on every machine; 0 for no name."""
    if not name:
        return 0
    said = f"{kind}\n{name}".encode(errors="replace")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") >> 4 or 1
