"""Story to enriched story, one at a time, or several that are read together."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from schemas.enrichment import Enrichment, Entity, Topic
from schemas.events import EnrichedStory, ParsedStory
from stream.enrich.assembly import assemble
from stream.enrich.gist import NOTHING, gist
from stream.enrich.glances import Glance, glance, glances, length
from stream.enrich.names.finder import find
from stream.enrich.names.reader import Reader
from stream.enrich.plan import EnrichPlan
from stream.enrich.readers import ENGLISH, Readers
from stream.enrich.topics import TopicFinder, agency_topics
from stream.enrich.topics.trained import TrainedFinder, load
from stream.enrich.values import dates_of, numbers_of, said_and_done, values
from stream.enrich.watch import WatchFile, WatchList
from stream.errors import EnrichError
from stream.settings import PARTS

MOST_CHARACTERS = 5 * 1024 * 1024
"""No story is longer: intake refuses more than 5 MiB."""

_WATCH_LIST = "watch_list"
_TOPIC_MODEL = "topic_model"
_PARTS = "parts"
_GIST = "gist"
_WITH_DATES = {"numbers", "quotes", _GIST}


class Enricher:
    """Says who, what and where a story is about. Holds the models: 250 MB, two seconds to load.

    One thread at a time. The same story yields the same enrichment, timings aside.
    """

    def __init__(self, plan: EnrichPlan | None = None) -> None:
        """Load the English model and the lists. A watch list is read anew whenever it changes.

        Raises:
            SettingsError: a model is unknown or its package isn't installed, or the watch list
                isn't right, or the topic model.
        """
        plan = plan or EnrichPlan()
        self._watch = WatchFile(Path(plan.watchlist)) if plan.watchlist else None
        self._readers = Readers(plan.model, plan.models)
        self._topics = TopicFinder()
        self._versions = self._readers.versions()
        self._trained: TrainedFinder | None = None
        if plan.topic_model:
            model, version = load(Path(plan.topic_model))
            self._trained = TrainedFinder(model)
            self._versions = self._versions.with_part(_TOPIC_MODEL, version)
        self._parts = frozenset(plan.parts)
        if not self._parts.issuperset(PARTS):
            chosen = ",".join(it for it in PARTS if it in self._parts)
            self._versions = self._versions.with_part(_PARTS, chosen)

    def reader(self, language: str) -> Reader | None:
        """Who reads a language; None where nobody does."""
        return self._readers.of(language)

    def load_all(self) -> None:
        """Load the other languages' models too, which else wait for their first story."""
        self._readers.load_all()

    @property
    def watch_version(self) -> str:
        """The version of the watch list as it stands now; empty where there is none."""
        return self._watch.current().version if self._watch else ""

    def together(self, stories: Sequence[ParsedStory]) -> list[Glance]:
        """Read stories that are to be enriched next, each with the glance that belongs to it.

        The same is found in each as by itself, in less time. Take few: `groups` says which.

        Raises:
            EnrichError: `model_failed`, at one of them.
        """
        if "entities" not in self._parts:
            return [glance(self._readers, it) for it in stories]
        with _model_errors():
            return glances(self._readers, stories)

    def enrich(self, parsed: ParsedStory, seen: Glance | None = None) -> EnrichedStory:
        """The story with entities, topics, numbers and language; `wire` passes through unchanged.

        A story in a language without a model has its language, its dateline's places, the watch
        list's names and the agency's own codes as topics, and `versions["model"]` is "none". Where
        the text is too short to tell, the wire's own language counts, and without one English is
        taken for granted. `seen` is what `together` made of the story, if it was asked.

        Raises:
            EnrichError: `too_large`, or `model_failed`.
        """
        _check_size(parsed)
        story = parsed.story
        watched = self._watch.current() if self._watch else None
        versions = self._versions.with_part(_WATCH_LIST, watched.version) if watched else None
        seen = seen or glance(self._readers, parsed)
        language, reader = seen.language, seen.reader
        timings = {"language": round(seen.told_ms, 3)}
        english = reader is not None and reader.language == ENGLISH
        with self._timed(timings, "entities", seen.read_ms) as wanted:
            entities = self._find(parsed, seen, watched) if wanted else []
        with self._timed(timings, "topics") as wanted:
            code = language or story.language
            topics = self._topics_of(parsed, code, english=english) if wanted else []
        with self._timed(timings, "numbers") as wanted:
            numbers = numbers_of(parsed, entities) if english and wanted else []
            dates = dates_of(parsed) if english and self._parts & _WITH_DATES else []
            amounts = values(parsed, numbers, dates, entities) if english and wanted else []
        with self._timed(timings, "quotes") as quoted:
            walks = english and (quoted or _GIST in self._parts)
            walk = said_and_done(parsed, entities, dates) if walks else None
        with self._timed(timings, "gist") as wanted:
            found = gist(walk.told, [*entities, *amounts]) if walk and wanted else NOTHING
        enrichment = Enrichment(
            entities=[*entities, *amounts],
            topics=topics,
            quotes=walk.quotes if walk and quoted else [],
            numbers=numbers,
            events=walk.acts if walk and quoted else [],
            language=language,
            summary=found.line,
            summary_at=found.summary,
            phrases=found.phrases,
            tone=found.tone,
            versions=(versions or self._versions).of_story(reader.model if reader else None),
            timings_ms=timings,
        )
        return assemble(parsed, enrichment)

    def _timed(self, timings: dict[str, float], part: str, before: float = 0.0) -> "_Timed":
        """Whether the part is looked for; how long it takes where it is, with what was before."""
        return _Timed(timings, part, before, wanted=part in self._parts)

    def _topics_of(
        self, parsed: ParsedStory, language: str | None, *, english: bool
    ) -> list[Topic]:
        """By the customer's model where it has learned the language, else by the lexicon."""
        headline, body = parsed.story.headline, parsed.story.body
        if self._trained and self._trained.reads(language):
            return self._trained.find(headline, body)
        text = (headline, body) if english else ("", "")
        return self._topics.find(*text, agency_topics(parsed))

    def _find(self, parsed: ParsedStory, seen: Glance, watched: WatchList | None) -> list[Entity]:
        story, wire = parsed.story, parsed.wire
        with _model_errors():
            return find(
                seen.reader,
                story.headline,
                story.body,
                wire.dateline,
                wire.source,
                watched=watched.matcher if watched else None,
                look=seen.look,
            )


@contextmanager
def _model_errors() -> Iterator[None]:
    """Only the kind of an error goes on: spaCy's own messages can hold the text."""
    try:
        yield
    except (ValueError, MemoryError) as error:
        kind = type(error).__name__
        raise EnrichError("model_failed", f"the model gave up ({kind})") from None


def _check_size(parsed: ParsedStory) -> None:
    if (count := length(parsed)) > MOST_CHARACTERS:
        raise EnrichError(
            "too_large", f"{count} characters, more than {MOST_CHARACTERS}: split the story"
        )


class _Timed:
    """Notes how many milliseconds a step takes, unless it fails."""

    __slots__ = ("_before", "_start", "_step", "_timings", "_wanted")

    def __init__(
        self, timings: dict[str, float], step: str, before: float, *, wanted: bool
    ) -> None:
        self._timings = timings
        self._step = step
        self._before = before
        self._wanted = wanted

    def __enter__(self) -> bool:
        self._start = time.perf_counter()
        return self._wanted

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is None:
            spent = (time.perf_counter() - self._start) * 1000
            self._timings[self._step] = round(self._before + spent, 3)
