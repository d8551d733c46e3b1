"""Reports of a visit, one shape: invented people, other cultures, countries, bodies, occasions."""

from dataclasses import dataclass

import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, names, texts


@dataclass(frozen=True)
class Visit:
    host: str
    guest: str
    long: str
    country: str
    code: str
    neighbour: str
    neighbour_code: str
    capital: str
    body: str
    short: str
    council: str
    group: str
    occasion: str

    @property
    def surname(self) -> str:
        return self.host.rpartition(" ")[2]

    def opening(self) -> str:
        return (
            f"{self.capital.upper()}, {self.country}, May 3. Foreign Minister of the {self.long} "
            f"{self.host} received Special Envoy of the {self.body} for Trade and Water Policy, "
            f"Deputy Chair of the {self.council} {self.guest}, who arrived in {self.country} on "
            "Friday, local media report."
        )

    def sentences(self) -> list[str]:
        here, there, short = self.country, self.neighbour, self.short
        return [
            f"The two discussed roads to the {short}, and how to mend {here} and {there}'s ties.",
            f"{self.host} said that {here} wanted fair terms with the {short} states.",
            f"They spoke about the border with the Republic of {there} and about the {self.group}.",
            f"{here}'s chairmanship of {self.occasion} was praised, as were {here}'s solar plans.",
            f"Mr {self.surname} will travel on Monday, a spokesman said.",
        ]


VISITS = [
    Visit(
        "Tomasz Zielinski",
        "Amara Okonkwo",
        "Republic of Poland",
        "Poland",
        "PL",
        "Ukraine",
        "UA",
        "Warsaw",
        "African Union",
        "AU",
        "European Commission",
        "Weimar Group",
        "G20",
    ),
    Visit(
        "Wanjiru Kamau",
        "Luis Fernandez",
        "Republic of Kenya",
        "Kenya",
        "KE",
        "Somalia",
        "SO",
        "Nairobi",
        "European Union",
        "EU",
        "European Parliament",
        "Mombasa Group",
        "COP41",
    ),
    Visit(
        "Daniyar Akhmetov",
        "Siti Rahmawati",
        "Republic of Kazakhstan",
        "Kazakhstan",
        "KZ",
        "Uzbekistan",
        "UZ",
        "Astana",
        "Association of Southeast Asian Nations",
        "ASEAN",
        "World Bank",
        "Almaty Group",
        "G77",
    ),
    Visit(
        "Rodrigo Quispe",
        "Ingrid Halvorsen",
        "Republic of Peru",
        "Peru",
        "PE",
        "Ecuador",
        "EC",
        "Lima",
        "United Nations",
        "UN",
        "World Health Organization",
        "Cusco Group",
        "COP33",
    ),
    Visit(
        "Bat-Erdene Ganbold",
        "Zsófia Kovács",
        "Republic of Moldova",
        "Moldova",
        "MD",
        "Albania",
        "AL",
        "Chisinau",
        "Gulf Cooperation Council",
        "GCC",
        "European Commission",
        "Danube Group",
        "G7",
    ),
]
ORDERS = [(0, 1, 2, 3, 4), (3, 1, 4, 2, 0), (2, 0, 1, 4, 3)]


@pytest.mark.parametrize("order", ORDERS, ids=["as told", "turned", "mixed"])
@pytest.mark.parametrize("visit", VISITS, ids=[visit.country for visit in VISITS])
def test_a_visit_yields_the_same_structure_whoever_meets(
    enrich: Enrich, visit: Visit, order: tuple[int, ...]
) -> None:
    sentences = visit.sentences()
    body = "\n\n".join([visit.opening(), *(sentences[number] for number in order)])
    opening = f"{visit.capital.upper()}, {visit.country}, May 3."
    dateline = {"text": opening, "place": visit.capital, "country": visit.country}
    story = enrich(body, dateline=dateline)

    assert names(story, "person") == sorted([visit.host, visit.guest])
    assert texts(story, visit.host) == [visit.host, *_in_order(visit, order)]
    assert texts(story, visit.guest) == [visit.guest]
    assert {visit.body, visit.council, visit.group} <= set(names(story, "organisation"))
    assert sorted(texts(story, visit.body)) == sorted([visit.body, visit.short, visit.short])
    assert names(story, "event") == [visit.occasion]
    for country, code in [(visit.country, visit.code), (visit.neighbour, visit.neighbour_code)]:
        assert named(story, country).ids["iso3166_1"] == code
        assert named(story, country).type.value == "place"
    assert named(story, visit.capital).ids["iso3166_1"] == visit.code
    assert len(named(story, visit.country).mentions) == body.count(visit.country)


@pytest.mark.parametrize("visit", VISITS, ids=[visit.country for visit in VISITS])
def test_the_offices_before_the_names_become_roles(enrich: Enrich, visit: Visit) -> None:
    story = enrich(visit.opening())
    assert named(story, visit.host).role == f"Foreign Minister of the {visit.long}"
    assert named(story, visit.guest).role == (
        f"Special Envoy of the {visit.body} for Trade and Water Policy, "
        f"Deputy Chair of the {visit.council}"
    )


def _in_order(visit: Visit, order: tuple[int, ...]) -> list[str]:
    later = {1: visit.host, 4: visit.surname}
    return [later[number] for number in order if number in later]
