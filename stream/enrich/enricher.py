"""Story to enriched story, one at a time."""

import time
from pathlib import Path

from schemas.enrichment import Enrichment, Entity, Topic
from schemas.events import EnrichedStory, ParsedStory
from stream.enrich.assembly import assemble
from stream.enrich.gist import NOTHING, gist
from stream.enrich.language import language_of
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

_SAMPLE = 20_000
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

    def enrich(self, parsed: ParsedStory) -> EnrichedStory:
        """The story with entities, topics, numbers and language; `wire` passes through unchanged.

        A story in a language without a model has its language, its dateline's places, the watch
        list's names and the agency's own codes as topics, and `versions["model"]` is "none". Where
        the text is too short to tell, the wire's own language counts, and without one English is
        taken for granted.

        Raises:
            EnrichError: `too_large`, or `model_failed`.
        """
        _check_size(parsed)
        story = parsed.story
        watched = self._watch.current() if self._watch else None
        versions = self._versions.with_part(_WATCH_LIST, watched.version) if watched else None
        timings: dict[str, float] = {}
        with _Timed(timings, "language"):
            language = _detected(parsed)
            reader = self._readers.of(language or story.language)
        english = reader is not None and reader.language == ENGLISH
        with self._timed(timings, "entities") as wanted:
            entities = self._find(parsed, reader, watched) if wanted else []
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

    def _timed(self, timings: dict[str, float], part: str) -> "_Timed":
        """Whether the part is looked for; how long it takes where it is."""
        return _Timed(timings, part, wanted=part in self._parts)

    def _topics_of(
        self, parsed: ParsedStory, language: str | None, *, english: bool
    ) -> list[Topic]:
        """By the customer's model where it has learned the language, else by the lexicon."""
        headline, body = parsed.story.headline, parsed.story.body
        if self._trained and self._trained.reads(language):
            return self._trained.find(headline, body)
        text = (headline, body) if english else ("", "")
        return self._topics.find(*text, agency_topics(parsed))

    def _find(
        self, parsed: ParsedStory, reader: Reader | None, watched: WatchList | None
    ) -> list[Entity]:
        story, wire = parsed.story, parsed.wire
        matcher = watched.matcher if watched else None
        try:
            return find(
                reader, story.headline, story.body, wire.dateline, wire.source, watched=matcher
            )
        except (ValueError, MemoryError) as error:
            # spaCy's own messages can hold the text, so only the kind of error goes on.
            kind = type(error).__name__
            raise EnrichError("model_failed", f"the model gave up ({kind})") from None


def _check_size(parsed: ParsedStory) -> None:
    length = len(parsed.story.body) + len(parsed.story.headline)
    if length > MOST_CHARACTERS:
        raise EnrichError(
            "too_large", f"{length} characters, more than {MOST_CHARACTERS}: split the story"
        )


def _detected(parsed: ParsedStory) -> str | None:
    """The language of the text itself; a dateline names foreign places, so it doesn't count."""
    story, dateline = parsed.story, parsed.wire.dateline
    start = dateline.end if dateline else 0
    return language_of(f"{story.body[start : start + _SAMPLE]}\n{story.headline[:_SAMPLE]}")


class _Timed:
    """Notes how many milliseconds a step takes, unless it fails."""

    __slots__ = ("_start", "_step", "_timings", "_wanted")

    def __init__(self, timings: dict[str, float], step: str, *, wanted: bool = True) -> None:
        self._timings = timings
        self._step = step
        self._wanted = wanted

    def __enter__(self) -> bool:
        self._start = time.perf_counter()
        return self._wanted

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is None:
            self._timings[self._step] = round((time.perf_counter() - self._start) * 1000, 3)
