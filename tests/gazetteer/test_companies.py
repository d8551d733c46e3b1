"""Listed companies: what the table may hold, and how a number is refused."""

from collections import Counter

import pytest

from stream.gazetteer import asks_for_more, companies, company, fold
from stream.gazetteer.build_companies import (
    INDICES,
    company_lines,
    is_isin,
    isin_of,
    kept_by_hand,
    short,
    ticker_of,
)


def test_every_isin_is_well_formed_and_one_companys_alone() -> None:
    isins = [it.isin for it in companies() if it.isin]
    assert len(isins) > 1000
    assert all(is_isin(isin) for isin in isins)
    assert [isin for isin, count in Counter(isins).items() if count > 1] == []


def test_no_two_companies_share_a_name_or_a_ticker() -> None:
    tickers = Counter(it.ticker for it in companies() if it.ticker)
    assert [ticker for ticker, count in tickers.items() if count > 1] == []
    keys = Counter(key for it in companies() for key in {fold(it.name), *map(fold, it.also)})
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_company_has_an_id() -> None:
    assert all(it.ids for it in companies())


@pytest.mark.parametrize("name", ["Volkswagen", "Volkswagen Group", "VW"])
def test_a_company_is_found_by_every_name(name: str) -> None:
    found = company(name)
    assert found is not None
    assert found.ticker == "VOW3.DE"


def test_words_people_and_places_ask_for_more() -> None:
    apple, siemens = company("Apple"), company("Siemens")
    assert apple is not None
    assert siemens is not None
    assert asks_for_more(apple, "Apple")
    assert not asks_for_more(apple, "Apple Inc.")
    assert not asks_for_more(siemens, "Siemens")
    assert company("apple") is None


@pytest.mark.parametrize(
    ("isin", "right"),
    [("US0378331005", True), ("US0378331006", False), ("CH0012549785", True), ("US", False)],
)
def test_the_check_digit_of_an_isin(isin: str, *, right: bool) -> None:
    assert is_isin(isin) is right


def test_a_number_that_contradicts_itself_is_left_out() -> None:
    once = Counter({"FI0009007884": 1, "FR0012435121": 2, "JP3633400001": 1})
    assert isin_of({"isins": ["FI0009007884"]}, ["OMX Helsinki 25"], once) == "FI0009007884"
    assert isin_of({"isins": ["FR0012435121"]}, ["CAC Mid 60"], once) == ""
    assert isin_of({"isins": ["JP3633400001"]}, ["DAX"], once) == ""
    assert isin_of({"isins": ["FI0009007884", "JP3633400001"]}, ["NIKKEI 225"], once) == ""


def test_a_ticker_names_the_exchange_of_its_index() -> None:
    assert ticker_of({"symbol": "SIE.DE"}, ["DAX"]) == "SIE.DE"
    assert ticker_of({"symbol": "AAPL"}, ["S&P 500"]) == "AAPL"
    assert ticker_of({"symbol": "VACD"}, ["CAC Mid 60"]) == ""
    assert ticker_of({}, ["DAX"]) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Eli Lilly and Company", "Eli Lilly"),
        ("Carnival Corporation & plc", "Carnival"),
        ("Rio Tinto (corporation)", "Rio Tinto"),
        ("The Walt Disney Company", "Walt Disney"),
        ("AkzoNobel", "AkzoNobel"),
    ],
)
def test_the_short_name_leaves_out_the_law(name: str, expected: str) -> None:
    assert short(name) == expected


def test_two_companies_of_one_short_name_have_no_line() -> None:
    rows = [
        {"name": "Qwx AG", "symbol": "QWX.DE", "isins": []},
        {"name": "Qwx SE", "symbol": "QWY.DE", "isins": []},
        {"name": "Qwz SE", "symbol": "QWZ.DE", "isins": []},
    ]
    lines = company_lines(rows, {"DAX": [str(it["name"]) for it in rows]})
    assert [line.split("\t")[1] for line in lines] == ["QWZ.DE"]


def test_what_is_kept_by_hand_is_used() -> None:
    names = {name for it in companies() for name in (it.name, *it.also)}
    by_hand = kept_by_hand()
    assert set(by_hand["also"]) <= names
    assert set(by_hand["asks"]) <= names
    assert not set(by_hand["drop"]) & {it.name for it in companies()}
    assert len(INDICES) > 1
