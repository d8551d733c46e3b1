"""HTML as a reader sees it, from markup that nobody promised to be right."""

import pytest

from stream.wire.html_text import looks_like_html, to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("<p>One\n  and   two.</p>", "One and two."),
        ("<p>One<br/>two</p>", "One\ntwo"),
        ("<p>Fish &amp; chips &#163;5 &nbsp;now</p>", "Fish & chips £5 \xa0now"),
        ("<p>a < b and c > d</p>", "a < b and c > d"),
        ("<script>bad()</script><p>Good</p>", "Good"),
        ("<script src='x'/><p>Good</p>", "Good"),
        ("<head><title>T</title><body><p>Good</p>", "Good"),
        ("<p>One<!-- two --> three</p>", "One three"),
        ("<p>One</p><!-- never closed", "One"),
        ("<p>One</p><b", "One\n\n<b"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("", ""),
    ],
)
def test_the_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    assert to_text(markup).text == text


def test_tables_stand_apart() -> None:
    found = to_text(
        "<p>Scores</p><table><caption>Cup</caption><tr><th>Club</th><th>Points</th></tr>"
        "<tr><td><p>Brann</p></td><td></td></tr></table><p>End</p>"
    )
    assert found.text == "Scores\n\nEnd"
    assert found.tables[0].caption == "Cup"
    assert found.tables[0].rows == [["Club", "Points"], ["Brann", ""]]


def test_cells_may_be_left_open() -> None:
    assert to_text("<table><tr><td>a<td>b<tr><td>c").tables[0].rows == [["a", "b"], ["c"]]


def test_only_an_element_of_html_looks_like_it() -> None:
    assert looks_like_html(" <p class='x'>One")
    assert not looks_like_html("<FJL.OL> shares fell")
    assert not looks_like_html("One <b>two</b>")
