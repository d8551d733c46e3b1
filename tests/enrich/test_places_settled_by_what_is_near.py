"""Namesakes that the words beside them or the rest of the story tell apart, or nothing does."""

import pytest

from schemas.events import EnrichedStory
from tests.enrich.conftest import Enrich
from tests.enrich.finds import names, texts


def ids_of(story: EnrichedStory, text: str) -> list[str | None]:
    return [
        it.ids.get("geonames")
        for it in story.enrichment.entities
        if any(mention.text == text for mention in it.mentions)
    ]


@pytest.mark.parametrize(
    ("text", "name", "geonames"),
    [
        # The story's own country or region.
        (
            (
                "The mill sold tin to shops in Dover, New Hampshire, and Lowell, Massachusetts. Its"
                " owner was tried in Concord on Friday."
            ),
            "Concord",
            "5084868",
        ),
        (
            (
                "The bank has offices in Leeds and in the rest of the UK. In Scotland it will close"
                " the one in Perth, it said on Friday."
            ),
            "Perth",
            "2640358",
        ),
        (
            "Police in Bolivia closed the road to Trinidad on Friday, they said.",
            "Trinidad",
            "3902377",
        ),
        ("Honiara, in Solomon Islands, sent nurses to a clinic in Gizo.", "Gizo", "2108857"),
        (
            "A barge left Ventspils on Friday on its way to Hull with timber, it was said.",
            "Hull",
            "2645425",
        ),
        (
            "The plant in Georgetown, Kentucky, will hire. A line from Richmond was dropped.",
            "Richmond",
            "4781708",
        ),
        ("Shares in Istanbul rose 1.8 percent on Friday, led by banks.", "Istanbul", "745044"),
        # A name that only the story's country makes a city's.
        ("A tanker of the UAE ran aground near Khor Fakkan on Friday.", "Khor Fakkan", "291696"),
        (
            "Two bridges fell in Costa Rica on Friday near Liberia in Guanacaste province.",
            "Liberia",
            "3623076",
        ),
        # What it lies near to, or is the capital of.
        (
            "The depot in Saint-Denis, outside Paris, was closed on Friday.",
            "Saint-Denis",
            "2980916",
        ),
        # A state that is called like the capital that begins with its name.
        ("Farmers in Oklahoma sold no tin on Friday, the ministry said.", "Oklahoma", "4544379"),
    ],
)
def test_the_story_settles_which(enrich: Enrich, text: str, name: str, geonames: str) -> None:
    assert ids_of(enrich(text), name) == [geonames]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("A mill at Ashburton, in Canterbury, was sold, New Zealand said.", "Canterbury", "NZ-CAN"),
        ("The line in Bolívar state was cut, engineers in Venezuela said.", "Bolívar", "VE-F"),
        ("Police in Bolivia held the governor of Beni department on Friday.", "Beni", "BO-B"),
    ],
)
def test_a_part_of_the_storys_country_is_no_town_elsewhere(
    enrich: Enrich, text: str, name: str, code: str
) -> None:
    found = [it for it in enrich(text).enrichment.entities if it.mentions[0].text == name]
    assert [it.ids.get("iso3166_2") for it in found] == [code]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Nothing tells several apart.
        ("A tug bound from Halifax to Saint-Pierre sank in Canada on Friday.", "Saint-Pierre"),
        ("The mayor of Greenwood sold tin to a firm in Maine on Friday.", "Greenwood"),
        ("New Zealand's mayors met in Cambridge on Friday to talk about tin.", "Cambridge"),
        # It lies where we know none of that name.
        ("The road was closed in Bergamo, in South Africa, on Friday.", "Bergamo"),
        # Another's other name, of a country that the story doesn't name.
        ("The army of Lebanon arrested a man in Minieh on Friday, it said.", "Minieh"),
        # Waters, islands, kinds of oil.
        ("Nobody lives on the banks of the Niger, a nurse in Mali said on Friday.", "Niger"),
        ("Water in the drained Kakhovka reservoir fell again, engineers said.", "Kakhovka"),
        ("The island of Margarita had no power on Friday, it was said.", "Margarita"),
        ("The heavy kind sold at a discount to Dubai on Friday, traders said.", "Dubai"),
        # An office.
        ("Assistant U.S. Attorney Ada Byron spoke in court on Friday.", "U.S."),
    ],
)
def test_a_wrong_id_is_worse_than_none(enrich: Enrich, text: str, name: str) -> None:
    assert ids_of(enrich(text), name) in ([], [None])


def test_a_short_form_is_the_place_that_the_story_was_filed_from(enrich: Enrich) -> None:
    story = enrich(
        "FRANKFURT AN DER ODER, Germany - Water stood in Frankfurt on Friday. The banks in"
        " Frankfurt am Main gave money.",
        dateline={
            "text": "FRANKFURT AN DER ODER, Germany -",
            "place": "Frankfurt an der Oder",
            "country": "Germany",
            "ids": {"iso3166_1": "DE", "geonames": "2925535"},
        },
    )
    assert ids_of(story, "Frankfurt") == ["2925535"]
    assert ids_of(story, "Frankfurt am Main") == ["2925533"]


def test_where_it_was_filed_comes_before_another_country_that_it_names(enrich: Enrich) -> None:
    story = enrich(
        "MANAGUA - Police in Leon and Granada held 20 men. Spain recalled its envoy.",
        dateline={
            "text": "MANAGUA -",
            "place": "Managua",
            "country": "Nicaragua",
            "ids": {"iso3166_1": "NI", "geonames": "3617763"},
        },
    )
    assert ids_of(story, "Granada") == ["3619136"]


def test_the_ends_of_a_way_are_two_places(enrich: Enrich) -> None:
    story = enrich("The bus had left Sokoto for Lagos on Friday when it was stopped, police said.")
    assert {"Sokoto", "Lagos"} <= set(names(story, "place"))


def test_american_oil_is_of_the_country(enrich: Enrich) -> None:
    story = enrich("The price of tin rose. U.S. crude was up 3 percent on Friday in London.")
    assert texts(story, "United States") == ["U.S."]


@pytest.mark.parametrize(
    ("text", "club"),
    [
        ("Norwich won 3-1 at Plymouth in a league match; the striker scored twice.", "Plymouth"),
        ("The striker scored twice as Portsmouth drew 1-1 with Derby in the league.", "Derby"),
        (
            (
                "The guard scored 31 points as his team won its third game of the season in"
                " overtime. Dallas plays Sunday at Phoenix."
            ),
            "Phoenix",
        ),
        (
            (
                "The league season goes on. Middlesbrough against Stoke was called off, and the"
                " striker will be fit for the next match."
            ),
            "Middlesbrough",
        ),
        ("Strikes went on in the capital. Caracas postponed its league match.", "Caracas"),
        (
            (
                "The goalie, who came in a trade with Florida, made 30 saves as the team won its"
                " third game of the season in overtime."
            ),
            "Florida",
        ),
    ],
)
def test_teams_that_play_are_no_places(enrich: Enrich, text: str, club: str) -> None:
    assert club not in names(enrich(text), "place")


def test_a_nation_among_nations_is_no_club(enrich: Enrich) -> None:
    story = enrich(
        "Georgia beat Wales 24-20 in the rugby match, with a try by the hooker. In Tbilisi"
        " thousands watched. France beat Argentina 27-23."
    )
    assert "Georgia" in names(story, "place")
