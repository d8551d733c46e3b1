"""What is remembered of words stays small, whatever the words."""

from stream.remembered import Remembered


def test_each_word_is_asked_for_once() -> None:
    asked: list[str] = []
    lengths = Remembered(lambda word: asked.append(word) or len(word), most=10)
    assert [lengths[it] for it in ("port", "ship", "port")] == [4, 4, 4]
    assert asked == ["port", "ship"]


def test_when_full_it_begins_anew() -> None:
    found = Remembered(str.upper, most=3)
    for number in range(20):
        assert found[f"word{number}"] == f"WORD{number}"
        assert len(found) <= 3


def test_a_text_that_is_one_word_is_answered_and_not_kept() -> None:
    found = Remembered(len, longest=60, most=10)
    assert found["x" * (61)] == 61
    assert not found
    assert found["x" * 60] == 60
    assert found
