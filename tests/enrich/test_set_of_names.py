"""The stories of `sets/named` keep their conventions, as `sets/README.md` states them."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SET = Path(__file__).parent / "sets/named"
NAMED = [SET / "dev.jsonl", SET / "locked.jsonl"]
TOPICS = Path(__file__).parents[2] / "stream/enrich/topics/data/mediatopics.tsv"
OWN_POSSESSIVE = {"Moody's", "Moody’s"}  # these companies are called so


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", NAMED, ids=lambda it: it.stem)
def test_mentions_are_clean_and_dont_overlap(path: Path) -> None:
    for story in read(path):
        for field in ("headline", "body"):
            found = [it for it in story["entities"] if it["field"] == field]
            assert all(one["end"] <= next_["start"] for one, next_ in pairwise(found)), story["id"]
        for it in story["entities"]:
            where = story["id"], it["text"]
            assert it["type"] in {"person", "organisation", "place"}, where
            assert it["text"] == it["text"].strip(), where
            assert it["name"], where
            assert not it["text"].endswith(("'s", "’s")) or it["text"] in OWN_POSSESSIVE, where
            assert not it["text"].startswith(("the ", "The ", "Mr ", "President ")) or (
                it["text"] == "The Hague"
            ), where


@pytest.mark.parametrize("path", NAMED, ids=lambda it: it.stem)
def test_a_name_noted_in_a_story_is_noted_wherever_it_stands(path: Path) -> None:
    for story in read(path):
        for field in ("headline", "body"):
            marked = [it for it in story["entities"] if it["field"] == field]
            for text in {it["text"] for it in story["entities"]}:
                for start in starts(story[field], text):
                    assert any(it["start"] <= start < it["end"] for it in marked), (
                        story["id"],
                        text,
                    )


def starts(body: str, text: str) -> Iterator[int]:
    at = body.find(text)
    while at >= 0:
        before, after = body[at - 1 : at], body[at + len(text) : at + len(text) + 1]
        if not before.isalnum() and not after.isalnum():
            yield at
        at = body.find(text, at + 1)


@pytest.mark.parametrize("path", NAMED, ids=lambda it: it.stem)
def test_topics_are_media_topics_and_narrower_ones_lie_below(path: Path) -> None:
    parents = parent_of_each_topic()
    for story in read(path):
        assert story["top"] == story["topics"][0], story["id"]
        assert all(parents[code] == "" for code in story["topics"]), story["id"]
        assert 1 <= len(story["deep"]) <= 3, story["id"]
        for code in story["deep"]:
            above = code
            while parents[above]:
                above = parents[above]
            assert above != code, (story["id"], code)
            assert above in story["topics"], (story["id"], code)


def parent_of_each_topic() -> dict[str, str]:
    rows = [line.split("\t") for line in TOPICS.read_text("utf-8").splitlines()[1:]]
    return {f"medtop:{row[0]}": row[2] and f"medtop:{row[2]}" for row in rows}
