"""Names that a city bears somewhere and that mean another thing, or another city, in the story."""

import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, texts
from tests.enrich.test_places_settled_by_what_is_near import ids_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Hardly anybody knows such a city, and nothing says that a place is meant.
        ("Mobile gaming grew by 3 percent in Britain, the regulator in London said.", "Mobile"),
        ("The cartoons of Garfield were sold on Friday, it was said in London.", "Garfield"),
        ("The band won best album at Brits on Friday, the label in London said.", "Brits"),
        # A county of Britain, where towns elsewhere are called after it.
        ("She was born in Bolton and moved to Cheshire in the spring, he said.", "Cheshire"),
        ("Britain will build the plant in Somerset, engineers said on Friday.", "Somerset"),
        # Namesakes of nearly the same renown, and no country.
        ("Fans of both clubs met in Worcester on Friday, the organisers said.", "Worcester"),
        ("The firm will hire in Newcastle on Friday, its owner said.", "Newcastle"),
        ("Houses of the Roma were burned, and police in Italy held two men.", "Roma"),
        # Nicknames, adjectives, tickers.
        ("The festival in Park City, east of Salt Lake City, ended on Friday.", "Park City"),
        ("The White House said on Friday that the U.S. would not pay.", "White House"),
        # Its company is of Texas, and all the world knows the one in Canada.
        ("He hid in San Antonio or in Victoria, halfway to Houston, agents said.", "Victoria"),
        # Its company is of Scotland, and a state is named where another lies.
        (
            "A firm in Perth has buses in Inverness, Edinburgh and Western Australia.",
            "Perth",
        ),
        # A river; a seat that nobody counted, as in other countries.
        ("The bridge crosses a branch of the Volta in Ghana, police said.", "Volta"),
        ("Fuel was flown to El Alto in Bolivia. Argentina and Chile sent more.", "El Alto"),
        # Two of the country are called so, and the part that is named is unknown to us.
        ("The other San Fernando in Pampanga was spared, the Philippines said.", "San Fernando"),
        # Counties.
        ("Hail fell across Terrall and Val Verde counties in Texas on Friday.", "Val Verde"),
    ],
)
def test_what_is_in_doubt_has_no_id(enrich: Enrich, text: str, name: str) -> None:
    assert ids_of(enrich(text), name) in ([], [None])


@pytest.mark.parametrize(
    ("text", "filed", "name", "geonames"),
    [
        # Better known elsewhere, but this is where the story is.
        (
            "HOBART - Hotels from Burnie to St Helens lost a summer. Ships lay idle in Leith.",
            {"iso3166_1": "AU", "iso3166_2": "AU-TAS", "geonames": "2163355"},
            "St Helens",
            "2150679",
        ),
        (
            "ASTANA - A plant will be built near Kurchatov on Friday. Firms of Russia may bid.",
            {"iso3166_1": "KZ", "geonames": "1526273"},
            "Kurchatov",
            "1520885",
        ),
        (
            "PARIS, Texas - Hail fell. In Clarksville, to the east, the school gave shelter.",
            {"iso3166_1": "US", "iso3166_2": "US-TX", "geonames": "4717560"},
            "Clarksville",
            "4681758",
        ),
        (
            "VANCOUVER - Crews came from Australia. The premier flew back to Victoria on Friday.",
            {"iso3166_1": "CA", "iso3166_2": "CA-BC", "geonames": "6173331"},
            "Victoria",
            "6174041",
        ),
        (
            "QUITO - Crowds danced in Girón on Friday. The court told Colombia and Peru.",
            {"iso3166_1": "EC", "geonames": "3652462"},
            "Girón",
            "3657794",
        ),
        # Where the other cities of the story are.
        (
            "FUZHOU - A plant burned. Crews came from Ganzhou, Jiujiang and Nanchang to help.",
            {"iso3166_1": "CN", "geonames": "1810821"},
            "FUZHOU",
            "1810820",
        ),
    ],
)
def test_where_the_story_was_filed_settles_it(
    enrich: Enrich, text: str, filed: dict[str, str], name: str, geonames: str
) -> None:
    opening, place = text[: text.index(" -") + 2], text[: text.index(" -")].title()
    dateline = {"text": opening, "place": place, "ids": filed}
    assert ids_of(enrich(text, dateline=dateline), name) == [geonames]


def test_what_the_story_says_of_a_name_once_holds_all_through(enrich: Enrich) -> None:
    story = enrich(
        "The firm sold its plant in Cambridge, Ohio, on Friday. Nobody in Cambridge was told.",
        headline="Tin firm sells plant in Cambridge",
    )
    assert ids_of(story, "Cambridge") == ["5149007"]
    assert texts(story, "Cambridge") == ["Cambridge"] * 3


def test_a_place_is_named_without_article_and_possessive(enrich: Enrich) -> None:
    story = enrich(
        "The San Francisco-based firm hired 20 people in London's Leicester Square on Friday."
    )
    assert texts(story, "San Francisco") == ["San Francisco"]
    assert texts(story, "London") == ["London"]


def test_a_slash_hides_no_saint(enrich: Enrich) -> None:
    story = enrich("Flights from Houston, Texas, to Tampa/St. Petersburg, Fla., begin in April.")
    assert named(story, "St. Petersburg").ids["iso3166_1"] == "US"


def test_two_football_clubs_are_no_cities(enrich: Enrich) -> None:
    story = enrich("In Brazil the football clubs Remo and Fortaleza will hold a silence, it said.")
    assert ids_of(story, "Fortaleza") == [None]


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Classes end early on Friday, when Georgia plays Tennessee in Athens.", "Tennessee"),
        (
            (
                "The striker scored in a league match. They wait for the result of Bruges against"
                " Gent, and the goalkeeper is injured."
            ),
            "Bruges",
        ),
    ],
)
def test_who_plays_whom_are_teams(enrich: Enrich, text: str, team: str) -> None:
    assert ids_of(enrich(text), team) == [None]


def test_who_goes_home_goes_to_a_place(enrich: Enrich) -> None:
    story = enrich(
        "The captain scored a try in the match on Friday, the hooker another. He flies home to"
        " Bloemfontein on Sunday, his coach in South Africa said."
    )
    assert named(story, "Bloemfontein").type.value == "place"


def test_a_city_of_that_name_comes_before_one_that_has_it_in_its_own(enrich: Enrich) -> None:
    story = enrich(
        "Two men walked to Brownsville, Texas. One may be in Victoria, it was said in Mexico on"
        " Friday. The ranch lies near Ciudad Victoria."
    )
    assert ids_of(story, "Victoria") == ["4739157"]
    assert ids_of(story, "Ciudad Victoria") == ["3530580"]


@pytest.mark.parametrize(
    ("text", "club"),
    [
        ("The winger, who played for Valencia, lives in Spain, his agent said.", "Valencia"),
        ("A lifelong supporter of Santos, the mayor of Rio built a school.", "Santos"),
        ("The man who took Basel to three titles was held in Spain, police said.", "Basel"),
        ("Police in Spain put off the match between Cadiz and Cordoba on Friday.", "Cordoba"),
        ("They were to watch Cadiz play Cordoba in Spain on Friday.", "Cadiz"),
        ("Hamburg, Germany's second-division club, hired a cook on Friday.", "Hamburg"),
        ("Two riders of the Astana cycling team were hurt in Kazakhstan.", "Astana"),
    ],
)
def test_a_few_words_make_a_club(enrich: Enrich, text: str, club: str) -> None:
    assert ids_of(enrich(text), club) == [None]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("The minister led London to a summit with France on Friday.", "London"),
        ("They watched Paris play a part in France's war, the book says.", "Paris"),
        ("She moved to Munich, the club in Berlin said on Friday.", "Munich"),
    ],
)
def test_a_city_beside_such_words_stays_a_city(enrich: Enrich, text: str, city: str) -> None:
    assert ids_of(enrich(text), city) != [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Researchers at Oxford and Leeds counted the birds of Britain, it said.", "Leeds"),
        ("An economist said rates would fall. He holds degrees from Vienna and Graz.", "Vienna"),
        ("In Britain the universities of Oxford, Leeds and Bristol raised fees.", "Oxford"),
        ("In Britain the universities of Oxford, Leeds and Bristol raised fees.", "Leeds"),
        ("Perth and Kinross Council opened a hut in Scotland on Friday.", "Perth"),
    ],
)
def test_a_university_or_a_council_is_no_city(enrich: Enrich, text: str, name: str) -> None:
    assert ids_of(enrich(text), name) in ([], [None])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Students at Berlin schools marched on Friday, police in Germany said.", "Berlin"),
        ("Scientists at London's oldest zoo in Britain said on Friday.", "London"),
        ("Students from Rome and Paris marched on Friday, police said.", "Paris"),
    ],
)
def test_where_schools_are_is_a_city(enrich: Enrich, text: str, name: str) -> None:
    assert ids_of(enrich(text), name) != [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The band Coldfinch plays Madrid on Monday and London a day later.", "Madrid"),
        ("Singer Bob Wren plays Berlin next week after a month at home.", "Berlin"),
    ],
)
def test_who_plays_a_city_is_a_band(enrich: Enrich, text: str, place: str) -> None:
    assert named(enrich(text), place).type.value == "place"
