import pytest

from stream.enrich.language import language_of
from stream.enrich.readers import primary
from tests.enrich.conftest import Enrich

GERMAN = (
    "Der Außenminister von Kenia traf am Freitag in Berlin seinen Amtskollegen. Beide sprachen "
    "über den Handel und über neue Straßen, wie eine Sprecherin mitteilte."
)
ENGLISH = (
    "The council voted on Tuesday to keep the old bridge open until the spring floods are over."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("Le conseil a voté mardi pour garder le vieux pont ouvert jusqu'au printemps.", "fr"),
        ("El consejo votó el martes a favor de mantener abierto el puente viejo.", "es"),
    ],
)
def test_a_sentence_tells_its_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_what_follows_an_opening_in_doubt_tells() -> None:
    results = "Oslo 3 Lima 5 Rome 2 Kyiv 1\n" * 18
    said = "Regjeringen la fredag fram forslaget om en ny havn i byen, og kommunen svarte. " * 12
    assert language_of(results) is None
    assert language_of(results + said) == "no"


@pytest.mark.parametrize(
    "text", ["", "Lima", "Lima, May 3", "12345 67 89 12345 67 89 12345", "🌊" * 40]
)
def test_what_is_too_short_or_no_language_has_none(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("code", "first"), [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("eng", "eng")]
)
def test_a_language_is_its_first_subtag(code: str, first: str) -> None:
    assert primary(code) == first


def test_a_story_without_a_language_is_given_the_one_it_is_written_in(enrich: Enrich) -> None:
    story = enrich(ENGLISH)
    assert (story.enrichment.language, story.story.language) == ("en", "en")


def test_the_wires_own_language_stands(enrich: Enrich) -> None:
    story = enrich(ENGLISH, language="en-AU")
    assert (story.enrichment.language, story.story.language) == ("en", "en-AU")


def test_a_story_in_another_language_is_not_read_by_the_english_model(enrich: Enrich) -> None:
    opening = "BERLIN, 3. Mai - "
    dateline = {
        "text": opening,
        "place": "Berlin",
        "country": "Germany",
        "ids": {"iso3166_1": "DE", "geonames": "2950159"},
    }
    found = enrich(opening + GERMAN, dateline=dateline).enrichment
    assert found.language == "de"
    assert found.versions["model"] == "none"
    assert [entity.id for entity in found.entities] == ["geonames:2950159"]
    assert found.topics == []
