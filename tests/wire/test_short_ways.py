"""Short ways of reading give what the long ones do, whatever comes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.errors import ParseError
from stream.wire import html_text, identity
from stream.wire.json_text import check_depth
from stream.wire.limits import MAX_DEPTH
from stream.wire.xml import parse

PIECES = (
    "<p>", "</p>", "<P>", "<br>", "<br/>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<b>",
    "</b>", "<div>", "<h1>", "</h1>", "<hr/>", "<head>", "<body>", "<caption>", "</caption>",
    "words ", "two  words\n", "&amp;", "&lt;", "&nbsp;", "&eacute", "&", ">", "\N{BULLET}",
)  # fmt: skip
SPACES = " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u200a\u2028\u202f\u205f\u3000"
STRINGS = ("[", "]]{", '"[', "\\", '\\"]', "}", "")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_html_of_bare_tags_is_what_the_library_makes_of_it(markup: str) -> None:
    assert html_text._of_plain_tags(markup) == html_text._of_any_tags(markup)


@pytest.mark.parametrize("markup", ["<script>x</script>", "<p class=a>x", "a < b", "<p>x</p/>"])
def test_other_html_is_left_to_the_library(markup: str) -> None:
    assert html_text._of_plain_tags(markup) is None


@given(st.text(alphabet=f"aÄß\u0130{SPACES}", max_size=40))
def test_folded_words_are_those_that_python_divides(text: str) -> None:
    assert identity.folded_words(text) == " ".join(text.casefold().split()).encode()


@given(st.integers(1, MAX_DEPTH + 9), st.sampled_from(STRINGS), st.booleans())
def test_depth_of_json_is_that_of_its_brackets_outside_strings(
    depth: int,
    said: str,
    named: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    value: object = said
    for _ in range(depth):
        value = {said: value, "b": "]["} if named else [value, said]
    text = json.dumps([value, [[]] * MAX_DEPTH])  # enough brackets to be counted at all
    if depth >= MAX_DEPTH:
        with pytest.raises(ParseError):
            check_depth(text)
    else:
        check_depth(text)


def test_elements_are_held_only_of_documents_of_a_usual_size() -> None:
    assert len(parse(b"<a>" + b"<b/>" * 100 + b"</a>").elements) == 101
    assert parse(b"<a>" + b"<b/>" * 5_000 + b"</a>").elements == ()
