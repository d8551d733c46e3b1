import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, names, texts


def test_a_later_surname_joins_the_full_name(enrich: Enrich) -> None:
    story = enrich(
        "Oil Minister Farid al-Harbi spoke in Riyadh on Monday. Prices will fall, al-Harbi said."
        "\n\nMr. al-Harbi gave no figures."
    )
    assert texts(story, "Farid al-Harbi") == ["Farid al-Harbi", "al-Harbi", "al-Harbi"]
    assert names(story, "person") == ["Farid al-Harbi"]


def test_a_title_is_the_role_and_no_part_of_the_name(enrich: Enrich) -> None:
    story = enrich("Deputy Foreign Minister Mateus Carvalho met reporters in Lisbon on Friday.")
    assert named(story, "Mateus Carvalho").role == "Deputy Foreign Minister"


def test_a_country_is_one_under_its_long_and_short_name(enrich: Enrich) -> None:
    story = enrich(
        "Officials of the Republic of Kenya met their guests on Tuesday. Kenya's exports grew, and "
        "Kenya wants more. The Kenyan delegation left later."
    )
    assert texts(story, "Kenya") == ["Republic of Kenya", "Kenya", "Kenya"]
    assert named(story, "Kenya").ids["iso3166_1"] == "KE"


def test_what_follows_a_city_decides_which_one_it_is(enrich: Enrich) -> None:
    story = enrich("The company will open a plant in Paris, Texas, it said on Monday.")
    assert named(story, "Paris").ids["iso3166_1"] == "US"


def test_an_abbreviation_joins_its_name(enrich: Enrich) -> None:
    story = enrich(
        "Ministers of the Gulf Trade Organization (GTO) met in Muscat on Sunday. The GTO will "
        "publish its forecast next week, the group said."
    )
    assert texts(story, "Gulf Trade Organization") == ["Gulf Trade Organization", "GTO", "GTO"]


def test_the_dateline_names_a_place(enrich: Enrich) -> None:
    dateline = "TASHKENT, Uzbekistan, May 3. "
    story = enrich(
        dateline + "Grain harvests rose by a tenth this year, the ministry said on Saturday.",
        dateline={"text": dateline.strip(), "place": "TASHKENT", "country": "Uzbekistan"},
    )
    assert texts(story, "Tashkent") == ["TASHKENT"]
    assert named(story, "Uzbekistan").ids["iso3166_1"] == "UZ"


@pytest.mark.parametrize("suffix", ["III", "Jr", "Jr.", "II"])
def test_a_surname_is_what_stands_before_a_suffix(enrich: Enrich, suffix: str) -> None:
    story = enrich(
        f"The mayor, Robert Quillfeather {suffix}, resigned on Monday. Quillfeather had led the"
        " council since spring. Voters liked Quillfeather, a neighbour said."
    )
    assert all("Quillfeather" not in it for it in names(story, "organisation"))
    (person,) = [it for it in story.enrichment.entities if "Quillfeather" in it.name]
    assert len(person.mentions) == 3
