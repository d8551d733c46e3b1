"""The tests that rules make of a story, each kept once however many rules make it.

A leaf is a test with a number. What a story holds leads to the leaves that may hold for it
(`story.py` asks), so that no story meets a test of something that it doesn't name.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from schemas.clause import (
    Bound,
    Clause,
    EntityTest,
    PlaceTest,
    QuoteTest,
    TextTest,
    TopicTest,
    UrgencyTest,
)
from schemas.enrichment import EntityType
from stream.alerts.codes import place_keys, topic_codes, zone_of
from stream.alerts.names import id_key, key_of
from stream.alerts.terms import Phrase, Terms

ALWAYS = 0
"""The number of the leaf that holds for every story."""

# How often stories hold such a thing: the rarest leads to the rule. Measured in no unit.
_COMMON = {"language": 80, "signal": 80, "time": 75, "urgency": 70, "source": 60}
_BY_TOPIC_LEVEL = (55, 45, 35, 30, 25)
_TEXT, _PHRASE, _PLACE, _NAMED, _ANYBODY = 40, 12, 20, 10, 65


@dataclass(slots=True, eq=False)
class Leaf:
    """One test. `uses` counts the rules' clauses that make it."""

    number: int
    kind: str
    test: Any
    common: int
    phrase: Phrase | None = None
    says: Phrase | None = None
    keys: frozenset[str] = frozenset()
    """Of a place or a topic: what of the story leads here."""
    uses: int = 0


Table = defaultdict[str, list[Leaf]]


def _table() -> Table:
    return defaultdict(list)


@dataclass
class Leaves:
    """Every leaf, by number, by test, and by what of a story leads to it."""

    all: list[Leaf] = field(default_factory=lambda: [Leaf(ALWAYS, "always", None, 100)])
    terms: Terms[Leaf] = field(default_factory=Terms["Leaf"])
    names: Table = field(default_factory=_table)
    ids: Table = field(default_factory=_table)
    types: Table = field(default_factory=_table)
    places: Table = field(default_factory=_table)
    topics: Table = field(default_factory=_table)
    speakers: Table = field(default_factory=_table)
    sources: Table = field(default_factory=_table)
    languages: Table = field(default_factory=_table)
    signals: Table = field(default_factory=_table)
    urgencies: Table = field(default_factory=_table)
    times: list[Leaf] = field(default_factory=list)
    _known: dict[tuple[str, Any], Leaf] = field(default_factory=dict)

    def of(self, clause: Clause) -> Leaf:
        """The leaf of a test, made if it is new.

        Raises:
            UnknownCode: no such topic, country or region.
        """
        kind, test = clause.kind, getattr(clause, clause.kind)
        key = (kind, test if isinstance(test, str) else test.model_dump_json(exclude_defaults=True))
        leaf = self._known.get(key)
        if leaf is None:
            leaf = Leaf(len(self.all), kind, test, 0)
            leaf.common = _FILING[kind](self, leaf)
            self.all.append(leaf)
            self._known[key] = leaf
        leaf.uses += 1
        return leaf


def _entity(leaves: Leaves, leaf: Leaf) -> int:
    test: EntityTest = leaf.test
    if test.id:
        leaves.ids[id_key(test.id)].append(leaf)
    elif test.name:
        leaves.names[key_of(test.name)].append(leaf)
    else:
        for kind in [test.type] if test.type else EntityType:
            leaves.types[kind].append(leaf)
        return _ANYBODY - 30 * bool(test.role)
    return _NAMED


def _place(leaves: Leaves, leaf: Leaf) -> int:
    test: PlaceTest = leaf.test
    leaf.keys = frozenset(place_keys(test))
    for key in leaf.keys:
        leaves.places[key].append(leaf)
    return _PLACE + 15 * test.within


def _topic(leaves: Leaves, leaf: Leaf) -> int:
    test: TopicTest = leaf.test
    level = len(_BY_TOPIC_LEVEL)
    found = topic_codes(test.topic)
    leaf.keys = frozenset(it.code for it in found)
    for topic in found:
        leaves.topics[topic.code].append(leaf)
        level = min(level, topic.level)
    return _BY_TOPIC_LEVEL[level - 1]


def _text(leaves: Leaves, leaf: Leaf) -> int:
    test: TextTest = leaf.test
    leaf.phrase = leaves.terms.phrase(test.words, exact=test.exact)
    leaves.terms.file(leaf.phrase, leaf, field=test.field or "", near=test.near or 0)
    return _TEXT if len(leaf.phrase) == 1 else _PHRASE


def _quote(leaves: Leaves, leaf: Leaf) -> int:
    test: QuoteTest = leaf.test
    if test.says:
        leaf.says = leaves.terms.phrase(test.says, exact=False)
    leaves.speakers[key_of(test.speaker)].append(leaf)
    return _NAMED - 5


def _urgency(leaves: Leaves, leaf: Leaf) -> int:
    test: UrgencyTest = leaf.test
    for urgency in range(test.least, test.most + 1):
        leaves.urgencies[str(urgency)].append(leaf)
    return _COMMON["urgency"]


def _time(leaves: Leaves, leaf: Leaf) -> int:
    zone_of(leaf.test.zone)
    leaves.times.append(leaf)
    return _COMMON["time"]


def _source(leaves: Leaves, leaf: Leaf) -> int:
    leaves.sources[key_of(leaf.test)].append(leaf)
    return _COMMON["source"]


def _language(leaves: Leaves, leaf: Leaf) -> int:
    leaves.languages[leaf.test].append(leaf)
    return _COMMON["language"]


def _signal(leaves: Leaves, leaf: Leaf) -> int:
    leaves.signals[leaf.test.value].append(leaf)
    return _COMMON["signal"]


_FILING = {
    "entity": _entity,
    "place": _place,
    "topic": _topic,
    "text": _text,
    "quote": _quote,
    "urgency": _urgency,
    "time": _time,
    "source": _source,
    "language": _language,
    "signal": _signal,
}


def bounds_hold(test: Bound, *, relevance: float, confidence: float, in_headline: bool) -> bool:
    """Whether an entity stands in the story as the test wants it.

    An agency that only signs has no relevance: it is met where the test asks for `relevance>=0`.
    """
    return (
        (not test.in_headline or in_headline)
        and (relevance > 0 if test.relevance is None else relevance >= test.relevance)
        and (test.confidence is None or confidence >= test.confidence)
    )
