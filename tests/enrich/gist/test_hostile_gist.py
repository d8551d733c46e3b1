import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.enrich.gist.stories import gist_of

WORDS = """
the a not killed rose fell profit shares unemployment peace treaty district's Kenya , . ? " \u201c
\u201d ' \u2019 ( ) - and to will water supply record said 14 percent n't \ue000 \u0130 \ufb01
"""
TEXTS = st.lists(st.sampled_from([*WORDS.split(), "\n\n", "\n"]) | st.text(max_size=4), max_size=40)


@settings(max_examples=400, deadline=None)
@given(TEXTS.map(" ".join), TEXTS.map(" ".join))
def test_all_that_is_said_is_the_text_at_its_place(headline: str, body: str) -> None:
    found = gist_of(body, headline, ("Kenya",))
    fields = {"headline": headline, "body": body}
    tone = found.tone
    assert tone is not None
    for it in tone.evidence:
        assert fields[it.field][it.start : it.end].replace("\n", " ") == it.text
    for phrase in found.phrases:
        assert fields[phrase.field][phrase.start : phrase.end].replace("\n", " ") == phrase.text
    if found.summary:
        assert body[found.summary.start : found.summary.end] == found.summary.text


@pytest.mark.parametrize(
    "piece",
    [
        "killed ",
        "shares fell ",
        "water ",
        "a-",
        "a'",
        "'",
        "the ",
        "\n\n",
        "\n",
        ". A",
        "“a ",
        "1 ",
    ],
)
def test_a_long_run_of_one_thing_is_read_to_its_end(piece: str) -> None:
    """The tests' own time limit ends this where the work grows faster than the text."""
    text = piece * (200_000 // len(piece))
    found = gist_of(text, text[:5_000])
    assert len(found.phrases) <= 10
