"""Labelled stories to learn from: what is read, what is refused, with the line."""

from pathlib import Path

import pytest

from stream.evaluation.labelled import read
from stream.evaluation.mistakes import Mistake
from stream.evaluation.topic_training import FEWEST, TooFewStories, lesson, train


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "stories.jsonl"


def test_media_topics_and_own_codes_are_read(file: Path) -> None:
    file.write_text(
        '{"id": 7, "headline": "H", "body": "B", "topics": ["medtop:20000639", "20000639"]}\n\n'
        '{"body": "C", "topics": ["M&A", "custom:rates", {"code": "x", "name": "X"}]}\n'
    )
    first, second = read(file)
    assert (first.headline, first.body) == ("H", "B")
    assert [(it.code, it.name) for it in first.topics] == [("medtop:20000639", "diplomacy")]
    assert second.headline == ""
    assert [(it.code, it.name) for it in second.topics] == [
        ("custom:M&A", "M&A"),
        ("custom:rates", "rates"),
        ("custom:x", "X"),
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[]", "no JSON object: write one a line, with `headline`, `body` and `topics`"),
        ("{", "no JSON object"),
        ('{"body": "b"}', "`topics` is missing: give a list of codes"),
        ('{"topics": []}', "`body` is missing: give the text"),
        ('{"body": "b", "topics": "sport"}', "`topics` isn't right"),
        ('{"body": "b", "topics": [""]}', "`topics` isn't right"),
        ('{"body": "b", "topics": ["medtop:20999999"]}', "no active Media Topic"),
        ('{"body": "b", "topics": ["20999999"]}', "no active Media Topic"),
        ('{"body": "b", "topics": ["medtop:sport"]}', "no active Media Topic"),
    ],
)
def test_a_bad_line_is_named_and_never_repeated(file: Path, line: str, complaint: str) -> None:
    file.write_text(f'{{"body": "fine", "topics": []}}\n{line}\n')
    with pytest.raises(Mistake) as error:
        list(read(file))
    assert str(error.value).startswith(f"{file}, line 2: ")
    assert complaint in str(error.value)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe{"])
def test_a_file_without_stories_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with pytest.raises(Mistake, match=r"holds no story|no UTF-8"):
        list(read(file))


def test_too_few_stories_say_how_many_are_wanted(file: Path) -> None:
    row = '{"body": "b", "topics": ["a"]}\n'
    file.write_text(row * FEWEST + '{"body": "c", "topics": ["b"]}\n' * (FEWEST - 1))
    with pytest.raises(TooFewStories, match="1 topics have 5 stories or more, of 2 in all"):
        lesson(read(file))


def test_the_report_counts_topics_that_are_left_out(file: Path) -> None:
    rows = [("ship port berth", "ports"), ("goal striker match", "sport")] * (2 * FEWEST)
    lines = [f'{{"body": "{body}", "topics": ["{code}"]}}' for body, code in rows]
    file.write_text("\n".join([*lines, '{"body": "rare", "topics": ["rare"]}']))
    steps: list[None] = []
    given = lesson(read(file))
    model, report = train(given, lambda: steps.append(None))
    assert [it.code for it in model.labels] == ["custom:ports", "custom:sport"]
    assert report["left_out"] == {"custom:rare": 1}
    assert len(steps) == given.rounds
    assert report["first_right"] == report["micro_f1"] == 1
    assert report["topics"]["custom:ports"]["wanted"] == 2 * FEWEST
