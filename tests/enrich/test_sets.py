"""The sets judged by hand keep their own conventions, as `sets/README.md` states them."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

SETS = Path(__file__).parent / "sets"
HALVES = ("dev", "locked")
NAMES = sorted(folder.name for folder in SETS.iterdir() if folder.is_dir())
PLACE_KEYS = {"text", "start", "end", "field", "name", "kind", "iso3166_1", "geonames"}
ACTS = {
    "met",
    "signed",
    "attacked",
    "killed",
    "arrested",
    "elected",
    "appointed",
    "resigned",
    "acquired",
    "sanctioned",
    "announced",
}

Story = dict[str, Any]


def stories(name: str, half: str) -> list[Story]:
    lines = (SETS / name / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def every(name: str) -> list[Story]:
    """Both halves, and what was added later to be looked at."""
    files = sorted(path.stem for path in (SETS / name).glob("*.jsonl"))
    assert {*HALVES} <= {*files}
    return [story for half in files for story in stories(name, half)]


def spans(noted: Any) -> list[dict[str, Any]]:
    """Everything with offsets, however deep it lies."""
    if isinstance(noted, list):
        return [span for part in noted for span in spans(part)]
    if not isinstance(noted, dict):
        return []
    own = [noted] if {"text", "start", "end"} <= noted.keys() else []
    return own + [span for part in noted.values() for span in spans(part)]


@pytest.fixture(scope="module")
def placed() -> list[Story]:
    return every("placed")


@pytest.fixture(scope="module")
def places(placed: list[Story]) -> list[dict[str, Any]]:
    return [place for story in placed for place in story["places"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_offset_finds_the_text_that_was_noted(name: str) -> None:
    found = 0
    for story in every(name):
        for span in spans(story):
            field = span.get("field", "body")
            assert story[field][span["start"] : span["end"]] == span["text"], story["id"]
            found += 1
    assert found


@pytest.mark.parametrize("name", NAMES)
def test_the_halves_share_no_story_and_are_equally_many(name: str) -> None:
    dev, locked = (stories(name, half) for half in HALVES)
    ids = [story["id"] for story in dev + locked]
    assert len(set(ids)) == len(ids)
    assert len({story["body"] for story in dev + locked}) == len(ids)
    assert abs(len(dev) - len(locked)) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_counts_the_stories(name: str) -> None:
    readme = (SETS / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `{name}` \| (\d+) \| (\d+) \|", readme, re.MULTILINE)
    assert row is not None
    assert [int(count) for count in row.groups()] == [len(stories(name, half)) for half in HALVES]


def test_the_readme_counts_what_was_added_to_places() -> None:
    readme = (SETS / "README.md").read_text(encoding="utf-8")
    row = re.search(
        r"^`more\.jsonl` of `placed` has (\d+) stories with (\d+) places and (\d+)",
        readme,
        re.MULTILINE,
    )
    assert row is not None
    more = stories("placed", "more")
    noted = [sum(len(story[key]) for story in more) for key in ("places", "not_places")]
    assert [int(count) for count in row.groups()] == [len(more), *noted]
    assert len({story["id"] for story in every("placed")}) == len(every("placed"))


def test_the_readme_counts_what_was_added_to_quotes() -> None:
    readme = (SETS / "README.md").read_text(encoding="utf-8").replace(",", "")
    row = re.search(
        r"^`more\.jsonl` of `said` has (\d+) stories with (\d+) quotes \((\d+) of them direct "
        r"(\d+) with a speaker\) and (\d+) acts",
        readme,
        re.MULTILINE,
    )
    assert row is not None
    more = stories("said", "more")
    quotes = [quote for story in more for quote in story["quotes"]]
    assert [int(count) for count in row.groups()] == [
        len(more),
        len(quotes),
        sum(quote["direct"] for quote in quotes),
        sum(quote["speaker"] is not None for quote in quotes),
        sum(len(story["acts"]) for story in more),
    ]
    assert len({story["id"] for story in every("said")}) == len(every("said"))


def test_places_overlap_neither_each_other_nor_what_is_no_place(placed: list[Story]) -> None:
    for story in placed:
        ends: dict[str, int] = defaultdict(int)
        for span in sorted(story["places"] + story["not_places"], key=lambda span: span["start"]):
            assert span["start"] >= ends[span["field"]], story["id"]
            ends[span["field"]] = span["end"]


def test_every_place_has_the_keys_and_the_forms_of_ids(places: list[dict[str, Any]]) -> None:
    for place in places:
        assert place.keys() - {"metonym"} == PLACE_KEYS
        assert place["kind"] in {"country", "city", "region", "other"}
        assert place["geonames"] is None or re.fullmatch(r"[1-9]\d{4,7}", place["geonames"])
        assert place["iso3166_1"] is None or re.fullmatch(r"[A-Z]{2}", place["iso3166_1"])
        assert place["iso3166_1"] or place["kind"] == "other"
        assert place["geonames"] or place["kind"] != "country"
        assert place.get("metonym", True) is True


def test_one_id_always_means_the_same_place(places: list[dict[str, Any]]) -> None:
    meant = defaultdict(set)
    for place in places:
        if place["geonames"]:
            meant[place["geonames"]].add((place["name"], place["kind"], place["iso3166_1"]))
    assert {id_: names for id_, names in meant.items() if len(names) > 1} == {}


def test_one_country_code_always_means_the_same_country(places: list[dict[str, Any]]) -> None:
    codes = defaultdict(set)
    for place in places:
        if place["kind"] == "country":
            codes[place["iso3166_1"]].add(place["geonames"])
    assert {code: ids for code, ids in codes.items() if len(ids) > 1} == {}


def test_both_halves_judge_well_over_three_hundred_mentions_of_countries_and_cities() -> None:
    for half in HALVES:
        kinds = [place["kind"] for story in stories("placed", half) for place in story["places"]]
        assert kinds.count("country") + kinds.count("city") > 300


@pytest.fixture(scope="module")
def said() -> list[Story]:
    return every("said")


def test_a_direct_quote_stands_between_marks_or_goes_on_in_the_next_paragraph(
    said: list[Story],
) -> None:
    for story in said:
        for quote in filter(lambda row: row["direct"], story["quotes"]):
            assert story["body"][quote["start"] - 1] in "“\"‘'", (story["id"], quote["text"])
            assert story["body"][quote["end"]] in "”\"’'\n", (story["id"], quote["text"])


def test_speakers_verbs_and_those_who_act_are_the_storys_own_words(said: list[Story]) -> None:
    for story in said:
        names = [quote[key] for quote in story["quotes"] for key in ("speaker", "verb")]
        names += [act[key] for act in story["acts"] for key in ("actor", "target", "place")]
        for name in filter(None, names):
            assert name in story["body"], (story["id"], name)


def test_an_act_is_one_of_the_eleven_and_names_somebody_or_some_place(said: list[Story]) -> None:
    for story in said:
        for act in story["acts"]:
            assert act["act"] in ACTS, (story["id"], act)
            assert any(act[key] for key in ("actor", "target", "place")), (story["id"], act)


def test_a_number_has_a_unit_or_counts_something_never_both(said: list[Story]) -> None:
    for story in said:
        for number in story.get("numbers", []):
            assert isinstance(number["value"], float), (story["id"], number)
            assert (number["unit"] is None) != (number["counts"] is None), (story["id"], number)
