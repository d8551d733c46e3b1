"""Every metric is documented as it is, and counts something."""

import re
from pathlib import Path

import pytest
from prometheus_client import Counter, Gauge, Histogram

from schemas.outcome import Outcome
from stream import metrics
from stream.app import HOPS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
TABLE = PAGE.split("\n## ")[0]
Metric = Counter | Gauge | Histogram
ALL = {name: it for name, it in vars(metrics).items() if isinstance(it, Metric)}


def exposed(metric: Metric) -> str:
    return f"{metric._name}_total" if isinstance(metric, Counter) else str(metric._name)


def rows() -> dict[str, list[str]]:
    lines = [it.strip("|").split("|") for it in TABLE.splitlines() if it.startswith("| `wire_")]
    return {cells[0].strip(" `"): [it.strip() for it in cells[1:]] for cells in lines}


def test_the_page_has_each_metric_and_no_other() -> None:
    assert sorted(rows()) == sorted(map(exposed, ALL.values()))


@pytest.mark.parametrize("name", ALL)
def test_a_metric_is_documented_with_its_kind_and_labels(name: str) -> None:
    metric = ALL[name]
    kind, labels, about = rows()[exposed(metric)]
    assert kind == type(metric).__name__.lower()
    assert re.findall(r"`(\w+)`", labels) == list(metric._labelnames)
    assert about


@pytest.mark.parametrize("name", ALL)
def test_a_metric_has_our_prefix_and_only_labels_of_closed_sets(name: str) -> None:
    metric = ALL[name]
    assert metric._name.startswith("wire_")
    assert set(metric._labelnames) <= {"hop", "end", "code"}
    if isinstance(metric, Histogram):
        assert metric._name.endswith("_seconds")


@pytest.mark.parametrize("name", ALL)
def test_a_metric_is_counted_somewhere(name: str) -> None:
    sources = [it for it in (ROOT / "stream").rglob("*.py") if it.name != "metrics.py"]
    counted = re.compile(rf"\bmetrics\.{name}\b")
    assert any(counted.search(it.read_text(encoding="utf-8")) for it in sources)


def test_the_values_of_labels_are_documented() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE.split("`hop` is ")[1].split("\n\n")[0]))
    assert told == {*HOPS, "end", "passed", *Outcome}


def test_what_is_worth_an_alert_exists() -> None:
    named = set(re.findall(r"`(wire_\w+)`", PAGE.split("\n## ", 1)[1])) - {"wire_code"}
    assert named
    assert named <= set(rows())
