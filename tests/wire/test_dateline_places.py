"""Which place a dateline means: by what follows it, by the story, by the agency, by population."""

import datetime as dt

import pytest

from schemas.wire import Dateline
from stream.wire.dateline import Given, find, set_before

FILED = dt.date(2025, 4, 26)


def filed(text: str, *, headline: str = "", agency: str | None = None) -> Dateline:
    found = find(text, reference=FILED, headline=headline, agency=agency)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("names", "country", "region"),
    [
        ("HYDERABAD, Pakistan", "PK", "PK-SD"),
        ("HYDERABAD, India", "IN", "IN-TS"),
        ("BIRMINGHAM, Ala.", "US", "US-AL"),
        ("BIRMINGHAM, England", "GB", "GB-ENG"),
        ("LONDON, Ontario", "CA", "CA-ON"),
        ("LONDON, England", "GB", "GB-ENG"),
        ("CAMBRIDGE, Mass.", "US", "US-MA"),
        ("CAMBRIDGE, England", "GB", "GB-ENG"),
        ("TRIPOLI, Lebanon", "LB", None),
        ("SANTIAGO, Dominican Republic", "DO", None),
        ("ALEXANDRIA, Va.", "US", "US-VA"),
        ("VICTORIA, British Columbia", "CA", "CA-BC"),
        ("VICTORIA, Seychelles", "SC", None),
        ("KINGSTON, Ont.", "CA", "CA-ON"),
        ("SAN JOSE, Calif.", "US", "US-CA"),
        ("SAN JOSE, Costa Rica", "CR", None),
        ("VALENCIA, Spain", "ES", None),
        ("VALENCIA, Venezuela", "VE", None),
        ("CORDOBA, Spain", "ES", None),
        ("CORDOBA, Argentina", "AR", None),
        ("Hyderabad (Telangana)", "IN", "IN-TS"),
        ("BEIJING/SINGAPORE", "CN", None),
        ("ATLANTA, Georgia", "US", "US-GA"),
        ("TBILISI, Georgia", "GE", None),
    ],
)
def test_what_follows_a_place_decides(names: str, country: str, region: str | None) -> None:
    found = filed(f"{names}, April 25 (AP) - A bridge was closed.")
    assert found.ids["iso3166_1"] == country
    assert found.ids.get("iso3166_2") == region
    assert found.ids["geonames"].isdigit()


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("HYDERABAD", "IN"), ("BIRMINGHAM", "GB"), ("LONDON", "GB"), ("CAMBRIDGE", "GB"),
        ("TRIPOLI", "LY"), ("SANTIAGO", "CL"), ("ALEXANDRIA", "EG"), ("VICTORIA", "SC"),
        ("KINGSTON", "JM"), ("SAN JOSÉ", "CR"), ("VALENCIA", "VE"), ("CÓRDOBA", "AR"),
        ("GEORGIA", "GE"), ("WASHINGTON", "US"), ("GENEVA", "CH"), ("ST. LOUIS", "US"),
        ("SALVADOR", "BR"), ("SINGAPORE", "SG"), ("VANCOUVER", "CA"),
    ],
)  # fmt: skip
def test_without_hints_the_place_most_filed_from_is_meant(place: str, country: str) -> None:
    found = filed(f"{place}, April 25 - A bridge was closed after a storm.")
    assert found.ids["iso3166_1"] == country


@pytest.mark.parametrize(
    ("place", "geonames"),
    [("NEW DELHI", "1261481"), ("DELHI", "1273294"), ("CALCUTTA", "1275004"), ("HULL", "2645425")],
)
def test_a_citys_own_name_comes_before_anothers_further_one(place: str, geonames: str) -> None:
    found = filed(f"{place}, April 25 - A bridge was closed after a storm.")
    assert found.ids["geonames"] == geonames


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        ("HYDERABAD", "Pakistani officials closed a bridge.", "PK-SD"),
        ("HYDERABAD", "A bridge in the Sindh province was closed.", "PK-SD"),
        ("BIRMINGHAM", "Alabama's governor closed a bridge.", "US-AL"),
        ("CAMBRIDGE", "A Massachusetts court closed a bridge.", "US-MA"),
        ("CAMBRIDGE", "The bridge to Toronto, Ontario, was closed.", "CA-ON"),
        (
            "TRIPOLI",
            "Lebanon's army closed the road to Beirut, Lebanese radio in Lebanon said.",
            "LB",
        ),
        ("ALEXANDRIA", "A Virginia court ruled on a U.S. bridge.", "US-VA"),
        ("VICTORIA", "British Columbia's ferries stayed in port.", "CA-BC"),
        ("SAN JOSE", "A California county closed a bridge near San Francisco.", "US-CA"),
        ("VALENCIA", "Spanish farmers blocked a road.", "ES"),
        ("CÓRDOBA", "The Spanish olive harvest began, Spain said.", "ES"),
        ("GEORGIA", "Atlanta's airport closed, a U.S. agency said.", "US-GA"),
        ("GEORGIA", "Tbilisi's airport closed.", "GE"),
        ("PUNJAB", "Lahore's schools closed, Pakistani officials said.", "PK-PB"),
        ("SPRINGFIELD", "Illinois closed a bridge.", "US-IL"),
    ],
)
def test_the_storys_own_places_decide_between_namesakes(place: str, text: str, code: str) -> None:
    found = filed(f"{place}, April 25 - {text}")
    ids = found.ids
    assert ids["iso3166_1"] == code[:2]
    assert "-" not in code or ids["iso3166_2"] == code


def test_a_headline_is_a_hint_as_well() -> None:
    found = filed("HYDERABAD, April 25 - A bridge.", headline="Pakistani bridge closed")
    assert found.ids["iso3166_1"] == "PK"


def test_a_place_too_small_to_be_listed_may_lie_in_either_georgia() -> None:
    state = filed("OAKMILL, Georgia (UPI) - A bridge on the road to Atlanta was closed.")
    country = filed("OAKMILL, Georgia (AFP) - A bridge was closed.")
    assert (state.region, state.country) == ("Georgia", "United States")
    assert (country.region, country.country) == (None, "Georgia")


def test_a_capital_stands_against_a_few_words() -> None:
    found = filed("LONDON, April 25 - A Canadian bank, based in Toronto, sold a mine in Ontario.")
    assert found.ids["iso3166_1"] == "GB"


def test_an_agencys_home_is_a_weak_hint() -> None:
    assert filed("VALENCIA, 25 Apr (EFE) - A").ids["iso3166_1"] == "ES"
    assert filed("VALENCIA, April 25 - A", agency="EFE").ids["iso3166_1"] == "ES"
    assert filed("VALENCIA, 25 Apr (EFE) - Venezuelan").ids["iso3166_1"] == "VE"
    assert filed("BIRMINGHAM, April 25 (AP) - A").ids["iso3166_1"] == "GB"


def test_a_word_inside_another_is_no_hint() -> None:
    assert filed("HYDERABAD, April 25 - The Pakistanization").ids["iso3166_1"] == "IN"
    assert filed("VALENCIA, April 25 - New Spain Street").ids["iso3166_1"] == "VE"


def test_the_exact_place_has_the_geonames_id() -> None:
    city = filed("AUSTIN, Texas, April 25 - A")
    region = filed("GEORGIA, April 25 - Atlanta, U.S., Atlanta")
    country = filed("PERU, April 25 - A")
    assert city.ids == {"iso3166_1": "US", "iso3166_2": "US-TX", "geonames": "4671654"}
    assert (region.ids["iso3166_2"], region.ids["geonames"]) == ("US-GA", "4197000")
    assert country.ids["geonames"] == "3932488"


def test_hints_are_looked_for_in_a_bounded_part_of_the_text() -> None:
    far = filed(f"HYDERABAD, April 25 - {'A bridge. ' * 400} Pakistani, Sindh, Karachi.")
    assert far.ids["iso3166_1"] == "IN"


@pytest.mark.parametrize(
    "text",
    [
        "LIMA, " * 50_000,
        "(" * 300_000,
        "A/" * 150_000,
        "HYDERABAD, April 25 - " + "Pakistan" * 40_000,
        "Al-" * 100_000,
        "MAY. " * 60_000,
        "\n \t" * 100_000,
        "*" * 300_000,
        "3. " * 100_000,
        "(LIMA " * 50_000,
    ],
)
def test_of_a_hostile_text_only_the_start_is_looked_at(text: str) -> None:
    assert find(text, reference=FILED) == find(text[:2500], reference=FILED)


@pytest.mark.parametrize(
    ("line", "place", "country", "agency"),
    [
        ("KABUL, Afghanistan", "Kabul", "AF", None),
        ("Sydney", "Sydney", "AU", None),
        ("(BRISBANE)", "Brisbane", "AU", None),
        ("Haag /ritzau/", "Haag", "NL", "ritzau"),
        ("Kiova/Washington", "Kiova", "UA", None),
        ("GREENWICH, Conn.--(BUSINESS WIRE)--", "Greenwich", "US", "BUSINESS WIRE"),
    ],
)
def test_a_line_from_a_field_is_set_before_the_body(
    *, line: str, place: str, country: str, agency: str | None
) -> None:
    body, found = set_before("Ferries stayed in port.", Given(line), reference=FILED)
    assert found is not None
    assert (found.place, found.ids["iso3166_1"], found.agency) == (place, country, agency)
    assert body[found.start : found.end] == found.text
    assert body[found.end :].strip() == "Ferries stayed in port."


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2014-07-16 13:00:03 GMT+00:00", "2014-07-16"),
        ("2.4.2019 16:02:09 CEST", "2019-04-02"),
        ("May 3, 2025", "2025-05-03"),
        ("20140716T130003Z", None),
        ("Monday", None),
    ],
)
def test_a_field_with_a_time_alone_adds_no_words(stamp: str, day: str | None) -> None:
    body, found = set_before("Ferries stayed in port.", Given(stamp), reference=FILED)
    assert body == "Ferries stayed in port."
    date = dt.date.fromisoformat(day) if day else None
    assert (found and (found.text, found.start, found.end, found.date)) == (
        ("", 0, 0, date) if date else None
    )


def test_a_place_without_a_line_is_known_and_adds_no_words() -> None:
    given = Given(place="Lima", country="Peru", ids=(("custom", "PE-1"),))
    body, found = set_before("Ferries stayed in port.", given, reference=FILED)
    assert body == "Ferries stayed in port."
    assert found is not None
    assert (found.text, found.place, found.country) == ("", "Lima", "Peru")
    assert found.ids["custom"] == "PE-1"


def test_a_body_keeps_its_own_dateline_and_the_field_completes_it() -> None:
    given = Given("Somewhere else", date=dt.date(2025, 4, 24))
    text = "LIMA (AP) - Ferries stayed in port."
    body, found = set_before(text, given, reference=FILED)
    assert body == text
    assert found is not None
    assert (found.place, found.date) == ("Lima", dt.date(2025, 4, 24))
