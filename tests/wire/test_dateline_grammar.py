"""Datelines: every form that the wires use, and none where there is only a sentence."""

import datetime as dt

import pytest

from stream.wire.dateline import find

FILED = dt.date(2025, 4, 26)

FORMS = [
    # text, place, region, country, date, agency
    ("BUENOS AIRES, Argentina (AP) _ Tram drivers", "Buenos Aires", None, "Argentina", None, "AP"),
    ("CHATHAM, Mass. (AP) _ Oysters", "Chatham", "Massachusetts", "United States", None, "AP"),
    ("SALVADOR, Feb 26 - Cocoa", "Salvador", None, "Brazil", "2025-02-26", None),
    ("MOSCOW, Monday (Reuters) Rail", "Moscow", None, "Russia", "2025-04-21", "Reuters"),
    ("SAITAMA, Japan, Dec. 9 Kyodo - Judo", "Saitama", None, "Japan", "2024-12-09", "Kyodo"),
    (
        "Gaza City, Palestinian Territories, May 16, 2021 (AFP) - A",
        "Gaza City",
        None,
        "Palestinian Territories",
        "2021-05-16",
        "AFP",
    ),
    ("San Diego (tca/dpa) - A", "San Diego", None, "United States", None, "tca/dpa"),
    (
        "AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ -- A",
        "Austin",
        "Texas",
        "United States",
        "2017-02-01",
        "PRNewswire-AsiaNet",
    ),
    ("SYDNEY March 22 AAP - A", "Sydney", None, "Australia", "2025-03-22", "AAP"),
    (
        "GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- A",
        "Guatemala City",
        None,
        "Guatemala",
        "1990-02-04",
        "ACAN-EFE",
    ),
    ("BAKU, Azerbaijan, April 25. Tea", "Baku", None, "Azerbaijan", "2025-04-25", None),
    ("MOSCOW, April 25. /TASS/. Grain", "Moscow", None, "Russia", "2025-04-25", "TASS"),
    ("MOSCOW. April 25 (Interfax) - A", "Moscow", None, "Russia", "2025-04-25", "Interfax"),
    ("(ANSA) - ROME, APR 25 - A", "Rome", None, "Italy", "2025-04-25", "ANSA"),
    ("Madrid, 25 Apr (EFE).- A", "Madrid", None, "Spain", "2025-04-25", "EFE"),
    (
        "SAN JOSE, Calif.--(BUSINESS WIRE)--A",
        "San Jose",
        "California",
        "United States",
        None,
        "BUSINESS WIRE",
    ),
    ("Azerbaijan, Baku, April 25 /Trend/ - A", "Baku", None, "Azerbaijan", "2025-04-25", "Trend"),
    ("Baku, Azerbaijan, April 25, Trend: A", "Baku", None, "Azerbaijan", "2025-04-25", "Trend"),
    ("April 25, LIMA, Peru. Anchovy boats", "Lima", None, "Peru", "2025-04-25", None),
    ("OSLO, April 25, Norway. Ferries", "Oslo", None, "Norway", "2025-04-25", None),
    ("LONDON/PARIS, April 25 (Reuters) - A", "London", None, "United Kingdom", "2025-04-25",
     "Reuters"),
    ("LONDON — Shares fell", "London", None, "United Kingdom", None, None),
    ("HANOI, April 25\nRice growers met", "Hanoi", None, "Vietnam", "2025-04-25", None),
    ("UNITED NATIONS, April 25 (Xinhua) -- A", "United Nations", None, None, "2025-04-25",
     "Xinhua"),
    ("FARMINGTON Conn., March 9 - A", "Farmington", "Connecticut", "United States", "2025-03-09",
     None),
    ("Jan 30 (Reuters) - A", None, None, None, "2025-01-30", "Reuters"),
    ("(Reuters) - A ferry", None, None, None, None, "Reuters"),
    ("PARIS, 3. Mai (dpa) Ein", "Paris", None, "France", "2025-05-03", "dpa"),
    ("Bergheim (dpa/lnw) - Ein", "Bergheim", None, "Germany", None, "dpa/lnw"),
    ("Halle (Saale) (dpa) - Ein", "Halle", None, "Germany", None, "dpa"),
    ("Frankfurt a.M. (epd). Ein", "Frankfurt a.M.", None, "Germany", None, "epd"),
    ("Bern, 03.05.2025 (sda) - Ein", "Bern", None, "Switzerland", "2025-05-03", "sda"),
    ("Bruxelles, le 3 mai (Belga) - Un", "Bruxelles", None, "Belgium", "2025-05-03", "Belga"),
    ("BRUXELLES 03/05 (BELGA) = Un", "Bruxelles", None, "Belgium", "2025-05-03", "BELGA"),
    ("Paris, 3 mai 2025 (AFP) - Un", "Paris", None, "France", "2025-05-03", "AFP"),
    ("Roma, 3 mag. (ANSA) - Un", "Roma", None, "Italy", "2025-05-03", "ANSA"),
    ("(ANSA) - ROMA, 03 MAG - Un", "Roma", None, "Italy", "2025-05-03", "ANSA"),
    ("MADRID, 3 May. (EFE) - Un", "Madrid", None, "Spain", "2025-05-03", "EFE"),
    ("São Paulo, 3 de maio de 2025 (EFE) - Um", "São Paulo", None, "Brazil", "2025-05-03", "EFE"),
    ("Lisboa, 03 mai 2025 (Lusa) - Um", "Lisboa", None, "Portugal", "2025-05-03", "Lusa"),
    ("Amsterdam, 3 mei (ANP) - Een", "Amsterdam", None, "Netherlands", "2025-05-03", "ANP"),
    ("Stockholm den 3 maj (TT) En", "Stockholm", None, "Sweden", "2025-05-03", "TT"),
    ("Oslo (NTB): En", "Oslo", None, "Norway", None, "NTB"),
    ("København /ritzau/ En", "København", None, "Denmark", None, "ritzau"),
    ("Helsinki, 3.5. (STT) Satama", "Helsinki", None, "Finland", "2025-05-03", "STT"),
    ("Warszawa, 3 maja (PAP) - Most", "Warszawa", None, "Poland", "2025-05-03", "PAP"),
    ("Budapest, május 3. (MTI) - A", "Budapest", None, "Hungary", "2025-05-03", "MTI"),
    ("TOKYO, Dec. 9, Kyodo - A", "Tokyo", None, "Japan", "2024-12-09", "Kyodo"),
    ("ASTANA. KAZINFORM – A", "Astana", None, "Kazakhstan", None, "KAZINFORM"),
    ("MOSCOW. May 3. INTERFAX - A", "Moscow", None, "Russia", "2025-05-03", "INTERFAX"),
    ("ISLAMABAD: The ferry", "Islamabad", None, "Pakistan", None, None),
    ("GENEVA (27 May 2025) – A", "Geneva", None, "Switzerland", "2025-05-27", None),
    ("(New York, NY - May 3) A", "New York", "New York", "United States", "2025-05-03", None),
    ("LIMA, Peru, - May 3 - A", "Lima", None, "Peru", "2025-05-03", None),
    ("LIMA, Narch 3 - A", "Lima", None, "Peru", "2025-03-03", None),
    ("****LIMA, March 3 - A", "Lima", None, "Peru", "2025-03-03", None),
    ("SANTO DOMINGO, March 3 - A", "Santo Domingo", None, "Dominican Republic", "2025-03-03", None),
    ("BOSTON--(BUSINESS WIRE)--May 3, 2025--Acme", "Boston", None, "United States", "2025-05-03",
     "BUSINESS WIRE"),
    ("NEW YORK, NY / ACCESSWIRE / May 3, 2025 / Acme", "New York", "New York", "United States",
     "2025-05-03", "ACCESSWIRE"),
    ("Cranbourne, Wednesday 23 Apr 2025", "Cranbourne", None, "Australia", "2025-04-23", None),
]  # fmt: skip

SENTENCES = [
    "Paris - the capital of France - is quiet.",
    "Paris was hit by hail on April 25. The",
    "In Paris, April 25 - the day of the vote - is",
    "NATO - the alliance - met",
    "NATO (North Atlantic Treaty Organization) - the alliance",
    "London (UK) is a busy place",
    "Baku, April 25, is where the talks are",
    "Baku. April 25 was a day of talks",
    "John Smith (Labour) - who lost",
    "Smith, April 25. The",
    "UPDATE 1 - The",
    "BREAKING - The",
    "Monday - the day after",
    "May - the month - was dry",
    "Turkey, the country, said on April 25 that",
    "U.S.-Japanese talks over rice have",
    "BAKU, Azerbaijan, Feb 31. The",
    "Baku, Azerbaijan, is where the tea comes from - and",
    "(Harbour League) - A ferry",
    "Sydney (AAP) reported that",
    "LONDON: THE FERRIES",
    "TURKEY: The country",
    "Lima 3/5 of the ferries",
    "Marta 3 - the third ferry",
    "Le 3 mai, les bacs",
    "May 3 - The ferries",
    "",
    "   ",
]


@pytest.mark.parametrize(("text", "place", "region", "country", "date", "agency"), FORMS)
def test_every_form_of_the_wires_is_read(
    *,
    text: str, place: str | None, region: str | None, country: str | None, date: str | None,
    agency: str | None,
) -> None:  # fmt: skip
    found = find(text, reference=FILED)
    assert found is not None
    assert (found.place, found.region, found.country) == (place, region, country)
    assert found.date == (dt.date.fromisoformat(date) if date else None)
    assert found.agency == agency
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_that_starts_with_a_place_is_no_dateline(text: str) -> None:
    assert find(text, reference=FILED) is None


@pytest.mark.parametrize("agency", ["Trend", "Xinhua", "Kurier Wire", "ACME-News"])
@pytest.mark.parametrize(
    ("place", "country", "code"),
    [("WARSAW", "Poland", "PL"), ("NAIROBI", "Kenya", "KE"), ("LIMA", "Peru", "PE")],
)
@pytest.mark.parametrize(
    "order",
    [
        "{p}, {c}, {d} ({a}) - Ex",
        "{d}, {p}, {c} ({a}) -- Ex",
        "{c}, {p}, {d} /{a}/ - Ex",
        "({a}) - {p}, {c}, {d} - Ex",
    ],
)
@pytest.mark.parametrize("day", ["June 3", "3 June 2025", "Jun. 3, 2025", "2025-06-03"])
def test_other_places_agencies_dates_and_orders_read_the_same(
    *, agency: str, place: str, country: str, code: str, order: str, day: str
) -> None:
    found = find(order.format(p=place, c=country, d=day, a=agency), reference=FILED)
    assert found is not None
    assert (found.place, found.country, found.agency) == (place.title(), country, agency)
    assert found.date == dt.date(2025, 6, 3)
    assert found.ids["iso3166_1"] == code


def test_the_rest_begins_right_after_the_dateline() -> None:
    text = "BAKU, Azerbaijan, April 25. Tea growers met."
    found = find(text, reference=FILED)
    assert found is not None
    assert text[found.end :] == " Tea growers met."


def test_a_namesake_is_told_by_what_follows() -> None:
    tbilisi = find("TBILISI, Georgia (AP) - A", reference=FILED)
    atlanta = find("ATLANTA, Georgia (AP) - A", reference=FILED)
    assert tbilisi is not None
    assert atlanta is not None
    assert (tbilisi.country, atlanta.country) == ("Georgia", "United States")
    assert atlanta.ids["iso3166_2"] == "US-GA"


def test_the_year_is_the_nearest_to_the_storys_date() -> None:
    december = find("OSLO, Dec 30 - A", reference=dt.date(2025, 1, 2))
    january = find("OSLO, Jan 2 - A", reference=dt.date(2024, 12, 30))
    leap = find("OSLO, Feb 29 - A", reference=dt.date(2025, 3, 1))
    assert december is not None
    assert january is not None
    assert leap is not None
    assert december.date == dt.date(2024, 12, 30)
    assert january.date == dt.date(2025, 1, 2)
    assert leap.date == dt.date(2024, 2, 29)


def test_a_year_in_the_dateline_stands() -> None:
    found = find("OSLO, May 5, 1999 - A", reference=FILED)
    assert found is not None
    assert found.date == dt.date(1999, 5, 5)
