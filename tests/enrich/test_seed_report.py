"""The report that the project began with, where the shared data is; and with other names."""

import re
from pathlib import Path

import pytest

from schemas.events import EnrichedStory
from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, names, texts

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "seed-trend-2025-04-25.txt"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the shared data isn't beside the checkout"
)

SWAPS = [
    {
        "Jeyhun": "Tomasz",
        "Bayramov": "Zielinski",
        "Kaja": "Amara",
        "Kallas": "Okonkwo",
        "Azerbaijan": "Poland",
        "Armenia": "Ukraine",
        "BAKU": "WARSAW",
        "European Union": "African Union",
        "EU": "AU",
        "Minsk": "Weimar",
        "COP29": "G20",
    },
    {
        "Jeyhun": "Wanjiru",
        "Bayramov": "Kamau",
        "Kaja": "Luis",
        "Kallas": "Fernandez",
        "Azerbaijan": "Kenya",
        "Armenia": "Somalia",
        "BAKU": "NAIROBI",
        "European Union": "United Nations",
        "EU": "UN",
        "Minsk": "Mombasa",
        "COP29": "COP41",
    },
    {
        "Jeyhun": "Daniyar",
        "Bayramov": "Akhmetov",
        "Kaja": "Siti",
        "Kallas": "Rahmawati",
        "Azerbaijan": "Kazakhstan",
        "Armenia": "Uzbekistan",
        "BAKU": "ASTANA",
        "European Union": "Gulf Cooperation Council",
        "EU": "GCC",
        "Minsk": "Almaty",
        "COP29": "G77",
    },
]
CODES = {
    "Azerbaijan": "AZ",
    "Armenia": "AM",
    "Poland": "PL",
    "Ukraine": "UA",
    "Kenya": "KE",
    "Somalia": "SO",
    "Kazakhstan": "KZ",
    "Uzbekistan": "UZ",
}


@pytest.mark.parametrize("swap", [{}, *SWAPS], ids=["as filed", "Poland", "Kenya", "Kazakhstan"])
def test_the_report_names_the_same_things_whoever_they_are(
    enrich: Enrich, swap: dict[str, str]
) -> None:
    body, dateline = _report(swap)
    story = enrich(body, dateline=dateline)

    def now(name: str) -> str:
        return _swapped(name, swap)

    assert names(story, "person") == sorted([now("Jeyhun Bayramov"), now("Kaja Kallas")])
    assert texts(story, now("Jeyhun Bayramov")) == [now("Jeyhun Bayramov")] * 2
    organisations = set(names(story, "organisation"))
    assert {now("European Union"), now("Minsk Group")} <= organisations
    assert organisations <= {now("European Union"), now("Minsk Group"), "European Commission"}
    assert texts(story, now("European Union")) == [now("European Union"), *[now("EU")] * 3]
    assert names(story, "event") == [now("COP29")]
    _check_places(story, body, swap)


def _check_places(story: EnrichedStory, body: str, swap: dict[str, str]) -> None:
    for country in (_swapped("Azerbaijan", swap), _swapped("Armenia", swap)):
        assert named(story, country).ids["iso3166_1"] == CODES[country]
        assert len(named(story, country).mentions) == body.count(country)
    capital = named(story, _swapped("BAKU", swap).title())
    assert capital.ids["iso3166_1"] == CODES[_swapped("Azerbaijan", swap)]


def _report(swap: dict[str, str]) -> tuple[str, dict[str, str]]:
    text = _swapped(SEED.read_text(encoding="utf-8").strip(), swap)
    body = text[re.match(r"date \S+ ", text).end() :]  # type: ignore[union-attr]
    opening = re.match(r"(\w+), (\w+), April 25\.", body)
    assert opening
    place, country = opening[1].title(), opening[2]
    return body, {"text": opening[0], "place": place, "country": country}


def _swapped(text: str, swap: dict[str, str]) -> str:
    if not swap:
        return text
    names = sorted(swap, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(names)})\b", lambda match: swap[match[0]], text)
