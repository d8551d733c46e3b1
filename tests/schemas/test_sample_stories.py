"""The sample stories are what their README says, and valid by the standards they claim."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7, DRAFT202012

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "examples/stories"
FILES = sorted(STORIES.glob("[0-9]*"))
SCHEMAS = ROOT.parent / "shared/data/ninjs"
OFFICIAL = {
    "1": "ninjs-schema_1.6.json",
    "2": "ninjs-schema_2.2.json",
    "3": "ninjs-schema_3.1.json",
}
NINJS = [path for path in FILES if "-ninjs" in path.name]


def named(number: int) -> Any:
    (path,) = STORIES.glob(f"{number:02}-*.json")
    return json.loads(path.read_text(encoding="utf-8"))


def plain(number: int) -> str:
    (path,) = STORIES.glob(f"{number:02}-*.txt")
    return path.read_text(encoding="utf-8")


def test_the_readme_lists_every_file_once_and_no_other() -> None:
    listed = re.findall(r"^\| `([^`]+)`", (STORIES / "README.md").read_text(), re.MULTILINE)
    assert listed == [path.name for path in FILES]


def test_the_files_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:2]) for path in FILES] == list(range(1, len(FILES) + 1))


def official(version: str) -> Draft7Validator | Draft202012Validator:
    path = SCHEMAS / OFFICIAL[version]
    if not path.is_file():
        pytest.skip(f"no {path.name} beside us")
    schema = json.loads(path.read_text(encoding="utf-8"))
    kind, draft = (
        (Draft202012Validator, DRAFT202012)
        if "2020-12" in schema["$schema"]
        else (Draft7Validator, DRAFT7)
    )
    # GeoJSON stands outside, and no sample has any
    stub: Resource[Any] = draft.create_resource({"type": "object"})
    outside = re.findall(r'"\$ref": "(https?:[^"]+)"', path.read_text(encoding="utf-8"))
    registry: Registry[Any] = Registry().with_resources(
        [(address, stub) for ref in outside for address in (ref, ref.rstrip("#"))]
    )
    return kind(schema, registry=registry, format_checker=FormatChecker())


@pytest.mark.parametrize("path", NINJS, ids=lambda path: path.name)
def test_a_ninjs_sample_is_valid_by_the_schema_of_its_version(path: Path) -> None:
    version = re.search(r"-ninjs(\d)", path.name)
    assert version is not None
    official(version[1]).validate(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("first", "later"), [(3, 11), (12, 13)])
def test_a_correction_and_a_kill_name_the_story_that_they_change(first: int, later: int) -> None:
    assert named(first)["uri"] == named(later)["uri"]
    assert int(named(first)["version"]) < int(named(later)["version"])


def test_the_kill_carries_no_text_of_the_story() -> None:
    kill = named(13)
    assert kill["pubStatus"] == "canceled"
    assert "bodies" not in kill


def test_the_update_in_plain_text_has_the_slug_and_the_dateline_of_its_story() -> None:
    slug, _, text = plain(9).partition("\n\n")
    assert plain(10).startswith(f"{slug}\nUPDATE 1-")
    assert text.split(" - ")[0] in plain(10)


def test_the_flash_is_of_the_highest_urgency() -> None:
    assert [named(number)["urgency"] for number in (1, 2)] == [1, 3]


def test_the_malformed_sample_is_not_json() -> None:
    with pytest.raises(json.JSONDecodeError):
        named(14)


def test_the_array_holds_two_stories_with_ids_of_their_own() -> None:
    assert len({story["id"] for story in named(15)}) == 2
