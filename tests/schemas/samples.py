"""A story with every field filled, and one with as few as may be. The events are invented."""

import datetime as dt

from schemas.enrichment import (
    Enrichment,
    Entity,
    EntityType,
    Evidence,
    Mention,
    NewsAct,
    Number,
    Phrase,
    Quote,
    Tone,
    ToneCue,
    ToneLabel,
    Topic,
)
from schemas.events import EnrichedStory, ParsedStory
from schemas.ninjs import (
    AltId,
    Association,
    Body,
    Genre,
    Named,
    NewsEvent,
    Organisation,
    Source,
    Story,
    Subject,
    Symbol,
    Text,
)
from schemas.outcome import Outcome
from schemas.wire import Dateline, Signal, StoryFormat, Table, Wire

NOON = dt.datetime(2031, 5, 6, 12, 0, 0, 250_000, tzinfo=dt.UTC)
BODY = (
    "LIMASSOL, Cyprus, May 6 (Halden) - Brassica Lines will buy 12 ferries, Mara Oduya said.\n\n"
    '"We sail in June," the chief executive told reporters.'
)


def mention(text: str) -> Mention:
    start = BODY.index(text)
    return Mention(start=start, end=start + len(text), text=text)


def story() -> Story:
    return Story(
        uri="urn:halden:story:4711",
        type="text",
        representation_type="full",
        profile="full",
        version="3",
        first_created=NOON - dt.timedelta(hours=2),
        version_created=NOON,
        content_created=NOON,
        embargoed_until=NOON,
        expires=NOON + dt.timedelta(days=30),
        pub_status="usable",
        urgency=3,
        copyright_holder="Halden",
        copyright_notice="(c) Halden",
        usage_terms="subscribers only",
        ed_note="corrects the number of ferries",
        language="en",
        title="Ferries",
        by="Ines Calder",
        slugline="ferries-brassica",
        located="Limassol",
        headlines=[
            Text(value="Brassica Lines buys ferries", role="main", content_type="text/plain")
        ],
        descriptions=[Text(value="A ferry order", role="summary")],
        bodies=[
            Body(value=BODY, role="main", content_type="text/plain", char_count=len(BODY)),
            Body(value="<p>…</p>", role="source", content_type="text/html", word_count=1),
        ],
        people=[Named(name="Mara Oduya", rel="mentions", uri="urn:wirestream:person:mara-oduya")],
        organisations=[
            Organisation(name="Brassica Lines", symbols=[Symbol(symbol="BRL", exchange="XCYS")])
        ],
        places=[Named(name="Limassol", rel="mentions", literal="geonames:146384")],
        subjects=[
            Subject(
                name="shipping",
                rel="about",
                uri="http://cv.iptc.org/newscodes/mediatopic/20000300",
                creator="wirestream",
                relevance=90,
                confidence=71,
            )
        ],
        events=[NewsEvent(name="ferry order", rel="storyline", id="s1", uri="urn:wirestream:s:1")],
        objects=[Named(name="Ferry Act", literal="law")],
        info_sources=[Source(name="Brassica Lines", role="statement", uri="urn:halden:source:7")],
        genres=[Genre(name="Current", uri="http://cv.iptc.org/newscodes/genre/Current")],
        associations=[
            Association(
                name="predecessor",
                uri="urn:halden:story:4711:2",
                rel="evolvedfrom",
                type="text",
                headlines=[Text(value="Brassica Lines buys 11 ferries")],
            )
        ],
        alt_ids=[AltId(role="slug", value="ferries-brassica")],
    )


def wire() -> Wire:
    dateline = "LIMASSOL, Cyprus, May 6 (Halden) -"
    return Wire(
        story_id="0f" * 32,
        version=3,
        ordinal=1,
        format=StoryFormat.PLAIN_TEXT,
        charset="utf-8",
        signal=Signal.CORRECTION,
        marker="CORRECTED",
        source="Halden",
        category="f",
        keywords=["ferries"],
        tables=[Table(rows=[["ship", "seats"], ["Anemone", "400"]], caption="Fleet")],
        extra={"words": 24, "lines": ["date 2031-05-06"], "odd": None},
        arrived=NOON,
        outcome=Outcome.PUBLISHED,
        continues="urn:halden:story:4711:2",
        dateline=Dateline(
            text=dateline,
            start=0,
            end=len(dateline),
            place="Limassol",
            country="Cyprus",
            date=NOON.date(),
            agency="Halden",
            ids={"iso3166_1": "CY", "geonames": "146384"},
        ),
        signature="c0ffee",
    )


def enrichment() -> Enrichment:
    oduya = mention("Mara Oduya")
    return Enrichment(
        entities=[
            Entity(
                id="person:mara-oduya",
                type=EntityType.PERSON,
                name="Mara Oduya",
                role="chief executive",
                relevance=0.8,
                confidence=1,
                ids={"custom": "mo-1"},
                mentions=[oduya],
                evidence=[Evidence(by="ner", words=["Mara Oduya"])],
            )
        ],
        topics=[Topic(code="medtop:20000300", name="shipping", level=4, confidence=0.71)],
        quotes=[
            Quote(
                text="We sail in June,",
                start=BODY.index("We sail"),
                end=BODY.index("We sail") + 16,
                direct=True,
                speaker="Mara Oduya",
                verb="told",
                confidence=0.6,
            )
        ],
        numbers=[
            Number(
                text="12 ferries",
                start=BODY.index("12"),
                end=BODY.index("12") + 10,
                value=12,
                counts="ferries",
            )
        ],
        events=[NewsAct(act="buy", start=0, end=5, when=NOON, confidence=0.5)],
        language="en",
        summary="Brassica Lines will buy 12 ferries, Mara Oduya said.",
        summary_at=mention("Brassica Lines will buy 12 ferries, Mara Oduya said."),
        phrases=[
            Phrase(
                text="ferries",
                start=BODY.index("ferries"),
                end=BODY.index("ferries") + 7,
                count=2,
                relevance=0.4,
            )
        ],
        tone=Tone(
            label=ToneLabel.NEUTRAL,
            score=0.1,
            evidence=[ToneCue(text="ferry", start=2, end=7, field="headline", weight=0.1)],
        ),
        versions={"model": "md-1"},
        timings_ms={"ner": 1.5},
    )


def least() -> ParsedStory:
    """Only what can't be left out."""
    return ParsedStory(
        story=Story(uri="urn:halden:story:1"),
        wire=Wire(
            story_id="a1",
            version=1,
            format=StoryFormat.NINJS_3,
            charset="utf-8",
            signal=Signal.NEW,
            arrived=NOON,
            signature="",
        ),
    )


def parsed() -> ParsedStory:
    return ParsedStory(story=story(), wire=wire())


def enriched() -> EnrichedStory:
    return EnrichedStory(story=story(), wire=wire(), enrichment=enrichment())


def enriched_least() -> EnrichedStory:
    bare = least()
    return EnrichedStory(story=bare.story, wire=bare.wire, enrichment=Enrichment())
