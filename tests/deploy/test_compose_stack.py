"""Each service of docker-compose.yml is watched, limited and shut in; what it names is there."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
LASTING = [name for name in SERVICES if name != "topics"]
PROMETHEUS: dict[str, Any] = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())


def targets(configs: list[dict[str, Any]]) -> set[str]:
    """The services that Prometheus is to reach, by name."""
    found = {target for it in configs for one in it["static_configs"] for target in one["targets"]}
    return {target.rpartition(":")[0] for target in found} - {"localhost"}


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_runs_as_root_or_writes_where_nothing_is_mounted(name: str) -> None:
    user, _, group = SERVICES[name]["user"].partition(":")
    assert int(user) > 0
    assert group.isdigit()
    assert SERVICES[name]["read_only"] is True


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_takes_no_more_than_its_share(name: str) -> None:
    limits = SERVICES[name]["deploy"]["resources"]["limits"]
    assert limits.keys() == {"cpus", "memory", "pids"}
    assert SERVICES[name]["logging"]["options"].keys() == {"max-size", "max-file"}


@pytest.mark.parametrize("name", LASTING)
def test_what_runs_on_says_whether_it_is_well_and_starts_again(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] == "CMD"
    assert check.keys() >= {"interval", "timeout", "retries", "start_period"}
    assert SERVICES[name]["restart"] == "on-failure"


def test_prometheus_reaches_services_that_are_here() -> None:
    scraped = targets(PROMETHEUS["scrape_configs"])
    told = targets(PROMETHEUS["alerting"]["alertmanagers"])
    assert scraped | told <= SERVICES.keys()
    assert told == {"alertmanager"}


def test_grafana_asks_the_prometheus_that_is_here() -> None:
    path = ROOT / "deploy/grafana/provisioning/datasources/prometheus.yml"
    (source,) = yaml.safe_load(path.read_text())["datasources"]
    assert source["url"] == "http://prometheus:9090"
    assert "prometheus" in SERVICES["grafana"]["depends_on"]


def mounts() -> list[tuple[str, str, str]]:
    """(service, place here, options) of each folder or file of the checkout that is mounted."""
    rows = [
        (name, *volume.split(":"))
        for name, it in SERVICES.items()
        for volume in it.get("volumes", ())
    ]
    return [(row[0], row[1], row[3]) for row in rows if row[1].startswith("./")]


@pytest.mark.parametrize(("name", "place", "options"), mounts())
def test_what_is_mounted_is_there_and_cannot_be_changed(
    name: str, place: str, options: str
) -> None:
    assert (ROOT / place).exists()
    assert options == "ro"


def test_grafana_finds_its_dashboards_and_shows_one_first() -> None:
    path = ROOT / "deploy/grafana/provisioning/dashboards/wirestream.yml"
    (provider,) = yaml.safe_load(path.read_text())["providers"]
    inside = provider["options"]["path"]
    mounted = {it.split(":")[1]: it.split(":")[0] for it in SERVICES["grafana"]["volumes"]}
    home = SERVICES["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]
    assert home.startswith(f"{inside}/")
    assert (ROOT / mounted[inside] / home.removeprefix(f"{inside}/")).exists()


def test_what_is_kept_outlasts_its_service() -> None:
    used = {volume.split(":")[0] for it in SERVICES.values() for volume in it.get("volumes", ())}
    assert {it for it in used if re.fullmatch(r"[a-z-]+", it)} == FILE["volumes"].keys()


def test_prometheus_keeps_as_much_as_is_promised_over() -> None:
    (kept,) = (it for it in SERVICES["prometheus"]["command"] if "retention.time" in it)
    assert int(re.sub(r"\D", "", kept)) > 30


def pins(file: str) -> dict[str, str]:
    """The exact version of each package of a lock."""
    lines = (ROOT / file).read_text().splitlines()
    found = [re.match(r"([A-Za-z0-9._-]+)==([^ ;\\\\]+)", line) for line in lines]
    return {it[1]: it[2] for it in found if it}


def test_the_image_holds_what_is_tested_and_no_tool_of_developers() -> None:
    tested, held = pins("requirements.lock"), pins("deploy/requirements.lock")
    assert held.items() <= tested.items()
    assert {"faust-streaming", "spacy", "hatchling"} <= held.keys()
    assert not {"pytest", "mypy", "ruff", "hypothesis"} & held.keys()
