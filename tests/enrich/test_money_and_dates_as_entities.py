import datetime as dt

from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, names, texts

WHEN = {"version_created": dt.datetime(2031, 5, 2, 9, 30, tzinfo=dt.UTC)}


def test_an_amount_is_one_entity_however_it_is_written(enrich: Enrich) -> None:
    story = enrich(
        "The bank will pay $1.2 billion, it said on Friday. The US$1.2bn covers all claims.",
        "Bank pays $1.2bn",
        **WHEN,
    )
    assert names(story, "money") == ["USD 1200000000"]
    assert texts(story, "USD 1200000000") == ["$1.2bn", "$1.2 billion", "US$1.2bn"]


def test_a_day_is_one_entity_however_it_is_written(enrich: Enrich) -> None:
    story = enrich("It rained on Friday. On May 2 the river rose, and on 2 May it fell.", **WHEN)
    assert texts(story, "2031-05-02") == ["Friday", "May 2", "2 May"]
    assert named(story, "2031-05-02").id == "date:2031-05-02"


def test_the_dateline_s_day_counts_before_the_version_s(enrich: Enrich) -> None:
    body = "LIMA, May 1 - The river rose on Thursday and the town waited for the rain to stop."
    dateline = {"text": "LIMA, May 1 - ", "place": "Lima", "date": "2031-05-01"}
    assert names(enrich(body, dateline=dateline, **WHEN), "date") == ["2031-05-01"]


def test_a_day_that_nothing_dates_keeps_its_words(enrich: Enrich) -> None:
    assert names(enrich("It rained in Kenya on Friday and the river rose."), "date") == ["Friday"]


def test_money_and_dates_are_no_rows_of_the_story_s_own_arrays(enrich: Enrich) -> None:
    story = enrich("Kenya paid $5 million on Friday for the road to the coast.", **WHEN)
    rows = [
        *(story.story.objects or []),
        *(story.story.subjects or []),
        *(story.story.events or []),
    ]
    assert not {"USD 5000000", "2031-05-02"} & {it.name for it in rows}


def test_a_story_in_another_language_has_no_numbers(enrich: Enrich) -> None:
    story = enrich(
        "Le gouvernement a annonc\u00e9 jeudi une aide de 300 millions pour les villes du sud."
    )
    assert story.enrichment.numbers == []
