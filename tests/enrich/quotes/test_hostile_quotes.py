import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stream.enrich.quotes import find_quotes, marks
from stream.enrich.quotes.marks import Marked, marked, masked
from stream.enrich.sentences.splitter import Stretch, paragraphs
from tests.enrich.quotes.people import cast

WORDS = """
" \u201c \u201d ' \u2018 \u2019 \u00ab \u00bb said says told reporters that , , . . ? : and but he
She it the minister Ada Byron Kenya according to adding we will was \ue000 \ue002 in
"""
TEXTS = st.lists(st.sampled_from([*WORDS.split(), "\n\n", "\n"]) | st.text(max_size=4), max_size=40)


@settings(max_examples=500, deadline=None)
@given(TEXTS.map(" ".join) | TEXTS.map("".join))
def test_every_quote_is_the_text_at_its_place(text: str) -> None:
    found = find_quotes(text, cast(text, Ada_Byron="person", Kenya="place"))
    for it in found:
        assert text[it.start : it.end] == it.text
        assert 0 <= it.confidence <= 1
    assert len({(it.start, it.end, it.direct) for it in found}) == len(found)


@settings(max_examples=300, deadline=None)
@given(TEXTS.map(" ".join))
def test_a_masked_text_is_as_long_as_the_text(text: str) -> None:
    found = [it for paragraph in paragraphs(text) for it in marked(text, paragraph)]
    assert len(masked(text, found)) == len(text)


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        '" ',
        '"a" ',
        "\u201c",
        "\u2018a ",
        '"No," he said. ',
        "said ",
        "said, ",
        "he said that ",
        "according to ",
        "Ada Byron, ",
        "Ada Byron said ",
        "and ",
        "A. ",
        "'",
        "\n\n\u201cNo",
        "He \u2018a \u201cb\u201d c\u2019 ",
        "said \u201ca b,\u201d ",
        'it: "a" ',
        'signs reading "a" and ',
        "said while ",
        "said, citing a ",
        "told the a ",
        "said in the statement to ",
        "Ada Byron, a for A ",
        "the journal A ",
        "who said ",
        "A.",
    ],
)
def test_a_long_run_of_one_thing_is_read_to_its_end(piece: str) -> None:
    """The tests' own time limit ends this where the work grows faster than the text."""
    text = piece * (300_000 // len(piece))
    assert all(text[it.start : it.end] == it.text for it in find_quotes(text, ()))


def test_a_pronoun_is_followed_through_any_number_of_sentences() -> None:
    text = "Acme rose. " + "It rose. " * 3_000 + "It said it would close the old plant."
    (quote,) = find_quotes(text, cast(text, Acme="organisation"))
    assert quote.speaker == "Acme"


def test_quotes_within_quotes_are_compared_a_few_times_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    class Counted(Marked):
        __slots__ = ()
        __hash__ = Marked.__hash__

        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return super().__eq__(other)

    monkeypatch.setattr(marks, "Marked", Counted)
    text = "She said " + "'a \"b\" c' " * 1_000
    found = marked(text, Stretch(0, len(text)))
    assert [it.words(text) for it in found] == ['a "b" c'] * 1_000
    assert compared < 10 * len(found)
