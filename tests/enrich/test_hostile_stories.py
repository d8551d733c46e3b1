import pytest

from stream.enrich import Enricher
from stream.enrich.enricher import MOST_CHARACTERS
from stream.errors import EnrichError
from tests.enrich.conftest import Enrich, make


@pytest.mark.parametrize("body", ["", " ", "\n\n\n", "\ufffd", "..."])
def test_an_empty_story_is_enriched_with_nothing(enrich: Enrich, body: str) -> None:
    story = enrich(body)
    assert story.enrichment.entities == []
    assert story.story.people is None


@pytest.mark.parametrize(
    "body",
    [
        "(" * 100_000,
        "'s" * 50_000,
        "Aa " * 30_000,
        "A" * 100_000,
        "President of the " * 5_000,
        "Kenya, " * 10_000,
        "COP1 " * 10_000,
        "\n" * 100_000,
        "33.7 ) ----- STOCKS SINK AS BOND RATES JUMP ON STRONG DATA Blue-chip stocks ended lower. "
        * 20,
    ],
    ids=[
        *("brackets", "possessives", "capitals", "one word", "titles", "commas", "codes", "lines"),
        "capitals before a phrase",
    ],
)
def test_a_long_run_of_one_thing_is_read_to_its_end(enrich: Enrich, body: str) -> None:
    """The tests' own time limit ends this where the work grows faster than the text."""
    assert enrich(body).story.body == body


def test_many_names_in_one_story_are_all_kept_apart(enrich: Enrich) -> None:
    people = [f"Rodrigo Quis{first}{second}" for first in "aeiou" for second in "bcdfgklm"]
    story = enrich(". ".join(f"Senator {person} spoke in Lima" for person in people) + ".")
    found = {it.name for it in story.enrichment.entities if it.type.value == "person"}
    assert len(found & set(people)) > len(people) * 0.9


def test_a_story_beyond_the_limit_is_refused_without_its_text(enricher: Enricher) -> None:
    with pytest.raises(EnrichError) as refused:
        enricher.enrich(make("secret " * (MOST_CHARACTERS // 7 + 1)))
    assert refused.value.code == "too_large"
    assert "secret" not in str(refused.value)


def test_a_failing_model_is_an_error_that_holds_no_text(
    enricher: Enricher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("secret words of the story")

    monkeypatch.setattr("stream.enrich.enricher.find", fail)
    with pytest.raises(EnrichError) as failed:
        enricher.enrich(
            make("Kenya said on Monday that it would build the road after all this year.")
        )
    assert failed.value.code == "model_failed"
    assert "secret" not in str(failed.value)
    assert failed.value.__cause__ is None
