"""Short ways of reading give what the long ones do, whatever comes."""

import gc
import json
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.errors import ParseError
from stream.remembered import remembered
from stream.wire import html_text, identity, json_text
from stream.wire.json_text import check_depth
from stream.wire.limits import MAX_DEPTH
from stream.wire.xml import parse, readable
from tests.wire.reading import one
from tests.wire.test_newsml_g2 import item
from tests.wire.test_nitf_reading import nitf

PIECES = (
    "<p>", "</p>", "<P>", "<br>", "<br/>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<b>",
    "</b>", "<div>", "<h1>", "</h1>", "<hr/>", "<head>", "<body>", "<caption>", "</caption>",
    "words ", "two  words\n", "&amp;", "&lt;", "&nbsp;", "&eacute", "&", ">", "\N{BULLET}",
)  # fmt: skip
WHOLE = (
    "<p>one</p>", "<p> <b>two</b> \n</p>", "<P>three <i>four</i></P>", "five", "<b>six</b>",
    "<br/>", "<head>seven</head>", "<table><tr> <td>eight</td>\n<td/></tr></table>", " ", "\n  ",
    "\u2003",
)  # fmt: skip
SPACES = " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u200a\u2028\u202f\u205f\u3000"
STRINGS = ("[", "]]{", '"[', "\\", '\\"]', "}", "")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_html_of_bare_tags_is_what_the_library_makes_of_it(markup: str) -> None:
    assert html_text._of_plain_tags(markup) == html_text._of_any_tags(markup)


@given(st.lists(st.sampled_from(WHOLE), max_size=10).map("".join))
def test_a_tree_is_read_as_its_markup_is(inside: str) -> None:
    markup = f"<div>{inside}</div>"
    assert readable(parse(markup.encode()).root) == html_text.to_text(markup)


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


def test_brackets_are_looked_at_a_few_times_however_deep_they_are() -> None:
    assert json_text._is_shallow('[{"a": [[]]}, {"b": "]"}]' * 99)
    assert not json_text._is_shallow("[" * 99)
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert not json_text._is_shallow(deep * 9)  # left to the count, which finds them fit
    check_depth(deep * 9)


@pytest.mark.parametrize("name", ["em", "n:em", "n-s:em", "n.s:em", "n_1:em", "ñ\u0301\u00b7:em"])
def test_a_line_of_fixed_width_may_begin_with_an_element_of_any_prefix(name: str) -> None:
    markup = f"<p>First line\n<{name}>second</{name}>\n  Next paragraph</p>"
    prefix = name.partition(":")[0]
    document = nitf(markup, attributes=f'xmlns:{prefix}="urn:x"')
    assert one(document).story.body == "First line second\n\nNext paragraph"


@pytest.mark.parametrize("size", [1, 200, 201])
def test_only_short_texts_are_remembered(size: int) -> None:
    asked = []

    @remembered()
    def answer(text: str, other: str | None = None) -> str:
        asked.append(text)
        return f"{text}{other}"

    for _ in range(2):
        assert answer("a" * size) == "a" * size + "None"
        assert answer("b", "a" * size) == "b" + "a" * size
        assert answer("b", None) == "bNone"
    assert len(asked) == (3 if size <= 200 else 5)


def test_a_mark_before_json_that_was_not_taken_off_is_refused() -> None:
    with pytest.raises(ParseError, match="line 1, column 1: Unexpected UTF-8 BOM"):
        json_text.parse("\ufeff{}")


def long_subject(words: str) -> str:
    """A story of NewsML-G2 with such codes and such a slug."""
    subject = f'<subject type="t:{words}" qcode="{words}:{words}"><name>n</name></subject>'
    return item(about=f"{subject}<slugline>{words}</slugline>")


def long_source(words: str) -> dict[str, str]:
    """A story of ninjs from such an agency."""
    return {"uri": "u:1", "type": "text", "headline": "H", "body_text": "Words.", "source": words}


@pytest.mark.parametrize("story", [long_subject, long_source])
def test_long_texts_are_not_kept(story: Callable[[str], str | dict[str, str]]) -> None:
    long = "x" * 100_000
    one(story(long))
    tracemalloc.start()
    try:
        for number in range(20):
            one(story(f"{number}{long}"))
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 10 * len(long)
    finally:
        tracemalloc.stop()
