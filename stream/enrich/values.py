"""Money and dates as entities of the story: each once, with all its mentions."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.enrichment import (
    Entity,
    EntityType,
    Evidence,
    Mention,
    NewsAct,
    Number,
    Quote,
)
from schemas.events import ParsedStory
from schemas.wire import Dateline
from stream.enrich.acts import ActFinder
from stream.enrich.dates import Written, find_dates
from stream.enrich.gist.told import Sentence, Told
from stream.enrich.numbers import find_numbers
from stream.enrich.quotes import find_quotes
from stream.enrich.quotes.reading import Reading

_RULE = {EntityType.MONEY: "amount", EntityType.DATE: "calendar"}
_CONFIDENCE = {EntityType.MONEY: 0.97, EntityType.DATE: 0.95}
_UNRESOLVED = 0.8
_NAMED, _IN_HEADLINE, _IN_LEAD, _MORE, _MOST = 0.1, 0.2, 0.1, 0.05, 0.2
LEAD = 1_000
"""Code points of a story without paragraphs that count as its first."""

_ISO_4217 = 3
_EXACT = 1e15


@dataclass
class _Value:
    type: EntityType
    key: str
    name: str
    sure: bool
    mentions: list[Mention] = field(default_factory=list)


def story_day(parsed: ParsedStory) -> dt.date | None:
    """The day that the story was written on: the dateline's, else the version's or the story's."""
    dateline, story = parsed.wire.dateline, parsed.story
    if dateline and dateline.date:
        return dateline.date
    moment = story.version_created or story.content_created or story.first_created
    return moment.date() if moment else None


def numbers_of(parsed: ParsedStory, named: Iterable[Entity]) -> list[Number]:
    """The numbers of the body; names of currencies that countries share are the dateline's."""
    dateline = parsed.wire.dateline
    return find_numbers(parsed.story.body, _homes(dateline, named), dateline.end if dateline else 0)


def _homes(dateline: Dateline | None, named: Iterable[Entity]) -> list[str]:
    """The dateline's country, then the countries of the places that the story names most."""
    homes = [dateline.ids["iso3166_1"]] if dateline and "iso3166_1" in dateline.ids else []
    counts = Counter[str]()
    for entity in named:
        if entity.type is EntityType.PLACE and (code := entity.ids.get("iso3166_1")):
            counts[code] += len(entity.mentions)
    return [*homes, *(code for code, _ in counts.most_common())]


def dates_of(parsed: ParsedStory) -> list[Written]:
    """The dates of the body, seen from the story's own day."""
    dateline = parsed.wire.dateline
    return find_dates(parsed.story.body, story_day(parsed), dateline.end if dateline else 0)


class Walk(NamedTuple):
    """What one walk through the body's sentences found; `told` has the sentences themselves."""

    quotes: list[Quote]
    acts: list[NewsAct]
    told: Told


def said_and_done(parsed: ParsedStory, named: Iterable[Entity], dates: Iterable[Written]) -> Walk:
    """The quotes and acts of the body, with speakers and actors among its entities."""
    dateline, body = parsed.wire.dateline, parsed.story.body
    start = dateline.end if dateline else 0
    end = body.find("\n\n", start)
    acts = ActFinder(dates, body[start : end if end >= 0 else LEAD])
    read: list[Reading] = []

    def also(reading: Reading) -> None:
        acts.read(reading)
        read.append(reading)

    home = dateline.ids.get("iso3166_1") if dateline else None
    quotes = find_quotes(body, named, start, also, home)
    sentences = [Sentence(it.sentence, it.paragraph) for it in read]
    masked = read[0].text if read else ""
    return Walk(quotes, acts.found, Told(parsed.story.headline, body, masked, sentences, start))


def values(
    parsed: ParsedStory, numbers: list[Number], dates: list[Written], named: Iterable[Entity]
) -> list[Entity]:
    """Money and dates of headline and body that touch no name; the most relevant first."""
    dateline, body = parsed.wire.dateline, parsed.story.body
    every = list(_all(parsed, numbers, dates))
    taken = _taken(named) if every else {}
    found: dict[str, _Value] = {}
    for it in every:
        mention = it.mentions[0]
        if not taken[mention.field].isdisjoint(range(mention.start, mention.end)):
            continue
        known = found.setdefault(f"{it.type}:{it.key}", it)
        if known is not it:
            known.mentions.append(mention)
    lead = body.find("\n\n", dateline.end if dateline else 0)
    entities = [_entity(it, lead if lead >= 0 else len(body)) for it in found.values()]
    return sorted(entities, key=lambda it: (-it.relevance, it.id))


def _all(parsed: ParsedStory, numbers: list[Number], dates: list[Written]) -> Iterator[_Value]:
    headline, body = parsed.story.headline, parsed.story.body
    above = find_dates(headline, story_day(parsed))
    for field_name, text, sums, days in (
        ("headline", headline, find_numbers(headline), above),
        ("body", body, numbers, dates),
    ):
        for number in sums:
            if number.unit and len(number.unit) == _ISO_4217 and number.unit.isupper():
                yield _money(number, field_name)
        for date in days:
            yield _date(date, text, field_name)


def _money(number: Number, where: str) -> _Value:
    written = f"{number.value:.15g}" if number.value < _EXACT else f"{number.value:.0f}"
    mention = Mention.model_validate(
        {"start": number.start, "end": number.end, "text": number.text, "field": where}
    )
    key = f"{number.unit}:{written}".lower()
    return _Value(EntityType.MONEY, key, f"{number.unit} {written}", sure=True, mentions=[mention])


def _date(date: Written, text: str, where: str) -> _Value:
    shown = text[date.start : date.end]
    mention = Mention.model_validate(
        {"start": date.start, "end": date.end, "text": shown, "field": where}
    )
    key = date.iso or "-".join(shown.lower().replace(",", " ").replace(".", " ").split())
    return _Value(EntityType.DATE, key, date.iso or shown, bool(date.iso), [mention])


def _taken(named: Iterable[Entity]) -> dict[str, set[int]]:
    taken: dict[str, set[int]] = {"body": set(), "headline": set()}
    for entity in named:
        for mention in entity.mentions:
            taken[mention.field].update(range(mention.start, mention.end))
    return taken


def _entity(value: _Value, lead: int) -> Entity:
    """Money and dates are never what a story is about, so their relevance stays low."""
    headline = any(it.field == "headline" for it in value.mentions)
    first = any(it.field == "body" and it.start < lead for it in value.mentions)
    more = min(_MOST, _MORE * (len(value.mentions) - 1))
    return Entity(
        id=f"{value.type.value}:{value.key}",
        type=value.type,
        name=value.name,
        relevance=round(_NAMED + _IN_HEADLINE * headline + _IN_LEAD * first + more, 3),
        confidence=_CONFIDENCE[value.type] if value.sure else _UNRESOLVED,
        mentions=value.mentions,
        evidence=[Evidence(by=_RULE[value.type])],
    )
