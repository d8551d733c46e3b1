"""The query language says what it means, comes back as it was, and says where it goes wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.clause import Clause
from schemas.rule import LONGEST_QUERY, Count, Rule
from stream.alerts.compiling import RuleFault, checked
from stream.alerts.query import Query, QueryFault, normal, parse, write
from tests.alerts.made import CLAUSES

COUNTS = st.one_of(
    st.none(), st.builds(Count, least=st.integers(2, 50), within=st.integers(1, 86_400))
)


def clause(**fields: object) -> Clause:
    return Clause.model_validate(fields)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("strike", clause(text="strike")),
        ('"rail strike"~5', clause(text={"words": "rail strike", "near": 5})),
        ("“rail strike”", clause(text="rail strike")),
        ('headline:="WHO"', clause(text={"words": "WHO", "field": "headline", "exact": True})),
        ('person:"Kaja Kallas"', clause(entity={"name": "Kaja Kallas", "type": "person"})),
        ("entity:wikidata:Q458", clause(entity={"id": "wikidata:Q458"})),
        ("org:Shell", clause(entity={"name": "Shell", "type": "organisation"})),
        (
            "person:*[role:minister, headline]",
            clause(entity={"type": "person", "role": "minister", "in_headline": True}),
        ),
        ("within:EE", clause(place={"iso": "EE", "within": True})),
        ("within:Estonia", clause(place={"name": "Estonia", "within": True})),
        ("place:geonames:588409", clause(place={"geonames": "588409"})),
        ("topic:=diplomacy", clause(topic={"topic": "diplomacy", "only": True})),
        (
            "topic:diplomacy[confidence>=0.5]",
            clause(topic={"topic": "diplomacy", "confidence": 0.5}),
        ),
        ("urgency<=2", clause(urgency={"least": 1, "most": 2})),
        ("urgency>2", clause(urgency={"least": 3, "most": 9})),
        ("urgency:2..4", clause(urgency={"least": 2, "most": 4})),
        (
            'quote:Kallas[says:"frozen assets", direct]',
            clause(quote={"speaker": "Kallas", "says": "frozen assets", "direct": True}),
        ),
        (
            "time:22:00-06:00[zone:Europe/Tallinn, days:fri-mon]",
            clause(
                time={
                    "start": "22:00",
                    "end": "06:00",
                    "zone": "Europe/Tallinn",
                    "days": ["fri", "sat", "sun", "mon"],
                }
            ),
        ),
        ("a b", clause(all=[{"text": "a"}, {"text": "b"}])),
        ("a AND b OR c", clause(any=[{"all": [{"text": "a"}, {"text": "b"}]}, {"text": "c"}])),
        ("a (b OR c)", clause(all=[{"text": "a"}, {"any": [{"text": "b"}, {"text": "c"}]}])),
        ("NOT (a OR b)", clause(none=[{"text": "a"}, {"text": "b"}])),
        ("NOT a b", clause(all=[{"none": [{"text": "a"}]}, {"text": "b"}])),
    ],
)
def test_a_query_means(query: str, wanted: Clause) -> None:
    assert parse(query) == Query(wanted)


def test_a_count_closes_the_query() -> None:
    found = parse("topic:diplomacy OR strike COUNT 3 IN 1h")
    assert found.clause.kind == "any"
    assert found.count == Count(least=3, within=3600)


@settings(deadline=None, max_examples=200)
@given(CLAUSES, COUNTS)
def test_what_is_written_is_read_back_as_the_same(wanted: Clause, count: Count | None) -> None:
    found = parse(write(wanted, count))
    assert normal(found.clause) == normal(wanted)
    assert found.count == count


@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_any_text_can_be_looked_for_in_quotation_marks(text: str) -> None:
    wanted = clause(text=text)
    assert parse(write(wanted)).clause == wanted


@pytest.mark.parametrize(
    ("query", "column", "said"),
    [
        ("", 1, "the query is empty"),
        ("persn:Kallas", 1, "did you mean person?"),
        ("strike AND", 11, "the query ends here; expected"),
        ("strike OR OR rail", 11, "OR stands between clauses"),
        ("strike and rail", 8, "write AND in capitals"),
        ("-strike", 1, "write NOT strike"),
        ("(strike", 8, "expected )"),
        ("strike ]", 8, "']' here; expected"),
        ('topic:"x', 7, "the quotation mark is never closed"),
        ("topic:", 7, "the query ends here; expected = or"),
        ("person:Kallas[rol:minister]", 15, "did you mean role?"),
        ("person:Kallas[headline:x]", 15, "headline has no value"),
        ("person:Kallas[role]", 15, "role needs a value"),
        ("person:Kallas[headline, headline]", 25, "stands twice"),
        ("person:Kallas[relevance<=1]", 15, "only >="),
        ("person:Kallas[relevance>=2]", 8, "at most 1"),
        ("source:Trend[headline]", 14, "takes nothing in square brackets"),
        ("source:=Trend", 8, "never asked with ="),
        ("source:Trend~3", 13, "~ goes with words"),
        ("urgency<=12", 10, "at most 9"),
        ("urgency<=x", 10, "expected a number"),
        ("isin:US0378331005", 1, "an id is asked as entity:isin:"),
        ("relevance>=1", 1, "no field is called 'relevance'"),
        ("signal:gone", 8, "there are new, update"),
        ("novelty:new", 1, "comes with storylines"),
        ("burst>=3", 1, "comes with storylines"),
        ("time:8-9", 6, "expected hours and minutes, such as 22:00-06:00"),
        ("time:08:00-09:00[days:someday]", 18, "days are mon, tue"),
        ("a COUNT 1 IN 1h", 9, "at least 2"),
        ("a COUNT 3 IN", 13, "expected a span such as 1h"),
        ("a COUNT 3 IN 9d", 9, "at most 1d"),
        ("language:english", 10, "two or three letters, such as en"),
    ],
)
def test_a_fault_is_named_with_its_column(query: str, column: int, said: str) -> None:
    with pytest.raises(QueryFault, match=rf"^column {column}: ") as caught:
        parse(query)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("query", "column", "said"),
    [
        ("strike topic:diplomatic", 14, "no Media Topic is called 'diplomatic': did you mean"),
        ("strike OR place:ZZ", 17, "no country has the ISO 3166-1 code ZZ"),
        ("rail OR strike~3", 9, "'strike': it is one word"),
        ("within:Nowhereland", 8, "no country or region is called"),
        ("rail te*", 6, "at least 3 letters before *"),
        ("a time:08:00-09:00[zone:Mars]", 8, "no time zone is called 'Mars'"),
        ('NOT quote:x[says:"* a"]', 11, "* stands at the end of a word"),
    ],
)
def test_what_nobody_knows_is_named_with_its_column(query: str, column: int, said: str) -> None:
    with pytest.raises(RuleFault, match=rf"^query: column {column}: ") as caught:
        checked(Rule(id="rule", query=query))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "(" * 2000 + "a" + ")" * 1999,
        "NOT " * 900 + "a",
        "NOT (" * 30 + "a" + ")" * 30,
        " OR ".join(["a"] * 101),
        "a " * 3000,
        '"' * (LONGEST_QUERY - 1),
        "\\" * LONGEST_QUERY,
        "person:" * 500,
    ],
)
def test_a_hostile_query_is_refused(query: str) -> None:
    with pytest.raises(QueryFault):
        parse(query)


@given(st.text(alphabet="ab:\"()[]~=*<>., ANDORNOT0123456789'\\“”\n", max_size=60))
def test_whatever_is_written_is_read_or_refused(query: str) -> None:
    fault = fault_of(query)
    assert fault is None or fault.column is None or 1 <= fault.column <= len(query) + 1


def fault_of(query: str) -> QueryFault | None:
    try:
        parse(query)
    except QueryFault as fault:
        return fault
    return None
