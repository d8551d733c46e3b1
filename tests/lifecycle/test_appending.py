"""Takes and adds stand in the order of their numbers, whatever the order in which they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.events import ParsedStory
from schemas.ninjs import Body, Text
from schemas.wire import Signal
from stream.lifecycle.appending import TAKES, contains, joined
from tests.schemas.samples import parsed


def take(text: str, marker: str | None = None, signal: Signal = Signal.APPEND) -> ParsedStory:
    full = parsed()
    said = {"bodies": [Body(value=text)], "headlines": [Text(value=f"On {text}")]}
    wire = {"marker": marker, "signal": signal, "extra": {}, "tables": [], "keywords": [text]}
    return ParsedStory(
        story=full.story.model_copy(update=said), wire=full.wire.model_copy(update=wire)
    )


STORY = take("The story.", signal=Signal.NEW)


def whole(came: list[ParsedStory]) -> ParsedStory:
    first, *others = came
    for it in others:
        first = joined(first, it)
    return first


def numbered(number: int) -> ParsedStory:
    return take(f"Add {number}.", ("1st Add", "2nd Add", "3rd Add", "take 4")[number - 1])


@given(st.permutations([1, 2, 3, 4]))
def test_adds_stand_by_their_numbers_behind_the_story(order: list[int]) -> None:
    found = whole([STORY, *map(numbered, order)])
    assert found.story.body == "The story.\n\nAdd 1.\n\nAdd 2.\n\nAdd 3.\n\nAdd 4."
    assert found.story.headline == "On The story."


@given(st.permutations([1, 2, 3, 4]))
def test_takes_that_come_before_the_first_stand_behind_it(order: list[int]) -> None:
    found = whole([*map(numbered, order)])
    assert found.story.body == "Add 1.\n\nAdd 2.\n\nAdd 3.\n\nAdd 4."
    assert found.story.headline == "On Add 1."
    assert found.wire.keywords == ["Add 1.", *(it for it in found.wire.keywords if it != "Add 1.")]


def test_an_add_without_a_number_comes_last() -> None:
    found = whole([STORY, numbered(2), take("And more."), numbered(1)])
    assert found.story.body == "The story.\n\nAdd 1.\n\nAdd 2.\n\nAnd more."


def test_an_add_that_the_text_has_is_contained_wherever_it_stands() -> None:
    found = whole([STORY, numbered(2), numbered(1)])
    assert contains(found, numbered(1))
    assert contains(found, numbered(2))
    assert not contains(found, numbered(3))


@pytest.mark.parametrize(
    "said", ["x", [], [[0]], [[0, 3], [1, 400]], [["0", 10]], [[0, -5], [1, 13]], [[True, 10]]]
)
def test_parts_that_are_none_of_ours_are_one(said: object) -> None:
    odd = STORY.wire.model_copy(update={"extra": {TAKES: said}})
    found = joined(ParsedStory(story=STORY.story, wire=odd), numbered(1))
    assert found.story.body == "The story.\n\nAdd 1."
    assert found.wire.extra[TAKES] == [[0, 10], [1, 6]]


def test_a_part_without_text_leaves_no_empty_paragraph() -> None:
    assert whole([take("", signal=Signal.NEW), numbered(1)]).story.body == "Add 1."
