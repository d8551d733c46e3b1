"""The dashboards are as generated and keep the rules of Grafana's dashboard linter.

Those rules are held here since the linter itself is a Go program that isn't packaged: a templated
data source, job and instance; `$__rate_interval`; units; titles and descriptions; valid PromQL.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.grafana.__main__ import BOARDS, FOLDER, differing, main
from deploy.grafana.panels import Board, Panel
from tests.monitoring import DEPLOY, program, told
from tests.monitoring.rules import RECORDED, named, served

FILES: dict[str, dict[str, Any]] = {
    it.stem: json.loads(it.read_text(encoding="utf-8")) for it in FOLDER.glob("*.json")
}
PANELS = [(board, panel) for board in BOARDS for panel in board.panels()]
UNITS = {"short", "s", "percentunit", "reqps", "Bps", "bytes"}
# These series have no job or instance of ours: Prometheus makes them from all processes.
MADE_BY_PROMETHEUS = re.compile(r"ALERTS\{|\bwire:")
DURATIONS = {"$__rate_interval": "5m", "$__range": "1h"}


def panels_of(name: str) -> list[dict[str, Any]]:
    return [it for it in FILES[name]["panels"] if it["type"] != "row"]


def plain(expression: str) -> str:
    """The query with Grafana's variables filled in."""
    for variable, value in DURATIONS.items():
        expression = expression.replace(variable, value)
    return expression.replace("$job", ".+").replace("$instance", ".+")


def test_the_files_are_as_generated() -> None:
    assert differing() == []
    assert main(["--check"]) == 0


def test_a_file_that_was_edited_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in FILES:
        (tmp_path / f"{name}.json").write_text((FOLDER / f"{name}.json").read_text())
    monkeypatch.setattr("deploy.grafana.__main__.FOLDER", tmp_path)
    assert main(["--check"]) == 0
    (tmp_path / "wire-glance.json").write_text("{}")
    (tmp_path / "left-over.json").write_text("{}")
    assert main(["--check"]) == 1
    told_of = capsys.readouterr().err
    assert "wire-glance.json" in told_of
    assert "left-over.json" in told_of


@pytest.mark.parametrize("name", FILES)
def test_data_source_job_and_instance_are_chosen_by_the_reader(name: str) -> None:
    variables = {it["name"]: it for it in FILES[name]["templating"]["list"]}
    assert (variables["datasource"]["type"], variables["datasource"]["query"]) == (
        "datasource",
        "prometheus",
    )
    assert variables["datasource"]["label"] == "Data source"
    for variable, label in (("job", "Job"), ("instance", "Instance")):
        it = variables[variable]
        assert (it["type"], it["label"], it["multi"], it["allValue"]) == (
            "query",
            label,
            True,
            ".+",
        )
        assert it["refresh"] == 2, "variables follow the time range"
        assert it["datasource"]["uid"] == "${datasource}"


@pytest.mark.parametrize("name", FILES)
def test_a_dashboard_is_not_edited_where_it_would_be_lost(name: str) -> None:
    assert FILES[name]["editable"] is False
    assert FILES[name]["uid"] == name
    assert FILES[name]["title"]
    assert FILES[name]["description"]


@pytest.mark.parametrize("name", FILES)
def test_panels_have_targets_of_the_chosen_source_and_ids_of_their_own(name: str) -> None:
    panels = panels_of(name)
    assert len({it["id"] for it in panels}) == len(panels)
    for panel in panels:
        assert panel["datasource"]["uid"] == "${datasource}"
        assert panel["targets"]
        assert all(it["datasource"]["uid"] == "${datasource}" for it in panel["targets"])
        assert len({it["refId"] for it in panel["targets"]}) == len(panel["targets"])


@pytest.mark.parametrize("name", FILES)
def test_panels_do_not_overlap(name: str) -> None:
    taken: set[tuple[int, int]] = set()
    for panel in FILES[name]["panels"]:
        at = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(at["x"], at["x"] + at["w"])
            for y in range(at["y"], at["y"] + at["h"])
        }
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells


@pytest.mark.parametrize(("board", "panel"), PANELS, ids=lambda it: it.title)
def test_a_panel_says_what_it_shows_and_in_which_unit(board: Board, panel: Panel) -> None:
    assert panel.title
    assert panel.about.endswith(".")
    assert panel.unit in UNITS


@pytest.mark.parametrize(("board", "panel"), PANELS, ids=lambda it: it.title)
def test_queries_choose_job_and_instance_and_windows_that_fit(board: Board, panel: Panel) -> None:
    for expression in panel.expressions().values():
        selectors = re.findall(r"\{([^{}]*)\}", expression)
        if not MADE_BY_PROMETHEUS.search(expression):
            assert selectors
            assert all('job=~"$job"' in it and 'instance=~"$instance"' in it for it in selectors)
        for window in re.findall(r"\brate\([^\[]*\[([^\]]+)\]", expression):
            assert window == "$__rate_interval"
        for window in re.findall(r"\bincrease\([^\[]*\[([^\]]+)\]", expression):
            assert window == "$__range"
        for counter in re.findall(r"\b(\w+_total)\{[^}]*\}(?!\[)", expression):
            pytest.fail(f"{counter} is a counter and stands without rate or increase")
        assert named(expression) <= served() | set(RECORDED)


def test_every_query_is_valid_promql(tmp_path: Path) -> None:
    asked = [plain(it) for _, panel in PANELS for it in panel.expressions().values()]
    rules = [{"record": f"asked:{number}", "expr": it} for number, it in enumerate(asked)]
    file = tmp_path / "asked.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "asked", "rules": rules}]}))
    assert f"{len(asked)} rules found" in told(program("promtool"), "check", "rules", file)


def test_every_metric_of_ours_is_shown_somewhere() -> None:
    shown = {it for _, panel in PANELS for one in panel.expressions().values() for it in named(one)}
    hidden = {re.sub("_(bucket|sum|count)$", "", it) for it in served() if it.startswith("wire_")}
    hidden -= {re.sub("_(bucket|sum|count)$", "", it) for it in shown}
    # The mean of the loop's lateness is told by its percentile; the rest are parts of others.
    assert hidden <= {"wire_loop_lag_seconds", "wire_acknowledged_total", "wire_pool_busy"}


def test_grafana_finds_the_dashboards_and_the_data() -> None:
    provisioning = DEPLOY / "grafana/provisioning"
    (source,) = yaml.safe_load((provisioning / "datasources/prometheus.yml").read_text())[
        "datasources"
    ]
    assert (source["type"], source["jsonData"]["timeInterval"]) == ("prometheus", "15s")
    interval = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text())["global"]
    assert source["jsonData"]["timeInterval"] == interval["scrape_interval"]
    (provider,) = yaml.safe_load((provisioning / "dashboards/wirestream.yml").read_text())[
        "providers"
    ]
    assert provider["options"]["path"] == "/etc/grafana/dashboards"
