from pathlib import Path

import pytest

from schemas.enrichment import Tone
from tests.enrich.gist.stories import gist_of

JUDGED = [
    line.split("\t")
    for line in (Path(__file__).parent / "tone.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def tone(body: str, headline: str = "") -> Tone:
    found = gist_of(body, headline).tone
    assert found is not None
    return found


def test_nine_in_ten_of_the_stories_judged_before_the_code_have_their_tone() -> None:
    right = sum(tone(body, headline).label == label for label, headline, body in JUDGED)
    assert right >= 0.9 * len(JUDGED)


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("Shares in the firm fell.", "negative"),
        ("Profit rose.", "positive"),
        ("Unemployment rose.", "negative"),
        ("Unemployment fell.", "positive"),
        ("Losses narrowed.", "positive"),
        ("The jury found him not guilty.", "positive"),
        ("There were no casualties.", "positive"),
        ("The dog was found dead.", "negative"),
        ("The rate was left unchanged.", "neutral"),
    ],
)
def test_the_tone_is_that_of_the_news(body: str, label: str) -> None:
    assert tone(body).label == label


def test_negation_and_degree_change_what_a_word_weighs() -> None:
    plain, denied = tone("There was violence."), tone("There was no violence.")
    assert plain.score < 0 <= denied.score
    assert tone("It was badly damaged.").score < tone("It was damaged.").score
    assert tone("It was slightly damaged.").score > tone("It was damaged.").score


def test_what_somebody_says_counts_half() -> None:
    aloud = tone("“They murdered and tortured us all night long,” said a man.")
    stated = tone("They murdered and tortured them all night long, said a man.")
    assert stated.score < aloud.score < 0


def test_the_evidence_is_the_words_that_decided_where_they_stand() -> None:
    headline, body = "Ferry disaster", "A ferry capsized. The crew was praised."
    found = tone(body, headline)
    assert [(it.text, it.field) for it in found.evidence] == [
        ("disaster", "headline"),
        ("capsized", "body"),
    ]
    for it in found.evidence:
        assert (headline if it.field == "headline" else body)[it.start : it.end] == it.text
        assert it.weight < 0


def test_names_have_no_tone() -> None:
    names = ("War Museum", "Victory Street")
    assert gist_of("The War Museum is in Victory Street.", names=names).tone == Tone(
        label="neutral", score=0
    )
