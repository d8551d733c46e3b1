import pytest

from stream.enrich.names.headlines import headline_start
from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, names


@pytest.mark.parametrize(
    "marker",
    [
        "NewsAlert: ",
        "APNewsAlert: ",
        "FLASH: ",
        "FLASH - ",
        "URGENT _ ",
        "UPDATE 1-",
        "CORRECTED-UPDATE 2-",
        "CORRECTED: ",
        "Update 3: ",
        "MANDATORY KILL: ",
        "RPT-ANALYSIS-",
    ],
)
def test_a_headline_begins_after_its_markers(marker: str) -> None:
    assert headline_start(f"{marker}Central bank of Peru cuts rate") == len(marker)


@pytest.mark.parametrize(
    "headline",
    [
        "",
        "Kremlin: talks go on",
        "Flash-flood kills six",
        "Update on the talks is due",
        "Corrected figures show growth",
        "Holding: a bank's new shape",
    ],
)
def test_a_word_that_only_looks_like_a_marker_is_read(headline: str) -> None:
    assert headline_start(headline) == 0


@pytest.mark.parametrize("marker", ["NewsAlert: ", "UPDATE 1-", "KILL: ", "CORRECTED: "])
def test_a_marker_is_part_of_no_name(enrich: Enrich, marker: str) -> None:
    headline = f"{marker}Central Bank of Peru cuts its rate"
    story = enrich("The rate fell to 4 percent, it was said on Monday.", headline)
    found = [it for entity in story.enrichment.entities for it in entity.mentions]
    assert found
    assert all(it.start >= len(marker) for it in found if it.field == "headline")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lawyer", "Imani Wekesa"),
        ("Librarian", "Signe Aaltonen"),
        ("Hydrologist", "Anahit Sargsyan-Bell"),
        ("Midfielder", "Teo Larralde"),
        ("Volcanologist", "Raúl Echenique"),
    ],
)
def test_an_occupation_is_the_role_and_the_name_is_whole(
    enrich: Enrich, title: str, name: str
) -> None:
    story = enrich(f"{title} {name}, who knows the river, said that the wall would hold.")
    assert names(story, "person") == [name]
    assert named(story, name).role == title
