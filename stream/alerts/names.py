"""Names as rules and stories write them: which of an entity's names a rule's name is."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from schemas.enrichment import Entity, EntityType

LONGEST = 400
"""Characters of a name that are looked at."""
_MOST_WORDS = 8
_IN_CAPITALS = frozenset({"wikidata", "iso3166_1", "iso3166_2", "isin", "ticker"})
_JOINERS = str.maketrans(dict.fromkeys("-\u2010\u2011\u2013/_\u00a0", " ") | dict.fromkeys(".'’`"))


@lru_cache(maxsize=65_536)
def key_of(name: str) -> str:
    """A name without case, accents, dots and hyphens: "U.S." is "us", "Wal-Mart" "wal mart"."""
    small = name[:LONGEST].casefold()
    if not small.isascii():
        apart = unicodedata.normalize("NFKD", small)
        small = "".join(it for it in apart if not unicodedata.combining(it))
    words = small.translate(_JOINERS).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words) or small


def id_key(given: str) -> str:
    """An id as stories have it: codes of these vocabularies are in capitals."""
    vocabulary, _, code = given.partition(":")
    return f"{vocabulary}:{code.upper()}" if vocabulary in _IN_CAPITALS else given


def keys_of(entity: Entity) -> set[str]:
    """Every name of an entity that a rule may use: its own, its mentions', a person's surname."""
    own = key_of(entity.name)
    found = {own, *(key_of(it.text) for it in entity.mentions)}
    if entity.type is EntityType.PERSON:
        found.update(_endings(own))
    return found


def _endings(name: str) -> Iterator[str]:
    """What a person may be called for short: "von der leyen", "der leyen", "leyen"."""
    words = name.split(" ", _MOST_WORDS)
    for at in range(1, len(words)):
        yield " ".join(words[at:])
