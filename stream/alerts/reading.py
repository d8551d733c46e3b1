"""Which leaves hold for a story: what it holds is looked up, so that only their tests are made."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from schemas.clause import Day, EntityTest, QuoteTest, TimeTest, TopicTest
from schemas.enrichment import Entity, Quote
from schemas.events import EnrichedStory
from stream.alerts.codes import above, keys_of_place, zone_of
from stream.alerts.leaves import ALWAYS, Leaf, Leaves, bounds_hold
from stream.alerts.names import key_of, keys_of
from stream.alerts.terms import Here, phrase_at

_DAYS = tuple(Day)
_MIDNIGHT = 24 * 60


class Reading:
    """A story as the rules read it."""

    def __init__(self, event: EnrichedStory, leaves: Leaves) -> None:
        """Read its words; all else when it is asked for."""
        self.event = event
        self._leaves = leaves
        self.headline = leaves.terms.read(event.story.headline)
        self.body = leaves.terms.read(event.story.body)

    def holding(self) -> set[int]:
        """The numbers of the leaves that hold."""
        found = {ALWAYS}
        for some in (
            self._texts(),
            self._entities(),
            self._topics(),
            self._quotes(),
            self._around(),
        ):
            found.update([it.number for it in some])
        return found

    def _texts(self) -> Iterator[Leaf]:
        yield from self._leaves.terms.found(self.headline, "headline")
        yield from self._leaves.terms.found(self.body, "body")

    def _entities(self) -> Iterator[Leaf]:
        leaves = self._leaves
        for entity in self.event.enrichment.entities:
            asked = [it for key in keys_of(entity) for it in leaves.names.get(key, ())]
            for given in ids_of(entity):
                asked += leaves.ids.get(given, ())
            asked += leaves.types.get(entity.type, ())
            yield from (it for it in asked if entity_fits(it.test, entity))
            for key in keys_of_place(entity):
                for leaf in leaves.places.get(key, ()):
                    if _bounds(leaf, entity):
                        yield leaf

    def _topics(self) -> Iterator[Leaf]:
        if not self._leaves.topics:
            return
        for topic in self.event.enrichment.topics:
            own = topic.code.partition(":")[2]
            for code in above(own):
                for leaf in self._leaves.topics.get(code, ()):
                    test: TopicTest = leaf.test
                    if (code == own or not test.only) and topic.confidence >= (
                        test.confidence or 0
                    ):
                        yield leaf

    def _quotes(self) -> Iterator[Leaf]:
        if not self._leaves.speakers:
            return
        by_id = {it.id: it for it in self.event.enrichment.entities}
        for quote in self.event.enrichment.quotes:
            for key in speaker_keys(quote, by_id.get(quote.speaker_id or "")):
                for leaf in self._leaves.speakers.get(key, ()):
                    if self.quote_fits(leaf, quote):
                        yield leaf

    def quote_fits(self, leaf: Leaf, quote: Quote) -> bool:
        """Whether a quote of the right speaker is direct and has the words, where that is asked."""
        test: QuoteTest = leaf.test
        if test.direct and not quote.direct:
            return False
        return not leaf.says or holds_phrase(leaf.says, self._leaves.terms.read(quote.text))

    def _around(self) -> Iterator[Leaf]:
        """What the wire said around the story."""
        leaves, wire, story = self._leaves, self.event.wire, self.event.story
        if wire.source:
            yield from leaves.sources.get(key_of(wire.source), ())
        if language := self.event.enrichment.language or story.language:
            yield from leaves.languages.get(language.partition("-")[0].lower(), ())
        yield from leaves.signals.get(wire.signal.value, ())
        if story.urgency:
            yield from leaves.urgencies.get(str(story.urgency), ())
        for leaf in leaves.times:
            if in_time(leaf.test, wire.arrived):
                yield leaf


def entity_fits(test: EntityTest, entity: Entity) -> bool:
    """Whether the entity has the type, role and standing that are asked for."""
    if test.type and test.type is not entity.type:
        return False
    if test.role and not has_role(test.role, entity.role or ""):
        return False
    return bounds_hold(
        test,
        relevance=entity.relevance,
        confidence=entity.confidence,
        in_headline=in_headline(entity),
    )


def has_role(asked: str, role: str) -> bool:
    """Whether the words stand in a role, whole and in this order."""
    return f" {key_of(asked)} " in f" {key_of(role)} "


def in_headline(entity: Entity) -> bool:
    """Whether the headline names it."""
    return any(it.field == "headline" for it in entity.mentions)


def ids_of(entity: Entity) -> Iterator[str]:
    """Its own id, and each id with its vocabulary."""
    yield entity.id
    for vocabulary, given in entity.ids.items():
        if (full := f"{vocabulary}:{given}") != entity.id:
            yield full


def speaker_keys(quote: Quote, speaker: Entity | None) -> set[str]:
    """What a rule may call a quote's speaker."""
    if speaker is None:
        return {key_of(quote.speaker)} if quote.speaker else set()
    return keys_of(speaker) | {key_of(it) for it in ids_of(speaker)}


def holds_phrase(phrase: tuple[int, ...], text: Sequence[Here]) -> bool:
    """Whether a phrase stands anywhere in a text."""
    return any(phrase_at(phrase, text, at) for at in range(len(text)))


def in_time(test: TimeTest, moment: datetime) -> bool:
    """Whether a moment lies in the hours of the days asked for, in their zone."""
    there = moment.astimezone(zone_of(test.zone))
    minute, day = there.hour * 60 + there.minute, there
    start, end = _minutes(test.start), _minutes(test.end)
    if start > end:
        if minute < end:
            # The night began the day before.
            minute, day = minute + _MIDNIGHT, there - timedelta(days=1)
        end += _MIDNIGHT
    return start <= minute < end and (not test.days or _DAYS[day.weekday()] in test.days)


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _bounds(leaf: Leaf, entity: Entity) -> bool:
    return bounds_hold(
        leaf.test,
        relevance=entity.relevance,
        confidence=entity.confidence,
        in_headline=in_headline(entity),
    )
