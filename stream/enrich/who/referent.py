"""Somebody whom a phrase means, and how sure that is."""

from typing import NamedTuple

from schemas.enrichment import Entity

NAMED, PRONOUN, DESCRIBED, UNLISTED = 0.97, 0.9, 0.85, 0.8
"""How sure each way is of whom it finds."""


class Referent(NamedTuple):
    """The entity that is meant, or the words alone where no entity has that name; or nobody."""

    entity: Entity | None = None
    name: str | None = None
    sure: float = 0.0


NOBODY = Referent(sure=0.9)
"""Nobody who is named."""

UNKNOWN = Referent(sure=0.0)
"""Somebody who may be named, but nobody can tell whom it means."""
