"""A rule's word is found in its inflections, and in nothing that only looks like it."""

import pytest

from schemas.clause import Clause
from stream.alerts.terms import NoWords, Terms
from stream.alerts.wording import forms, words


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("strike", {"strikes", "striking", "struck", "stricken"}),
        ("strikes", {"strike", "strikes", "struck"}),
        ("plan", {"plans", "planned", "planning"}),
        ("carry", {"carries", "carried", "carrying"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("open", {"opens", "opened", "opening"}),
        ("elections", {"election"}),
        ("tax", {"taxes", "taxed"}),
        ("woman", {"women"}),
    ],
)
def test_the_forms_of_a_word(word: str, found: set[str]) -> None:
    assert found <= forms(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("import", "important"),
        ("news", "new"),
        ("organ", "organisation"),
        ("universe", "university"),
        ("politics", "politic"),
        ("plan", "plane"),
        ("us", "u"),
    ],
)
def test_what_only_looks_like_a_form_is_none(word: str, other: str) -> None:
    assert other not in forms(word)


def found(asked: str, text: str, **how: object) -> bool:
    terms: Terms[str] = Terms()
    test = Clause.model_validate({"text": {"words": asked, **how}}).text
    assert test is not None
    phrase = terms.phrase(asked, exact=test.exact)
    terms.file(phrase, "it", field=test.field or "", near=test.near or 0)
    return "it" in set(terms.found(terms.read(text), "body"))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("rail strike", "The rail strikes go on"),
        ("central bank*", "Central bankers met"),
        ("café", "at the Cafe\u0301s of Paris"),
        ("北京", "他在北京说"),
        ("U.S. steel", "U.S. Steel said"),
        ("Газпром", "ГАЗПРОМ сообщил"),
    ],
)
def test_words_are_found_as_they_are_written(asked: str, text: str) -> None:
    assert found(asked, text)


def test_a_phrase_does_not_go_on_over_the_end_of_a_paragraph() -> None:
    assert found("rail strike", "the rail\nstrike")
    assert not found("rail strike", "the rail\n\nstrike")


def test_near_counts_words_between_and_takes_any_order() -> None:
    assert found("oil price", "price of oil", near=2)
    assert not found("oil price", "price of crude oil", near=2)


def test_exact_asks_for_capitals_and_accents() -> None:
    assert found("WHO", "The WHO said", exact=True)
    assert not found("WHO", "who said", exact=True)


@pytest.mark.parametrize("asked", ["te*", "*", "ter*or", "...", "a b*c", " ".join("a" * 21)])
def test_words_that_cannot_be_looked_for_are_refused(asked: str) -> None:
    with pytest.raises(NoWords):
        Terms[str]().phrase(asked, exact=False)


def test_a_text_is_read_in_time_that_grows_with_its_length() -> None:
    for hostile in (
        "a" * 200_000,
        "\n" * 200_000,
        "\u0301" * 200_000,
        "ไ" * 200_000,
        "_ " * 99_000,
    ):
        assert sum(map(len, words(hostile))) <= 200_000
