"""Rules and stories at random, out of few names and words, so that they meet."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from schemas.clause import Clause, Day
from schemas.enrichment import Enrichment, Entity, EntityType, Mention, Quote, Topic
from schemas.events import EnrichedStory
from schemas.ninjs import Body, Story, Text
from schemas.wire import Signal, StoryFormat, Wire

MADE_WORDS = (
    "strike", "strikes", "struck", "Strike", "rail", "Rail", "railway", "terror", "terrorists",
    "plan", "planned", "planning", "news", "new", "crème", "creme", "WHO", "who", "of", "U", "S",
)  # fmt: skip
NAMES = (
    ("person", "Kaja Kallas", {"wikidata": "Q1"}),
    ("person", "Ursula von der Leyen", {}),
    ("person", "Kallas", {}),
    ("organisation", "Wal-Mart", {"custom": "DESK-1"}),
    ("organisation", "The Wal Mart", {}),
    ("organisation", "Kallas", {}),
    ("place", "Estonia", {"iso3166_1": "EE", "geonames": "453733"}),
    ("place", "Houston", {"iso3166_1": "US", "geonames": "4699066"}),
    ("place", "Texas", {"iso3166_1": "US", "iso3166_2": "US-TX", "geonames": "4736286"}),
    ("place", "São Paulo", {"iso3166_1": "BR", "geonames": "3448439"}),
)
ROLES = (None, "prime minister", "Minister", "former prime-minister of Estonia")
TOPICS = ("20000639", "20000638", "11000000", "20000642", "04000000", "99999999")
SOURCES = ("Trend", "Reuters", "TREND", "Halden Press")
SCORES = st.sampled_from((0.0, 0.3, 0.5, 0.55, 1.0))
ZONES = ("UTC", "Europe/Tallinn", "Asia/Kathmandu")


def scored(fields: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """The fields, and each of relevance, confidence, headline or not."""
    bound = {
        "in_headline": st.booleans(),
        "relevance": SCORES,
        "confidence": SCORES,
    }
    return st.fixed_dictionaries({key: st.just(it) for key, it in fields.items()}, optional=bound)


ENTITY_TESTS = st.one_of(
    st.sampled_from([{"name": it[1]} for it in NAMES]),
    st.sampled_from(
        [{"name": "Leyen"}, {"name": "der leyen"}, {"name": "walmart"}, {"name": "wal mart"}]
    ),
    st.sampled_from([{"id": "wikidata:Q1"}, {"id": "custom:DESK-1"}, {"id": "person:kaja-kallas"}]),
    st.sampled_from([{"type": "person"}, {"type": "organisation", "name": "Kallas"}]),
    st.sampled_from([{"role": "minister"}, {"type": "person", "role": "prime minister"}]),
).flatmap(scored)
PLACE_TESTS = st.sampled_from(
    [
        {"name": "sao paulo"},
        {"name": "Estonia"},
        {"iso": "EE"},
        {"iso": "US-TX"},
        {"geonames": "453733"},
        {"iso": "US", "within": True},
        {"iso": "US-TX", "within": True},
        {"iso": "EE", "within": True},
        {"geonames": "453733", "within": True},
        {"geonames": "4736286", "within": True},
        {"geonames": "4699066", "within": True},
        {"name": "Brazil", "within": True},
    ]
).flatmap(scored)
TOPIC_TESTS = st.fixed_dictionaries(
    {"topic": st.sampled_from((*TOPICS[:5], "diplomacy", "medtop:20000642"))},
    optional={"only": st.booleans(), "confidence": SCORES},
)
LINES = st.lists(st.sampled_from(MADE_WORDS), min_size=1, max_size=3).map(" ".join)
TEXT_TESTS = st.one_of(
    st.fixed_dictionaries(
        {"words": LINES},
        optional={
            "field": st.sampled_from(("headline", "body")),
            "near": st.integers(1, 4),
            "exact": st.booleans(),
        },
    ),
    st.fixed_dictionaries(
        {"words": st.sampled_from(("stri*", "rail*", "rail stri*", "terror* plan", "crè*"))},
        optional={"near": st.integers(1, 4)},
    ),
)
QUOTE_TESTS = st.fixed_dictionaries(
    {"speaker": st.sampled_from(("Kallas", "Kaja Kallas", "wikidata:Q1", "Leyen", "a spokesman"))},
    optional={"says": LINES, "direct": st.booleans()},
)
CLOCKS = st.tuples(st.integers(0, 23), st.sampled_from((0, 30, 59))).map(
    lambda it: f"{it[0]:02}:{it[1]:02}"
)
TIME_TESTS = st.fixed_dictionaries(
    {"start": CLOCKS, "end": CLOCKS},
    optional={
        "zone": st.sampled_from(ZONES),
        "days": st.lists(st.sampled_from([it.value for it in Day]), max_size=3, unique=True),
    },
)
URGENCY_TESTS = st.tuples(st.integers(1, 9), st.integers(1, 9)).map(
    lambda it: {"least": min(it), "most": max(it)}
)
TESTS = st.one_of(
    ENTITY_TESTS.map(lambda it: {"entity": it}),
    PLACE_TESTS.map(lambda it: {"place": it}),
    TOPIC_TESTS.map(lambda it: {"topic": it}),
    TEXT_TESTS.map(lambda it: {"text": it}),
    TEXT_TESTS.map(lambda it: {"text": it}),
    QUOTE_TESTS.map(lambda it: {"quote": it}),
    st.sampled_from(SOURCES).map(lambda it: {"source": it}),
    st.sampled_from(("en", "fr")).map(lambda it: {"language": it}),
    URGENCY_TESTS.map(lambda it: {"urgency": it}),
    st.sampled_from(("new", "correction")).map(lambda it: {"signal": it}),
    TIME_TESTS.map(lambda it: {"time": it}),
)
CLAUSES = st.recursive(
    TESTS,
    lambda inner: st.tuples(
        st.sampled_from(("all", "any", "none")), st.lists(inner, min_size=1, max_size=4)
    ).map(lambda it: {it[0]: it[1]}),
    max_leaves=12,
).map(Clause.model_validate)


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    """One of the names, mentioned by it or by its last word, in the headline or not."""
    kind, name, ids = draw(st.sampled_from(NAMES))
    fields = draw(st.lists(st.sampled_from(("headline", "body")), min_size=1, max_size=2))
    said = draw(st.sampled_from((name, name.split()[-1], name.upper())))
    return Entity(
        id=f"{kind}:{name.lower().replace(' ', '-')}",
        type=EntityType(kind),
        name=name,
        role=draw(st.sampled_from(ROLES)),
        relevance=draw(SCORES),
        confidence=draw(SCORES),
        ids=ids,
        mentions=[Mention(start=0, end=len(said), text=said, field=it) for it in fields],
    )


SPOKEN = st.lists(st.sampled_from((*MADE_WORDS, "\n\n", ".", "-")), max_size=14).map(" ".join)
QUOTES = st.builds(
    Quote,
    text=LINES,
    start=st.just(0),
    end=st.just(0),
    direct=st.booleans(),
    speaker=st.sampled_from((None, "Kallas", "a spokesman")),
    speaker_id=st.sampled_from((None, "person:kaja-kallas", "person:ursula-von-der-leyen")),
    confidence=SCORES,
)
MADE_TOPICS = st.builds(
    Topic,
    code=st.sampled_from(TOPICS).map(lambda it: f"medtop:{it}"),
    name=st.just("made"),
    level=st.just(1),
    confidence=SCORES,
)


@st.composite
def stories(draw: st.DrawFn) -> EnrichedStory:
    """A story that says little, but what the rules ask."""
    story = Story(
        uri="urn:halden:1",
        language=draw(st.sampled_from((None, "en", "FR-ca"))),
        urgency=draw(st.sampled_from((None, 1, 3, 9))),
        headlines=[Text(value=draw(SPOKEN))],
        bodies=[Body(value=draw(SPOKEN))],
    )
    wire = Wire(
        story_id="made",
        version=1,
        format=StoryFormat.NINJS_3,
        charset="utf-8",
        signal=draw(st.sampled_from((Signal.NEW, Signal.CORRECTION))),
        source=draw(st.sampled_from((None, *SOURCES))),
        arrived=draw(
            st.integers(0, 15 * 24 * 60 * 60).map(
                lambda it: dt.datetime(2031, 3, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=it)
            )
        ),
        signature="c0ffee",
    )
    enrichment = Enrichment(
        entities=draw(st.lists(entities(), max_size=4)),
        topics=draw(st.lists(MADE_TOPICS, max_size=3)),
        quotes=draw(st.lists(QUOTES, max_size=3)),
        language=draw(st.sampled_from((None, "en"))),
    )
    return EnrichedStory(story=story, wire=wire, enrichment=enrichment)
