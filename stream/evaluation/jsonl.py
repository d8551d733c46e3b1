"""JSON Lines: a story a line, with what people annotated in it.

    {"id": "…", "headline": "…", "body": "…",
     "entities": [{"start": 0, "end": 5, "text": "…", "type": "person", "field": "body",
                   "name": "…", "ids": {"iso3166_1": "AZ"}}],
     "places": [{"start": 0, "end": 5, "text": "…", "kind": "city",
                 "iso3166_1": "AZ", "geonames": "587084"}],
     "topics": ["medtop:11000000", ["medtop:13000000", "medtop:20000225"]], "deep": ["20000638"],
     "quotes": [{"start": 9, "end": 30, "text": "…", "speaker": "…", "direct": true}],
     "numbers": [{"start": 9, "end": 11, "text": "12", "value": 12, "unit": null, "counts": "…"}],
     "acts": [{"start": 9, "end": 12, "text": "met", "act": "met", "actor": "…", "target": "…"}]}

`places` are all countries and cities of the story; other kinds stand there too, unjudged. A key
that a line hasn't got isn't scored there; an empty list says that there is nothing. Of topics that
stand in a list of their own any one is right. `field` is `body` unless `headline` is said.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated as Checked
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.enrichment import EntityType
from stream.evaluation import gold
from stream.evaluation.gold import NAMES, Act, Amount, Annotated, Span, Spoken
from stream.evaluation.mistakes import Mistake

JUDGED = frozenset({"country", "city"})
Offset = Checked[int, Field(ge=0)]
Code = Checked[str, Field(pattern=r"^(medtop:)?\d{8}$")]


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Marked(_Line):
    start: Offset
    end: Offset
    text: str
    field: gold.Field = "body"

    @property
    def place(self) -> gold.Place:
        return self.field, self.start, self.end


class _Entity(_Marked):
    type: EntityType
    name: str | None = None
    ids: dict[str, str] | None = None

    @property
    def span(self) -> Span:
        return Span(self.place, self.type.value, self.text, self.name, self.ids)


class _Place(_Marked):
    name: str | None = None
    kind: str = "city"
    iso3166_1: str | None = None
    geonames: str | None = None

    @property
    def span(self) -> Span:
        given = {"iso3166_1": self.iso3166_1, "geonames": self.geonames}
        ids = {name: value for name, value in given.items() if value}
        judged = self.kind in JUDGED
        return Span(self.place, "place", self.text, self.name, ids if judged else None)


class _Quote(_Marked):
    speaker: str | None = None
    direct: bool | None = None


class _Number(_Marked):
    value: float
    unit: str | None = None
    counts: str | None = None


class _Act(_Marked):
    act: str
    actor: str | None = None
    target: str | None = None


class _Story(_Line):
    id: str | None = None
    headline: str = ""
    body: str
    entities: list[_Entity] | None = None
    places: list[_Place] | None = None
    topics: list[Code | list[Code]] | None = None
    deep: list[Code] = []
    quotes: list[_Quote] | None = None
    numbers: list[_Number] | None = None
    acts: list[_Act] | None = None

    @property
    def marked(self) -> Iterator[tuple[str, int, _Marked]]:
        """Every annotation that names a place in the text, with its key and number."""
        for key in ("entities", "places", "quotes", "numbers", "acts"):
            for number, one in enumerate(getattr(self, key) or ()):
                yield key, number, one


def read(file: str, lines: Iterable[str]) -> Iterator[Annotated]:
    """The stories of a file, in order. Raises Mistake with the line that isn't right."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _annotated(file, number, _story(file, number, line))


def _story(file: str, number: int, line: str) -> _Story:
    try:
        story = _Story.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise Mistake(file, number, f"no JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise Mistake(file, number, "no story: nested too deep") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise Mistake(file, number, f"{where}: {first['msg']}") from None
    for key, place, one in story.marked:
        text = story.body if one.field == "body" else story.headline
        if text[one.start : one.end] != one.text or not one.text:
            what = f"{key}.{place}: {one.field}[{one.start}:{one.end}] isn't its text"
            raise Mistake(file, number, f"{what}; offsets count code points from 0, end exclusive")
    return story


def _annotated(file: str, number: int, story: _Story) -> Annotated:
    given: dict[str, Any] = {}
    if story.entities is not None:
        given["spans"] = [it.span for it in story.entities]
        given["types"] = frozenset({*NAMES, *(it.type.value for it in story.entities)})
    if story.places is not None:
        given["places"] = [it.span for it in story.places]
    if story.topics is not None:
        given["topics"] = [_codes(it) for it in story.topics]
        given["deep"] = _codes(story.deep)
    if story.quotes is not None:
        given["quotes"] = [Spoken(it.place, it.text, it.speaker, it.direct) for it in story.quotes]
    if story.numbers is not None:
        given["numbers"] = [
            Amount(it.place, it.text, it.value, it.unit, it.counts) for it in story.numbers
        ]
    if story.acts is not None:
        given["acts"] = [Act(it.place, it.act, it.actor, it.target) for it in story.acts]
    return Annotated(
        id=story.id or f"{file}#{number}", headline=story.headline, body=story.body, **given
    )


def _codes(given: str | list[str]) -> frozenset[str]:
    several = [given] if isinstance(given, str) else given
    return frozenset(it.removeprefix("medtop:") for it in several)
