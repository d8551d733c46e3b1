"""A story as people annotated it, and what a system found in it. Offsets count code points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from schemas.enrichment import NewsAct, Number, Quote, Topic

Field = Literal["body", "headline"]
Place = tuple[Field, int, int]
"""Where a span stands: its field, start and end (exclusive)."""

NAMES = ("person", "place", "organisation")
"""The types that every set of names marks."""


@dataclass(frozen=True, slots=True)
class Span:
    """A name in the text. `ids` is None where nobody judged them, empty where it has none."""

    place: Place
    type: str
    text: str
    name: str | None = None
    """The canonical name, where the annotation gives it."""
    ids: Mapping[str, str] | None = None
    confidence: float | None = None
    """None where nobody says how sure they are."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote: what was said, and by whom. `speaker` is None where the text doesn't say."""

    place: Place
    text: str
    speaker: str | None = None
    direct: bool | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text, normalised."""

    place: Place
    text: str
    value: float
    unit: str | None = None
    counts: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An act that the story reports; actor and target by the names that the story has for them."""

    place: Place
    act: str
    actor: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A story with its annotations. None where its file doesn't annotate the kind at all."""

    id: str
    headline: str
    body: str
    spans: Sequence[Span] | None = None
    types: frozenset[str] = frozenset(NAMES)
    """The types that the file marks: what else a system finds doesn't count."""
    places: Sequence[Span] | None = None
    """Every place of the story, for its ids: an id on another place is wrong."""
    topics: Sequence[frozenset[str]] | None = None
    """Codes without `medtop:`, the main one first; of each set any code is right."""
    deep: frozenset[str] = frozenset()
    """Narrower codes below these."""
    quotes: Sequence[Spoken] | None = None
    numbers: Sequence[Amount] | None = None
    acts: Sequence[Act] | None = None
    prose: Sequence[tuple[int, int]] | None = None
    """Sentences of the body with a verb, where the file tells: all but tables and scores."""

    def field(self, name: Field) -> str:
        """The text that offsets count in."""
        return self.body if name == "body" else self.headline

    @property
    def words(self) -> int:
        """Words of headline and body."""
        return len(self.headline.split()) + len(self.body.split())


@dataclass(frozen=True, slots=True)
class Found:
    """What a system found in a story. `seconds` is what it took of the processor."""

    spans: Sequence[Span]
    topics: Sequence[Topic] = ()
    quotes: Sequence[Quote] = ()
    numbers: Sequence[Number] = ()
    acts: Sequence[NewsAct] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Entities' names by their ids."""
    written: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """How the story writes each of them, by its id."""
    seconds: float = 0.0

    def called(self, entity: str | None) -> frozenset[str]:
        """Every name of an entity, by its id: its own and those that the story writes."""
        own = self.names.get(entity or "")
        return frozenset({*([own] if own else []), *self.written.get(entity or "", ())})


def around(text: str, start: int, end: int, width: int = 40) -> str:
    """The words around a span, the span in brackets, on one line."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())
