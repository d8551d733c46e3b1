"""The scores are what their definitions say, worked out by hand."""

from dataclasses import replace

import pytest

from schemas.enrichment import Evidence, NewsAct, Number, Quote, Topic
from stream.errors import EnrichError
from stream.evaluation.calibration import Calibration
from stream.evaluation.facts import ActScores, NumberScores
from stream.evaluation.gold import Act, Amount, Annotated, Found, Span, Spoken
from stream.evaluation.ids import IdScores
from stream.evaluation.samples import Error, Samples
from stream.evaluation.scoring import Run
from stream.evaluation.spans import SpanScores
from stream.evaluation.speech import QuoteScores, same_name
from stream.evaluation.systems import without_articles
from stream.evaluation.topics import TopicScores

BODY = (
    "Mara Oduya met the Halden Board in Oslo. Oduya said: We sail. 12 ferries left the Oslo quay."
)
STORY = Annotated("s1", "", BODY)


def span(text: str, kind: str, nth: int = 0, **facts: object) -> Span:
    start = BODY.index(text)
    for _ in range(nth):
        start = BODY.index(text, start + 1)
    return Span(("body", start, start + len(text)), kind, text, **facts)  # type: ignore[arg-type]


GOLD = [
    span("Mara Oduya", "person"),
    span("Halden Board", "organisation"),
    span("Oslo", "place"),
    span("Oslo", "place", 1),
    span("Oduya", "person", 1),
]


def test_a_span_is_right_where_start_end_and_type_agree() -> None:
    scores = SpanScores(9)
    ours = [
        span("Mara Oduya", "person", confidence=0.9),
        span("the Halden Board", "organisation", confidence=0.5),
        span("Oslo", "organisation", confidence=0.5),
        span("Oslo", "place", 1, confidence=0.9),
        span("ferries", "product", confidence=0.9),
    ]
    scores.add(replace(STORY, spans=GOLD), Found(spans=ours))
    report = scores.report()
    assert report["names"] == {
        "precision": 0.5,
        "recall": 0.4,
        "f1": 0.4444,
        "right": 2,
        "found": 4,
        "wanted": 5,
    }
    # three places stand where the annotation has one, one of another type
    assert report["types_right"] == 0.6667
    kinds = [it.what for it in scores.errors.kept()]
    assert sorted(kinds) == ["false", "missed", "missed", "type"]


def test_a_name_that_comes_twice_counts_once_among_unique_names() -> None:
    scores = SpanScores(0)
    scores.add(replace(STORY, spans=GOLD), Found(spans=[span("Oslo", "place", 1)]))
    unique = scores.report()["unique"]
    assert isinstance(unique, dict)
    assert unique["place"]["f1"] == 1
    assert unique["all"]["wanted"] == 4


def test_sentences_without_a_verb_stand_apart() -> None:
    scores = SpanScores(0)
    story = replace(STORY, spans=GOLD, prose=[(0, BODY.index("12"))])
    scores.add(story, Found(spans=GOLD))
    prose = scores.report()["prose"]
    assert isinstance(prose, dict)
    assert prose["all"]["wanted"] == 4


def test_articles_can_be_cut_from_what_a_model_says() -> None:
    found = Found(spans=[span("the Halden Board", "organisation"), span("the", "place")])
    first, second = without_articles(found).spans
    assert BODY[first.place[1] : first.place[2]] == first.text == "Halden Board"
    assert second.text == "the"


JUDGED = [
    span("Halden Board", "place", ids={}),
    span("Oslo", "place", ids={"iso3166_1": "NO", "geonames": "3143244"}),
]


@pytest.mark.parametrize(
    ("ours", "right", "found", "wanted"),
    [
        ([span("Oslo", "place", ids={"iso3166_1": "NO", "geonames": "3143244"})], 2, 2, 2),
        ([span("in Oslo", "place", ids={"iso3166_1": "NO", "wikidata": "Q585"})], 1, 1, 2),
        ([span("Oslo", "place", ids={"iso3166_1": "SE"})], 0, 1, 2),
        ([span("Halden Board", "organisation", ids={"iso3166_1": "NO"})], 0, 1, 2),
        ([span("quay", "place", ids={"geonames": "7"})], 0, 1, 2),
        ([span("quay", "organisation", ids={"geonames": "7"})], 0, 0, 2),
        ([], 0, 0, 2),
    ],
)
def test_ids_are_judged_where_people_judged_them(
    ours: list[Span], right: int, found: int, wanted: int
) -> None:
    scores = IdScores(9)
    scores.add(replace(STORY, places=JUDGED), Found(spans=ours))
    ids = scores.report()["ids"]
    assert isinstance(ids, dict)
    assert [ids["all"][it] for it in ("right", "found", "wanted")] == [right, found, wanted]


def topic(code: str, confidence: float = 0.9) -> Topic:
    evidence = [Evidence(by="lexicon", words=["ferry"])]
    return Topic(code=f"medtop:{code}", name="x", level=1, confidence=confidence, evidence=evidence)


# 20000065 civil unrest lies in 16000000 conflict; 20000225 computing in 04000000 economy
@pytest.mark.parametrize(
    ("gold", "said", "first", "among"),
    [
        ([{"20000065"}], ["20000065"], 1, 1),
        ([{"20000065"}], ["16000000"], 1, 1),
        ([{"16000000"}], ["20000065"], 1, 1),
        ([{"20000065"}], ["15000000", "04000000", "16000000"], 0, 1),
        ([{"20000065"}], ["15000000", "04000000", "11000000", "16000000"], 0, 0),
        ([{"15000000"}, {"20000065"}], ["20000065"], 1, 0),
        ([{"13000000", "20000225"}], ["20000225"], 1, 1),
        ([{"13000000", "20000225"}], ["04000000"], 0, 1),
        ([{"99999999"}], ["15000000"], 0, 0),
        ([{"15000000"}], [], 0, 0),
    ],
)
def test_a_topic_is_right_in_its_line(
    gold: list[set[str]], said: list[str], first: int, among: int
) -> None:
    scores = TopicScores(9)
    story = replace(STORY, topics=[frozenset(it) for it in gold])
    scores.add(story, Found(spans=(), topics=[topic(it) for it in said]))
    report = scores.report()
    assert (report["first_right"], report["main_top_among_three"]) == (first, among)


def test_micro_f1_counts_topics_and_macro_f1_counts_kinds() -> None:
    scores = TopicScores(0)
    sport, unrest = frozenset({"15000000"}), frozenset({"20000065"})
    for _ in range(3):
        scores.add(replace(STORY, topics=[sport]), Found(spans=(), topics=[topic("15000000")]))
    scores.add(replace(STORY, topics=[unrest]), Found(spans=(), topics=[topic("15000000")]))
    report = scores.report()
    assert report["micro_f1"] == 0.75
    # sport 6/7, conflict 0
    assert report["macro_f1"] == pytest.approx(3 / 7, abs=1e-4)


def quote(text: str, speaker: str | None, speaker_id: str | None = None) -> Quote:
    start = BODY.index(text)
    return Quote(
        text=text,
        start=start,
        end=start + len(text),
        direct=True,
        speaker=speaker,
        speaker_id=speaker_id,
        confidence=0.9,
    )


@pytest.mark.parametrize(
    ("said", "found", "right"),
    [
        (quote("We sail.", "Mara Oduya"), 1, 1),
        (quote("said: We sail", "Oduya"), 1, 1),
        (quote("We sail.", "she", "person:oduya"), 1, 1),
        (quote("We sail.", "the Halden Board"), 1, 0),
        (quote("We sail.", None), 1, 0),
        (quote("ferries", "Mara Oduya"), 0, 0),
    ],
)
def test_a_quote_is_right_with_its_speaker(said: Quote, found: int, right: int) -> None:
    start = BODY.index("We sail.")
    gold = Spoken(("body", start, start + 8), "We sail.", "Mara Oduya", direct=True)
    scores = QuoteScores(9)
    names = {"person:oduya": "Mara Oduya"}
    scores.add(replace(STORY, quotes=[gold]), Found(spans=(), quotes=[said, said][:1], names=names))
    report = scores.report()
    counts = [report[it]["all"]["right"] for it in ("quotes", "speaker_right")]  # type: ignore[index]
    assert counts == [found, right]


def test_the_same_quote_is_not_found_twice() -> None:
    start = BODY.index("We sail.")
    gold = Spoken(("body", start, start + 8), "We sail.", "Mara Oduya", direct=True)
    scores = QuoteScores(0)
    scores.add(
        replace(STORY, quotes=[gold]), Found(spans=(), quotes=[quote("We sail.", "Mara Oduya")] * 2)
    )
    found = scores.report()["speaker_right"]
    assert isinstance(found, dict)
    assert (found["all"]["precision"], found["all"]["recall"]) == (0.5, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mara Oduya", "Oduya", True),
        ("the Halden Board", "Halden Board", True),
        ("Núria", "NURIA", True),
        ("Mara Oduya", "Mara", False),
        ("Mara Oduya", None, False),
        (None, None, True),
        ("", "Mara", False),
    ],
)
def test_names_agree_whole_or_by_their_last_words(
    one: str | None, other: str | None, *, same: bool
) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@pytest.mark.parametrize(
    ("value", "unit", "right"), [(12, "ship", 1), (12, None, 0), (13, "ship", 0)]
)
def test_a_number_is_right_by_value_and_unit(value: float, unit: str | None, right: int) -> None:
    start = BODY.index("12")
    scores = NumberScores(9)
    gold = Amount(("body", start, start + 2), "12", 12, unit="ship")
    said = Number(text="12 ferries", start=start, end=start + 10, value=value, unit=unit)
    scores.add(replace(STORY, numbers=[gold]), Found(spans=(), numbers=[said]))
    row = scores.report()["numbers"]
    assert isinstance(row, dict)
    assert (row["right"], row["found"], row["wanted"]) == (right, 1, 1)


@pytest.mark.parametrize(
    ("act", "actor", "target", "found", "right"),
    [
        ("met", "p", "o", 1, 1),
        ("met", "o", "p", 1, 1),
        ("met", None, "o", 1, 0),
        ("met", "o", None, 1, 0),
        ("killed", "p", "o", 0, 0),
    ],
)
def test_an_act_with_a_wrong_actor_is_wrong(
    act: str, actor: str | None, target: str | None, found: int, right: int
) -> None:
    scores = ActScores(9)
    start = BODY.index("met")
    said = NewsAct(act=act, start=0, end=20, actor_id=actor, target_id=target, confidence=0.9)
    names = {"p": "Mara Oduya", "o": "Halden Board"}
    gold = Act(("body", start, start + 3), "met", "Oduya", "the Halden Board")
    scores.add(replace(STORY, acts=[gold]), Found(spans=(), acts=[said], names=names))
    report = scores.report()
    counts = [report[it]["all"]["right"] for it in ("acts", "who_right")]  # type: ignore[index]
    assert counts == [found, right]


def test_quoted_words_and_the_clause_around_them_are_two_quotes() -> None:
    clause, words = "Oduya said: We sail. 12 ferries", "We sail. 12 ferries"
    gold = [
        Spoken(("body", BODY.index(it), BODY.index(it) + len(it)), it, "Mara Oduya", direct=direct)
        for it, direct in ((clause, False), (words, True))
    ]
    scores = QuoteScores(0)
    said = [quote(words, "Oduya"), quote(clause, "Oduya").model_copy(update={"direct": False})]
    scores.add(replace(STORY, quotes=gold), Found(spans=(), quotes=said))
    rows = scores.report()["speaker_right"]
    assert isinstance(rows, dict)
    assert [rows[it]["f1"] for it in ("direct", "indirect")] == [1, 1]


def test_calibration_error_is_the_weighted_distance_of_said_and_right() -> None:
    calibration = Calibration()
    for right in (True, True, True, False):
        calibration.add(0.9, right=right)
    calibration.add(1.0, right=False)
    calibration.add(0.25, right=False)
    # the top band: said 0.92, right 0.6, five of six; the low one: 0.25 off, one of six
    assert calibration.error == pytest.approx((5 * 0.32 + 0.25) / 6, abs=1e-4)


def test_a_sample_of_errors_is_of_all_of_them_and_the_same_every_time() -> None:
    def kept() -> list[str]:
        samples = Samples[Error](5)
        for number in range(1000):
            samples.add(Error(str(number), "", "", "", ""))
        assert samples.count == 1000
        return [it.story for it in samples.kept()]

    assert len(kept()) == 5
    assert kept() == kept() != [str(it) for it in range(5)]
    assert kept() == sorted(kept(), key=int)


class Fixed:
    """A system that finds the same everywhere, or gives up."""

    def __init__(self, name: str, found: Found | None) -> None:
        self.name = name
        self.found = found
        self.asked = 0

    def read(self, _: Annotated) -> Found:
        self.asked += 1
        if self.found is None:
            raise EnrichError("model_failed", "gave up")
        return self.found


def test_systems_stand_side_by_side_with_their_times() -> None:
    ours = Fixed("wirestream", Found(spans=GOLD, seconds=0.1))
    stock = Fixed("stock-md", Found(spans=GOLD[:1], seconds=0.4))
    run = Run([ours, stock], most_errors=3)
    run.read([replace(STORY, spans=GOLD)] * 4)
    systems = run.report()["systems"]
    assert set(systems) == {"wirestream", "stock-md", "stock-md, no articles"}
    assert systems["wirestream"]["time_ratio"] == {"stock-md": 0.25}
    assert systems["wirestream"]["entities"]["names"]["f1"] == 1
    assert "errors" not in systems["stock-md"]["entities"]
    assert ours.asked == stock.asked == 5


def test_a_story_that_is_given_up_counts_as_nothing_found() -> None:
    run = Run([Fixed("wirestream", None)], kinds=["entities"])
    run.read([replace(STORY, spans=GOLD, topics=[])])
    system = run.report()["systems"]["wirestream"]
    assert system["failed"] == 1
    assert system["entities"]["names"]["wanted"] == 5
    assert "topics" not in system
