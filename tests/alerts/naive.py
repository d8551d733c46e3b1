"""Rules asked one by one, each test by a plain walk over the story: what the index must agree with.

Shares nothing with the index but the vocabularies: words are compared as lists of forms, names as
strings, clauses by recursion.
"""

import datetime as dt
import re
import unicodedata
from zoneinfo import ZoneInfo

from schemas.clause import Bound, Clause, EntityTest, PlaceTest, QuoteTest, TextTest, TopicTest
from schemas.enrichment import Entity, EntityType
from schemas.events import EnrichedStory
from stream.alerts.wording import forms
from stream.enrich.topics.vocabulary import lineage, vocabulary
from stream.gazetteer import cities, countries, country_by_code, region_of, regions


def holds(clause: Clause, event: EnrichedStory) -> bool:
    if clause.all:
        return all(holds(it, event) for it in clause.all)
    if clause.any:
        return any(holds(it, event) for it in clause.any)
    if clause.none:
        return not any(holds(it, event) for it in clause.none)
    return bool(TESTS[clause.kind](getattr(clause, clause.kind), event))


def plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(it for it in apart if not unicodedata.combining(it))


def name(text: str) -> str:
    spaced = re.sub(r"[-/_\u00a0\u2010-\u2013]", " ", plain(text))
    words = re.sub(r"[.'’`\"]", "", spaced).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words) or plain(text)


def called(asked: str, entity: Entity) -> bool:
    own = [entity.name, *(it.text for it in entity.mentions)]
    if name(asked) in map(name, own):
        return True
    of_person = entity.type is EntityType.PERSON
    return of_person and name(entity.name).endswith(f" {name(asked)}")


def has_id(asked: str, entity: Entity) -> bool:
    return asked == entity.id or asked in {f"{key}:{it}" for key, it in entity.ids.items()}


def stands(test: Bound, entity: Entity) -> bool:
    headline = [it for it in entity.mentions if it.field == "headline"]
    return (
        (bool(headline) or not test.in_headline)
        and (entity.relevance > 0 or test.relevance == 0)
        and entity.relevance >= (test.relevance or 0)
        and entity.confidence >= (test.confidence or 0)
    )


def entity(test: EntityTest, event: EnrichedStory) -> bool:
    return any(
        stands(test, it)
        and (test.type is None or it.type is test.type)
        and (test.name is None or called(test.name, it))
        and (test.id is None or has_id(test.id, it))
        and (test.role is None or f" {name(test.role)} " in f" {name(it.role or '')} ")
        for it in event.enrichment.entities
    )


def place(test: PlaceTest, event: EnrichedStory) -> bool:
    return any(
        it.type is EntityType.PLACE and stands(test, it) and is_place(test, it)
        for it in event.enrichment.entities
    )


def is_place(test: PlaceTest, it: Entity) -> bool:
    if test.name and not test.within:
        return called(test.name, it)
    wanted = code(test)
    if wanted is None:
        return it.ids.get("geonames") == test.geonames
    itself = own_code(it) == wanted
    if not test.within:
        return itself
    return itself or wanted in {it.ids.get("iso3166_1"), it.ids.get("iso3166_2"), part_of(it)}


def code(test: PlaceTest) -> str | None:
    """The ISO code that is asked for, however it is said."""
    if test.geonames:
        known = {it.geonames: it.iso2 for it in countries()}
        known |= {it.geonames: it.iso3166_2 for it in regions() if it.geonames}
        return known.get(test.geonames) if test.within else None
    if test.iso:
        return test.iso
    named = [it.iso2 for it in countries() if name(it.name) == name(str(test.name))]
    return named[0]


def own_code(it: Entity) -> str | None:
    land = country_by_code(it.ids.get("iso3166_1", ""))
    if land and land.geonames == it.ids.get("geonames"):
        return land.iso2
    return it.ids.get("iso3166_2") or next(
        (one.iso3166_2 for one in regions() if one.geonames == it.ids.get("geonames", "-")), None
    )


CITIES = {it.geonames: it for it in cities(500_000)}


def part_of(it: Entity) -> str | None:
    city = CITIES.get(it.ids.get("geonames", ""))
    part = region_of(city.country, city.admin1) if city else None
    return part.iso3166_2 if part else None


def topic(test: TopicTest, event: EnrichedStory) -> bool:
    asked = test.topic.removeprefix("medtop:")
    codes = {it.code for it in vocabulary().values() if asked in {it.code, it.name}}
    for it in event.enrichment.topics:
        own = it.code.removeprefix("medtop:")
        above = (own,) if test.only or own not in vocabulary() else lineage(own)
        if codes.intersection(above) and it.confidence >= (test.confidence or 0):
            return True
    return False


def words(text: str) -> list[str]:
    return re.findall("[\\w\u0300-\u036f]+|\n\n", text)


def is_word(asked: str, word: str, *, exact: bool) -> bool:
    if exact:
        return asked == word
    if asked.endswith("*"):
        return plain(word).startswith(plain(asked[:-1]))
    return plain(word) in forms(plain(asked))


def asked_words(text: str) -> list[str]:
    return re.findall("[\\w\u0300-\u036f]+\\*?", text)


def stand_in_row(asked: str, text: list[str], *, exact: bool) -> bool:
    row = asked_words(asked)
    return any(
        all(is_word(it, text[at + n], exact=exact) for n, it in enumerate(row))
        for at in range(len(text) - len(row) + 1)
    )


def stand_near(test: TextTest, text: list[str]) -> bool:
    row = asked_words(test.words)
    for first in range(len(text)):
        window = text[first : first + (test.near or 0) + 1]
        if all(any(is_word(it, word, exact=test.exact) for word in window) for it in row):
            return True
    return False


def text(test: TextTest, event: EnrichedStory) -> bool:
    texts = {"headline": event.story.headline, "body": event.story.body}
    for field, value in texts.items():
        if test.field in {None, field}:
            found = words(value)
            if test.near and stand_near(test, found):
                return True
            if not test.near and stand_in_row(test.words, found, exact=test.exact):
                return True
    return False


def quote(test: QuoteTest, event: EnrichedStory) -> bool:
    entities = {it.id: it for it in event.enrichment.entities}
    for it in event.enrichment.quotes:
        speaker = entities.get(it.speaker_id or "")
        if speaker:
            same = called(test.speaker, speaker) or has_id(test.speaker, speaker)
        else:
            same = bool(it.speaker) and name(str(it.speaker)) == name(test.speaker)
        says = test.says is None or stand_in_row(test.says, words(it.text), exact=False)
        if same and says and (it.direct or not test.direct):
            return True
    return False


def time(test: object, event: EnrichedStory) -> bool:
    """Minute by minute: is the moment one of those between the start and the end of a day asked?"""
    zone = ZoneInfo(test.zone)
    moment = event.wire.arrived.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)
    start, end = (sum(int(a) * b for a, b in zip(it.split(":"), (60, 1), strict=True))
                  for it in (test.start, test.end))  # fmt: skip
    for back in (0, 1):
        day = (moment - dt.timedelta(days=back)).replace(hour=0, minute=0)
        last = end if end >= start else end + 24 * 60
        wanted = not test.days or day.strftime("%a").lower() in test.days
        minutes = {day + dt.timedelta(minutes=it) for it in range(start, last)}
        if wanted and moment in minutes:
            return True
    return False


def language(asked: str, event: EnrichedStory) -> bool:
    return asked == (event.enrichment.language or event.story.language or "").split("-")[0].lower()


def urgency(test: object, event: EnrichedStory) -> bool:
    return bool(event.story.urgency) and test.least <= event.story.urgency <= test.most


TESTS = {
    "entity": entity,
    "place": place,
    "topic": topic,
    "text": text,
    "quote": quote,
    "source": lambda asked, event: name(event.wire.source or "") == name(asked),
    "language": language,
    "urgency": urgency,
    "signal": lambda asked, event: event.wire.signal is asked,
    "time": time,
}
