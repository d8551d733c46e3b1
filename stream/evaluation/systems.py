"""What is measured: our enricher, and spaCy's pipelines as their packages bring them."""

import datetime as dt
import importlib
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Protocol

from schemas.enrichment import Enrichment
from schemas.events import ParsedStory
from schemas.ninjs import Body, Story, Text
from schemas.wire import Dateline, Signal, StoryFormat, Wire
from stream.enrich import Enricher
from stream.enrich.model import PACKAGES
from stream.errors import SettingsError
from stream.evaluation.gold import Annotated, Field, Found, Span

OURS = "wirestream"
STOCK = "stock-"
NO_ARTICLES = ", no articles"
"""spaCy's models take "the" into a name and most annotators don't: both ways are scored."""
SPACY_TYPES = {
    "PERSON": "person",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
    "ORG": "organisation",
    "EVENT": "event",
    "PRODUCT": "product",
    "LAW": "law",
    "MONEY": "money",
    "DATE": "date",
}
ARTICLES = frozenset({"the", "a", "an"})
ARRIVED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

FindDateline = Callable[[Annotated], Dateline | None]


class System(Protocol):
    """Something that finds things in a story."""

    @property
    def name(self) -> str:
        """As the report calls it."""

    def read(self, story: Annotated) -> Found:
        """What it finds, and how long it took."""


class Ours:
    """The enrich room, all of it, as a worker runs it."""

    name = OURS

    def __init__(self, enricher: Enricher, dateline: FindDateline) -> None:
        """`dateline` finds what intake hands over with a story."""
        self._enricher = enricher
        self._dateline = dateline

    def read(self, story: Annotated) -> Found:
        """Enrich it. Raises EnrichError."""
        parsed = as_parsed(story, self._dateline(story))
        began = time.process_time()
        enrichment = self._enricher.enrich(parsed).enrichment
        seconds = time.process_time() - began
        return Found(
            spans=_spans(enrichment),
            topics=enrichment.topics,
            quotes=enrichment.quotes,
            numbers=enrichment.numbers,
            acts=enrichment.events,
            names={it.id: it.name for it in enrichment.entities},
            written={it.id: [one.text for one in it.mentions] for it in enrichment.entities},
            seconds=seconds,
        )


class Stock:
    """A spaCy pipeline with all its parts, nothing changed: what one would write first."""

    def __init__(self, name: str) -> None:
        """`name` is `stock-md` or `stock-sm`. Raises SettingsError where it can't be had."""
        self.name = name
        model = name.removeprefix(STOCK)
        if not name.startswith(STOCK) or model not in PACKAGES:
            known = ", ".join(f"{STOCK}{it}" for it in PACKAGES)
            raise SettingsError(f"nothing called '{name[:40]}' can stand beside: {known}")
        package = PACKAGES[model]
        try:
            module = importlib.import_module(package)
        except ImportError:
            missing = package.replace("_", "-")
            raise SettingsError(f"{name} needs the package {missing}: install it") from None
        with warnings.catch_warnings():
            # As in stream/enrich/model.py: trained with another version of spaCy.
            warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
            self._nlp = module.load()

    def read(self, story: Annotated) -> Found:
        """Headline and body, each through the whole pipeline."""
        began = time.process_time()
        spans = [*self._spans("headline", story.headline), *self._spans("body", story.body)]
        return Found(spans=spans, seconds=time.process_time() - began)

    def _spans(self, field: Field, text: str) -> Iterator[Span]:
        for ent in self._nlp(text).ents if text else ():
            if ent.label_ in SPACY_TYPES:
                place = (field, ent.start_char, ent.end_char)
                yield Span(place, SPACY_TYPES[ent.label_], ent.text)


def without_articles(found: Found) -> Found:
    """The same names without a leading article."""
    return Found(spans=[_bare(it) for it in found.spans], seconds=found.seconds)


def _bare(span: Span) -> Span:
    first, space, rest = span.text.partition(" ")
    if not rest or first.lower() not in ARTICLES:
        return span
    field, start, end = span.place
    return Span((field, start + len(first + space), end), span.type, rest)


def _spans(found: Enrichment) -> list[Span]:
    return [
        Span(
            place=(mention.field, mention.start, mention.end),
            type=entity.type.value,
            text=mention.text,
            name=entity.name,
            ids=entity.ids,
            confidence=entity.confidence,
        )
        for entity in found.entities
        for mention in entity.mentions
    ]


def as_parsed(story: Annotated, dateline: Dateline | None) -> ParsedStory:
    """As intake would hand it over."""
    return ParsedStory(
        story=Story(
            uri="urn:wirestream:evaluation",
            type="text",
            headlines=[Text(value=story.headline)] if story.headline else None,
            bodies=[Body(role="main", content_type="text/plain", value=story.body)],
        ),
        wire=Wire(
            story_id="evaluation",
            version=1,
            format=StoryFormat.PLAIN_TEXT,
            charset="utf-8",
            signal=Signal.NEW,
            source=dateline.agency if dateline else None,
            arrived=ARRIVED,
            dateline=dateline,
            signature="",
        ),
    )
