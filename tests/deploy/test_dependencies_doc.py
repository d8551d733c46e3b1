"""docs/dependencies.md has a line for each dependency, and none for what isn't one."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = {
    "To run": PROJECT["project"]["dependencies"],
    "To develop": PROJECT["dependency-groups"]["dev"],
    "To race against": [
        it
        for name, group in PROJECT["dependency-groups"].items()
        if name.startswith("peer-")
        for it in group
    ],
    "To build the vocabularies": PROJECT["dependency-groups"]["vocabulary"],
}


def names(requirements: Iterable[str]) -> list[str]:
    return [
        re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0] for requirement in requirements
    ]


@pytest.mark.parametrize("title", DECLARED)
def test_each_dependency_has_one_line_and_a_reason(title: str) -> None:
    section = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \| (.+?) \|$", section, re.MULTILINE)
    assert sorted(row[0] for row in rows) == sorted(names(DECLARED[title]))


@pytest.mark.parametrize(
    "file", ["tests/brokers/pom.xml", "docker-compose.yml", "deploy/Dockerfile"]
)
def test_each_version_from_elsewhere_is_the_one_in_use(file: str) -> None:
    section = PAGE.split("## Not from the Python index\n")[1]
    (row,) = [line for line in section.splitlines() if f"`{file}`" in line]
    versions = re.findall(r"\d+\.\d+\.\d+", row)
    assert versions
    assert all(version in (ROOT / file).read_text(encoding="utf-8") for version in versions)
