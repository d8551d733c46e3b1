"""Prometheus's files are valid, and each alert was seen to fire and not to fire."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from stream.app import HOPS
from tests.monitoring import DEPLOY, ROOT, program, told
from tests.monitoring.rules import (
    ALERTS,
    GROUPS,
    RECORDED,
    RULE_FILES,
    RULES,
    TEST_FILES,
    named,
    served,
)

CONFIG = DEPLOY / "prometheus/prometheus.yml"
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def expectations() -> dict[str, set[bool]]:
    """For each alert whether tests expect it to fire, not to, or both."""
    found: defaultdict[str, set[bool]] = defaultdict(set)
    for file in TEST_FILES:
        for case in yaml.safe_load(file.read_text())["tests"]:
            for check in case["alert_rule_test"]:
                found[check["alertname"]].add(bool(check["exp_alerts"]))
    return dict(found)


def test_the_configuration_is_valid() -> None:
    said = told(program("promtool"), "check", "config", CONFIG)
    assert f"{len(RULE_FILES)} rule files found" in said


def test_the_rules_are_valid_and_none_comes_twice() -> None:
    said = told(program("promtool"), "check", "rules", "--lint=all", "--lint-fatal", *RULE_FILES)
    assert said.count("SUCCESS") == len(RULE_FILES)
    assert len(ALERTS) + len(RECORDED) == len(RULES)


@pytest.mark.parametrize("file", TEST_FILES, ids=lambda it: it.stem)
def test_alerts_fire_when_they_should_and_else_do_not(file: Path) -> None:
    assert "SUCCESS" in told(program("promtool"), "test", "rules", file)


def test_each_alert_is_seen_firing_and_not_firing() -> None:
    assert expectations() == {name: {True, False} for name in ALERTS}


@pytest.mark.parametrize("rule", RULES, ids=lambda it: it.get("alert") or it["record"])
def test_rules_name_only_series_that_exist(rule: dict[str, str]) -> None:
    assert named(rule["expr"]) <= served() | set(RECORDED)


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_says_how_urgent_it_is_what_happened_and_what_to_do(name: str) -> None:
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert rule["annotations"]["runbook"] == f"deploy/runbooks/{name}.md"
    assert rule["annotations"]["summary"]


@pytest.mark.parametrize("hop", HOPS)
def test_each_hop_is_missed_when_it_is_gone(hop: str) -> None:
    assert f'hop="{hop}"' in ALERTS["WireHopGone"]["expr"]


def test_every_process_of_the_composed_stack_is_scraped() -> None:
    jobs = {it["job_name"]: it for it in yaml.safe_load(CONFIG.read_text())["scrape_configs"]}
    workers = [name for name in COMPOSE["services"] if name.startswith("worker-")]
    first = int(COMPOSE["services"][workers[0]]["environment"]["WIRE_METRICS_PORT"])
    expected = {f"{name}:{first + number}" for name in workers for number in range(len(HOPS))}
    (targets,) = jobs["wirestream"]["static_configs"]
    assert set(targets["targets"]) == expected


def test_the_promises_are_those_that_the_buckets_can_tell() -> None:
    freshness = [rule["expr"] for rule in RULES if "freshness_errors" in rule.get("record", "")]
    assert freshness
    assert all('le="5.0"' in it for it in freshness)
    assert len({group["name"] for group in GROUPS}) == len(GROUPS)
