"""Alertmanager's file is valid, and each alert reaches who should know, once."""

import re
from typing import Any

import pytest
import yaml

from tests.monitoring import DEPLOY, program, told
from tests.monitoring.rules import ALERTS

CONFIG = DEPLOY / "alertmanager/alertmanager.yml"
FILE: dict[str, Any] = yaml.safe_load(CONFIG.read_text())


def receiver(labels: dict[str, str]) -> str:
    if labels["severity"] == "page":
        return "pager"
    return "desk" if labels.get("team") == "desk" else "tickets"


def test_the_configuration_is_valid() -> None:
    assert "SUCCESS" in told(program("amtool"), "check-config", CONFIG)


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_goes_to_who_should_know(name: str) -> None:
    labels = {"alertname": name, "hop": "enrich", **ALERTS[name]["labels"]}
    given = [f"{label}={value}" for label, value in labels.items()]
    options = [f"--config.file={CONFIG}", f"--verify.receivers={receiver(labels)}"]
    told(program("amtool"), "config", "routes", "test", *options, *given)


def test_only_what_cannot_wait_wakes_somebody() -> None:
    paging = {name for name, rule in ALERTS.items() if rule["labels"]["severity"] == "page"}
    assert paging == {
        "WireFreshnessBurnsFast",
        "WireCompletenessBurnsFast",
        "WireHopGone",
        "WireNoProgress",
        "WireLagHighAndRising",
        "WireDiskFills",
    }


@pytest.mark.parametrize("rule", FILE["inhibit_rules"], ids=str)
def test_inhibitions_name_alerts_that_exist_and_no_alert_silences_itself(
    rule: dict[str, list[str]],
) -> None:
    def matched(matchers: list[str]) -> set[str]:
        (matcher,) = matchers
        pattern = re.fullmatch(r'alertname=~?"(.+)"', matcher)
        assert pattern is not None
        names = {name for name in ALERTS if re.fullmatch(pattern[1], name)}
        assert all(re.search(part, " ".join(ALERTS)) for part in pattern[1].split("|"))
        return names

    sources, targets = matched(rule["source_matchers"]), matched(rule["target_matchers"])
    assert sources
    assert targets
    assert not sources & targets


def test_alerts_of_one_cause_are_one_message() -> None:
    assert FILE["route"]["group_by"] == ["alertname", "hop", "source", "channel", "slo"]
