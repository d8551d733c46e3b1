"""Each alert has a page that says what it means and what to do, with commands that exist."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main
import yaml
from typer.core import TyperGroup

from stream.cli.main import app
from stream.settings import PREFIX, Settings
from tests.monitoring import DEPLOY, ROOT, program, told
from tests.monitoring.rules import ALERTS, RECORDED, named, served

PAGES = {it.stem: it.read_text(encoding="utf-8") for it in (DEPLOY / "runbooks").glob("*.md")}
SECTIONS = ["Meaning", "Impact", "Diagnosis", "Mitigation"]
CODES = set(
    re.findall(
        r"^\| `(\w+)` \|",
        (ROOT / "docs/metrics.md").read_text() + (ROOT / "docs/formats.md").read_text(),
        re.MULTILINE,
    )
)


def commands(page: str) -> list[str]:
    """What a page says to type: lines of its code blocks, and `wire …` in its sentences."""
    return re.findall(r"^    (.+)$", page, re.MULTILINE) + re.findall(r"`(wire .+?)`", page)


def queries(page: str) -> list[str]:
    return re.findall(r"promtool query instant \S+ '(.+)'$", page, re.MULTILINE)


def test_each_alert_has_its_page_and_no_page_is_left_over() -> None:
    assert set(PAGES) == set(ALERTS)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_its_four_parts(name: str) -> None:
    page = PAGES[name]
    assert page.startswith(f"# {name}\n")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == SECTIONS
    diagnosis = page.split("## Diagnosis")[1].split("## Mitigation")[0]
    assert re.search(r"^    \w", diagnosis, re.MULTILINE)
    assert page.split("## Mitigation\n\n")[1].startswith("- ")


@pytest.mark.parametrize("name", PAGES)
def test_its_commands_exist(name: str) -> None:
    for line in commands(PAGES[name]):
        # Up to the first pipe outside quotes: what follows isn't ours.
        words = shlex.split(re.match(r"(?:'[^']*'|[^'|])*", line)[0])  # type: ignore[index]
        if words[0] == "wire":
            command: object = typer.main.get_command(app)
            rest = words[1:]
            while isinstance(command, TyperGroup) and rest and rest[0] in command.commands:
                command = command.commands[rest.pop(0)]
            assert not isinstance(command, TyperGroup) or command.invoke_without_command, line
            known = {opt for it in command.params for opt in it.opts}  # type: ignore[attr-defined]
            assert {it for it in rest if it.startswith("--")} <= known, line


@pytest.mark.parametrize("name", PAGES)
def test_it_names_only_metrics_settings_codes_and_files_that_exist(name: str) -> None:
    page = PAGES[name]
    for query in queries(page):
        assert named(query) <= served() | set(RECORDED)
    for setting in re.findall(r"\bWIRE_(\w+)", page):
        assert setting.lower() in Settings.model_fields, f"{PREFIX}{setting}"
    for code in re.findall(r"--code ([a-z_]+)", page):
        assert code in CODES
    for link in re.findall(r"\]\(([^)#]+)", page):
        assert (DEPLOY / "runbooks" / link).exists(), link


def test_every_query_of_the_pages_is_one(tmp_path: Path) -> None:
    asked = sorted({it for page in PAGES.values() for it in queries(page)})
    assert asked
    rules = [{"record": f"asked:{number}", "expr": it} for number, it in enumerate(asked)]
    file = tmp_path / "asked.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "asked", "rules": rules}]}))
    assert f"{len(asked)} rules found" in told(program("promtool"), "check", "rules", file)


def test_the_page_on_monitoring_lists_each_alert_as_it_is() -> None:
    page = (ROOT / "docs/monitoring.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| \[`(\w+)`\]\(\S+\) \| (\w+) \|", page, re.MULTILINE))
    assert rows == {name: rule["labels"]["severity"] for name, rule in ALERTS.items()}
