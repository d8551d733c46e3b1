"""Whatever comes: items, or one ParseError. And what comes out is always valid ninjs."""

import json
import string
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire import Code, read
from tests.wire.conftest import Check
from tests.wire.reading import ARRIVED

KNOWN = (
    "uri guid id version versioncreated versionCreated pubstatus urgency embargoed language "
    "headline headlines bodies body body_text body_html text content person people subject "
    "subjects place organisation infosource altids altIds associations genres event type slug "
    "slugline date published updated source keywords standard story wire data item items value "
    "name scheme code rel literal symbols role contenttype relevance"
)
NAMES = st.sampled_from(KNOWN.split())
WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["2025-04-25", "0001-01-01T00:00:00+10:00", "urn:a:b", "http://[::1", "usable", "canceled",
         "text/html", "<p>x</p><table><td>1", "KILL", "OSLO, Feb 29 (AP) - x", "3", "\ud800"]
    ),
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=8),
    max_leaves=30,
)
STORIES = st.dictionaries(NAMES, TREES, max_size=12).map(
    lambda it: {"uri": "urn:a:b", "body_text": "Ferries stop."} | it
)
LINES = st.lists(
    st.one_of(
        st.text(string.printable, max_size=40),
        st.sampled_from(
            ["KILL", "slug: ferry", "date 2025-04-25", "OSLO, Norway, April 25.", "(AP) -", "By A",
             "Eds: x", "embargo: x", "<!DOCTYPE", "<?xml", "ZCZC", "{", "[", '"', "/TASS/", "\x01"]
        ),
    ),
    max_size=12,
)  # fmt: skip
# Other work shares the machine: a slow example is no finding.
unhurried = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
CODES = {code.value for code in Code}


def items(data: bytes, content_type: str | None = None) -> list[ParsedStory]:
    """The stories; a ParseError counts as none."""
    found: list[ParsedStory | ParseError] = []
    try:
        found = read(data, arrived=ARRIVED, content_type=content_type)
        assert found
    except ParseError as error:
        found = [error]
    assert all(it.code in CODES for it in found if isinstance(it, ParseError))
    return [it for it in found if isinstance(it, ParsedStory)]


@unhurried
@given(st.binary(max_size=300), st.none() | st.text(max_size=40))
def test_any_bytes_are_items_or_an_error(data: bytes, content_type: str | None) -> None:
    for item in items(data, content_type):
        assert ParsedStory.model_validate_json(item.to_json()) == item


@unhurried
@given(LINES)
def test_any_lines_are_items_or_an_error(lines: list[str]) -> None:
    for item in items("\n".join(lines).encode()):
        assert ParsedStory.model_validate_json(item.to_json()) == item


@unhurried
@given(TREES)
def test_any_json_is_items_or_an_error(tree: Any) -> None:
    items(json.dumps(tree).encode())


@unhurried
@given(STORIES)
def test_any_story_that_is_read_is_valid_ninjs(check_official: Check, story: Any) -> None:
    for item in items(json.dumps(story).encode()):
        check_official(item)
        body = item.story.body
        if (line := item.wire.dateline) is not None:
            assert body[line.start : line.end] == line.text
