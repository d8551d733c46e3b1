import pytest

from stream.enrich.numbers import find_numbers

# text, value, unit
MONEY = [
    ("It raised $1.2 billion.", "$1.2 billion", 1.2e9, "USD"),
    ("It raised US$500m.", "US$500m", 5e8, "USD"),
    ("It raised 1.2bn euros.", "1.2bn euros", 1.2e9, "EUR"),
    ("It raised \u20ac3.5bn.", "\u20ac3.5bn", 3.5e9, "EUR"),
    ("It raised \u00a35m.", "\u00a35m", 5e6, "GBP"),
    ("It raised 300,000 euros.", "300,000 euros", 3e5, "EUR"),
    ("It raised 40 billion yen.", "40 billion yen", 4e10, "JPY"),
    ("It raised A$40 million.", "A$40 million", 4e7, "AUD"),
    ("It raised HK$7.8bn.", "HK$7.8bn", 7.8e9, "HKD"),
    ("It raised Rs 500 crore.", "Rs 500 crore", 5e9, "INR"),
    ("It raised 2 lakh rupees.", "2 lakh rupees", 2e5, "INR"),
    ("It raised Rs 1,20,000.", "Rs 1,20,000", 120_000, "INR"),
    ("It raised 12 million Pakistani rupees.", "12 million Pakistani rupees", 1.2e7, "PKR"),
    ("It raised 300 million Norwegian crowns.", "300 million Norwegian crowns", 3e8, "NOK"),
    ("It raised 6 million Hong Kong dollars.", "6 million Hong Kong dollars", 6e6, "HKD"),
    ("It raised USD 45,000.", "USD 45,000", 45_000, "USD"),
    ("It raised 52 mln dlrs.", "52 mln dlrs", 5.2e7, "USD"),
    ("It raised half a million dollars.", "half a million dollars", 5e5, "USD"),
    ("A 300-million-euro loan.", "300-million-euro", 3e8, "EUR"),
    ("It paid 25 cents a share.", "25 cents", 0.25, "USD"),
    ("It paid 30 pence a share.", "30 pence", 0.3, "GBP"),
]


@pytest.mark.parametrize(("text", "amount", "value", "unit"), MONEY, ids=[it[1] for it in MONEY])
def test_money_is_an_amount_of_an_iso_currency(
    text: str, amount: str, value: float, unit: str
) -> None:
    (found,) = find_numbers(text)
    assert (found.text, found.value, found.unit) == (amount, pytest.approx(value), unit)
    assert text[found.start : found.end] == amount


@pytest.mark.parametrize(("home", "unit"), [("MX", "MXN"), ("CL", "CLP"), ("FR", "pesos")])
def test_a_currency_that_countries_share_is_the_dateline_s_or_stays_unsaid(
    home: str, unit: str
) -> None:
    assert find_numbers("It paid 500 pesos.", [home])[0].unit == unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("rose 3.5 percent", 3.5, "percent"),
        ("rose 3.5%", 3.5, "percent"),
        ("rose five per cent", 5, "percent"),
        ("rose 2 percentage points", 2, "percentage_point"),
        ("cut by 25 basis points", 25, "basis_point"),
        ("a 6.1-magnitude quake", 6.1, "magnitude"),
        ("a quake of magnitude 7.4", 7.4, "magnitude"),
        ("pumped 500,000 barrels per day", 500_000, "barrel_per_day"),
        ("pumped 1.2m tonnes", 1.2e6, "tonne"),
        ("lies 40 km north", 40, "kilometre"),
        ("burned 12,000 hectares", 12_000, "hectare"),
        ("fell to -5C", -5, "degree_celsius"),
        ("fell to minus 12 degrees Celsius", -12, "degree_celsius"),
        ("hit 41.5 degrees Celsius", 41.5, "degree_celsius"),
        ("winds of 150 km/h", 150, "kilometre_per_hour"),
    ],
)
def test_a_measure_has_its_unit(text: str, value: float, unit: str) -> None:
    (found,) = find_numbers(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "counts"),
    [
        ("At least 12 killed in blast", 12, "killed"),
        ("12 people were killed", 12, "killed"),
        ("a blast killing five soldiers", 5, "killed"),
        ("and wounding at least 14", 14, "wounded"),
        ("Two men were arrested", 2, "arrested"),
        ("One soldier was killed", 1, "killed"),
        ("more than 2,000 workers marched", 2000, "worker"),
        ("a dozen homes burned", 12, "home"),
        ("12 police officers came", 12, "officer"),
        ("1.5m people voted", 1.5e6, "person"),
        ("twenty-one children", 21, "child"),
        ("two hundred and five ships", 205, "ship"),
        ("The death toll rose to 45", 45, "dead"),
        ("40 or more houses", 40, "house"),
        ("2000 people fled", 2000, "person"),
    ],
)
def test_a_count_says_what_it_counts(text: str, value: float, counts: str) -> None:
    (found,) = find_numbers(text)
    assert (found.value, found.counts) == (value, counts)


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("At least 12 people", True),
        ("more than a dozen people", True),
        ("over 300 people", True),
        ("no fewer than 30 people", True),
        ("40 or more people", True),
        ("12 people", False),
        ("about 12 people", False),
        ("as many as 12 people", False),
        ("nearly 300 people", False),
    ],
)
def test_a_floor_is_said_to_be_one(text: str, floor: bool) -> None:  # noqa: FBT001
    assert find_numbers(text)[0].at_least is floor


@pytest.mark.parametrize(
    "text",
    [
        "In 2004 it rained, and the 2005 profit forecasts held.",
        "On April 25, 2024 at 10:30 or 9 a.m., on 3 May.",
        "The 45-year-old, aged 30; Ada Byron, 36, said so.",
        "They won 3-1 after a 2-2 draw, 6-4 6-3.",
        "The 21st and 2nd, in the 1980s.",
        "Call +44 20 7946 0000.",
        "A Boeing 737, Flight 370, Resolution 1701, No. 5, COP29, G20, an F-16, an A320.",
        "Dozens fled, hundreds marched, several thousand stayed.",
        "One of them said no one came, and one day it ended.",
        "The Group of Seven and the Big Four.",
        "Three-quarters of it burned and two thirds fell.",
        "The two sides met for the third time in three days.",
        "8" * 400,
    ],
)
def test_what_is_no_amount_is_left_alone(text: str) -> None:
    assert [it.text for it in find_numbers(text)] == []


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("rose 10 to 15 percent", [10, 15], "percent"),
        ("between 10 and 15 percent", [10, 15], "percent"),
        ("rose 5-7 percent", [5, 7], "percent"),
        ("worth $3-5 million", [3e6, 5e6], "USD"),
        ("from $3 million to $5 million", [3e6, 5e6], "USD"),
    ],
)
def test_both_ends_of_a_range_share_unit_and_scale(
    text: str, values: list[float], unit: str
) -> None:
    found = find_numbers(text)
    assert [it.value for it in found] == values
    assert {it.unit for it in found} == {unit}


def test_a_broken_line_doesn_t_break_an_amount() -> None:
    text = "It raised 1.2 billion\neuros from 300\npeople."
    assert [(it.value, it.unit) for it in find_numbers(text)] == [(1.2e9, "EUR"), (300, None)]
    assert all(text[it.start : it.end] == it.text for it in find_numbers(text))
