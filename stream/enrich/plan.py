"""What an enricher is built with: values that travel to a child process as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from stream.settings import PARTS


@dataclass(frozen=True)
class EnrichPlan:
    """The parts that an operator chooses. Two equal plans enrich a story the same way."""

    model: str = "md"
    """The English model: `md`, `sm`, or a spaCy package's name."""
    models: dict[str, str] = field(default_factory=dict)
    """Other languages' models: BCP-47's first subtag to a spaCy package's name."""
    watchlist: str | None = None
    """The file of the watch list."""
    topic_model: str | None = None
    """The file of the customer's own topic model, which takes the lexicon's place."""
    parts: Sequence[str] = PARTS
    """What is looked for: some of `PARTS`. What isn't, is empty."""
