"""CoNLL and JSON Lines become stories with spans; a bad line is told by file, line and what."""

import json
from pathlib import Path

import pytest

from stream.evaluation.gold import Annotated
from stream.evaluation.mistakes import Mistake
from stream.evaluation.reading import read

IOB1 = """-DOCSTART- -X- O O

Ferry NN I-NP O
docks VBZ I-VP O
in IN I-PP O
Oslo NNP I-NP I-LOC

Mara NNP I-NP I-PER
Oduya NNP I-NP I-PER
Ines NNP I-NP B-PER
of IN I-PP O
Halden NNP I-NP I-ORG
Lines NNPS I-NP I-ORG

-DOCSTART- -X- O O

LIMA NNP I-NP I-LOC
"""
IOB2 = """-DOCSTART-\tO

Ferry\tO
docks\tO
in\tO
Oslo\tB-LOC

Mara\tB-PER
Oduya\tI-PER
Ines\tB-PER
of\tO
Halden\tB-ORG
Lines\tI-ORG

-DOCSTART-\tO

LIMA\tB-LOC
"""
BODY = "BAKU, April 25 (Halden) - Mara Oduya said: 'We sail.'"


def stories(tmp_path: Path, text: str) -> list[Annotated]:
    file = tmp_path / "set"
    file.write_text(text, encoding="utf-8")
    return list(read(file, "set"))


def spans(story: Annotated) -> list[tuple[str, str]]:
    for it in story.spans or ():
        field, start, end = it.place
        assert story.field(field)[start:end] == it.text
    return [(it.text, it.type) for it in story.spans or ()]


@pytest.mark.parametrize("text", [IOB1, IOB2], ids=["four columns, IOB1", "two columns, IOB2"])
def test_both_ways_of_tagging_mark_the_same_spans(tmp_path: Path, text: str) -> None:
    first, second = stories(tmp_path, text)
    assert first.body == "Ferry docks in Oslo\nMara Oduya Ines of Halden Lines"
    assert spans(first) == [
        ("Oslo", "place"),
        ("Mara Oduya", "person"),
        ("Ines", "person"),
        ("Halden Lines", "organisation"),
    ]
    assert (second.id, spans(second)) == ("set#2", [("LIMA", "place")])


def test_sentences_with_a_verb_are_known_where_parts_of_speech_are(tmp_path: Path) -> None:
    first, second = stories(tmp_path, IOB1)
    assert first.prose == [(0, 20)]
    assert second.prose == []
    assert stories(tmp_path, IOB2)[0].prose is None


def test_a_file_without_docstart_is_one_story(tmp_path: Path) -> None:
    (story,) = stories(tmp_path, "Oslo B-GPE\n\nLima B-MISC\n")
    assert (story.body, spans(story)) == ("Oslo\nLima", [("Oslo", "place")])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Oslo B-LOC\nLima\n", "set, line 2: a word without a tag"),
        ("Oslo B-LOC\nLima NNP B-LOC\n", "set, line 2: 3 columns where the first line has 2"),
        ("Oslo LOC\n", "set, line 1: the last column is no tag"),
        ("Oslo B-\n", "set, line 1: the last column is no tag"),
        ("\n\n", "set: holds no story"),
        ("", "set: holds no story"),
        ('{"body": "x"}\n{"body": \n', "set, line 2: no JSON"),
        ('{"headline": "x"}\n', "set, line 1: body: Field required"),
        ('{"body": 5}\n', "set, line 1: body: Input should be a valid string"),
        ('{"body": "x", "topics": ["sport"]}\n', "set, line 1: topics.0"),
        ("{" + '"a":[' * 100_000, "set, line 1: "),
    ],
)
def test_a_bad_line_is_told_by_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Mistake) as caught:
        stories(tmp_path, text)
    assert str(caught.value).startswith(told)


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="can't be read"):
        list(read(tmp_path / "nowhere"))
    (tmp_path / "set").write_bytes(b"Oslo B-LOC\n\xff\xfe\n")
    with pytest.raises(Mistake, match="no UTF-8"):
        list(read(tmp_path / "set"))


def line(**keys: object) -> str:
    return json.dumps({"id": "s1", "headline": "Ferries sail", "body": BODY, **keys}) + "\n"


def mark(text: str, **facts: object) -> dict[str, object]:
    start = BODY.index(text)
    return {"start": start, "end": start + len(text), "text": text, **facts}


def test_a_story_has_what_its_line_annotates_and_nothing_else(tmp_path: Path) -> None:
    city = mark("BAKU", kind="city", iso3166_1="AZ", geonames="587084")
    region = mark("Halden", kind="region", iso3166_1="NO", geonames=None)
    (story,) = stories(tmp_path, line(places=[city, region]))
    places = story.places or ()
    assert [it.ids for it in places] == [{"iso3166_1": "AZ", "geonames": "587084"}, None]
    assert (story.spans, story.topics, story.quotes, story.numbers, story.acts) == (None,) * 5


def test_every_kind_of_annotation_is_read(tmp_path: Path) -> None:
    headline = {"start": 0, "end": 7, "text": "Ferries", "type": "product", "field": "headline"}
    (story,) = stories(
        tmp_path,
        line(
            entities=[mark("Mara Oduya", type="person"), headline],
            topics=["medtop:20000300", ["13000000", "medtop:04000000"]],
            quotes=[mark("We sail.", speaker="Mara Oduya", direct=True)],
            numbers=[mark("25", value=25)],
            acts=[mark("said", act="said", actor="Mara Oduya")],
        ),
    )
    assert spans(story) == [("Mara Oduya", "person"), ("Ferries", "product")]
    assert story.topics == [{"20000300"}, {"13000000", "04000000"}]
    assert [(it.speaker, it.direct) for it in story.quotes or ()] == [("Mara Oduya", True)]
    assert [it.value for it in story.numbers or ()] == [25.0]
    assert [it.actor for it in story.acts or ()] == ["Mara Oduya"]


def test_offsets_that_miss_their_text_are_told_without_the_text(tmp_path: Path) -> None:
    wrong = {"start": 1, "end": 5, "text": "BAKU"}
    with pytest.raises(Mistake, match=r"set, line 1: places.0: body\[1:5\] isn't its text") as told:
        stories(tmp_path, line(places=[wrong]))
    assert "BAKU" not in str(told.value)


def test_a_type_that_there_isn_t_is_told(tmp_path: Path) -> None:
    wrong = {"start": 0, "end": 7, "text": "Ferries", "type": "city", "field": "headline"}
    with pytest.raises(Mistake, match=r"set, line 1: entities\.0\.type: Input should be 'person'"):
        stories(tmp_path, line(entities=[wrong]))
