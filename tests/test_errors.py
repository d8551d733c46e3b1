"""The tree of errors is drawn as it is; every code and every exit status is documented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.dead_letter import DeadLetter
from stream import errors
from stream.errors import EnrichError, ItemError, ParseError, WireError
from stream.wire.codes import Code

ROOT = Path(__file__).parents[1]
METRICS = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
FORMATS = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
CLASSES = [it for it in vars(errors).values() if isinstance(it, type)]
TREE = [it for it in CLASSES if issubclass(it, WireError)]
CODED = {"Failure", "ItemError", "ParseError", "EnrichError", "ChildDied"}


def drawn() -> dict[str, str | None]:
    """Each class of the drawing and the one that it hangs from."""
    above: list[tuple[int, str]] = []
    found: dict[str, str | None] = {}
    for line in (errors.__doc__ or "").splitlines():
        row = re.match(r"    ([│├└─ ]*)([A-Z]\w+)  ", line)
        if row:
            depth = len(row[1])
            above = [it for it in above if it[0] < depth]
            found[row[2]] = above[-1][1] if above else None
            above.append((depth, row[2]))
    return found


def codes() -> Iterator[str]:
    """Every code that is written where an item fails; the commands' own are no dead letters."""
    for path in (ROOT / "stream").rglob("*.py"):
        if path.parent.name == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in CODED and isinstance(first, ast.Constant):
                    yield str(first.value)


def rows(page: str, title: str) -> list[str]:
    section = page.split(f"## {title}\n")[1].split("\n## ", maxsplit=1)[0]
    return re.findall(r"^\| `?(\w+)`? \|", section, re.MULTILINE)


def test_the_tree_is_drawn_as_it_is() -> None:
    parents = {it.__name__: it.__base__.__name__ if it.__base__ else "" for it in TREE}
    assert drawn() == {**parents, "WireError": None}


def test_every_code_is_documented_and_no_other() -> None:
    assert {*codes()} == {*rows(METRICS, "Codes of dead letters")} - {"code"}


def test_every_code_of_intake_is_documented_and_no_other() -> None:
    assert rows(FORMATS, "Errors")[1:] == [it.value for it in Code]


@pytest.mark.parametrize("code", sorted({*codes(), *Code}))
def test_a_code_fits_a_letter(code: str) -> None:
    pattern = DeadLetter.model_fields["code"].metadata[0].pattern
    assert re.fullmatch(pattern, code)


def test_every_exit_status_is_documented_and_no_other() -> None:
    documented = {int(it) for it in rows(METRICS, "Statuses with which a process ends")[1:]}
    assert documented == {0, *(it.exit_code for it in TREE)}


@pytest.mark.parametrize("kind", [ItemError, ParseError, EnrichError])
def test_an_item_error_keeps_its_code_beside_its_message(kind: type[ItemError]) -> None:
    error = kind("no_text", "the item has no text")
    assert (error.code, str(error)) == ("no_text", "the item has no text")
