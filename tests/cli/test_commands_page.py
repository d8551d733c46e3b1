"""docs/commands.md names every command, option and field that there is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from stream.cli.main import app
from stream.cli.where import FIELDS

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text()


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    if not inner or (command.invoke_without_command and path != "wire"):
        yield path, command
    for name, one in inner.items():
        yield from commands(one, f"{path} {name}")


ALL = dict(commands(typer.main.get_command(app), "wire"))


def section(path: str) -> str:
    """From the command's heading to the next."""
    _, found, rest = PAGE.partition(f"### `{path}`")
    assert found, f"docs/commands.md has no heading for {path}"
    return rest.partition("\n### ")[0].partition("\n## ")[0]


def test_there_are_commands_to_look_for() -> None:
    assert {"wire parse", "wire demo", "wire dead-letters replay"} <= set(ALL)


@pytest.mark.parametrize("path", ALL)
def test_every_command_and_option_is_on_the_page(path: str) -> None:
    text = section(path)
    for parameter in ALL[path].params:
        for name in (*parameter.opts, *parameter.secondary_opts):
            if name.startswith("-") and name not in {"--help", "-h"}:
                assert f"`{name}" in text, f"{name} isn't described under {path}"


@pytest.mark.parametrize("path", ALL)
def test_every_command_has_help_with_an_example(path: str) -> None:
    assert "Example: " in (ALL[path].help or "")
    assert f"{path} " in (ALL[path].help or "") + " "


def test_the_page_describes_no_command_that_is_not_there() -> None:
    headings = [it.split("`")[1] for it in PAGE.splitlines() if it.startswith("### `wire ")]
    assert set(headings) == set(ALL)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_where_is_on_the_page(field: str) -> None:
    assert f"`{field}`" in section("wire tail")
