"""Every metric is documented as it is, and counts something."""

import re
from pathlib import Path

import prometheus_client
import pytest
from prometheus_client import Counter, Histogram, Info
from prometheus_client.metrics import MetricWrapperBase

from schemas.alert import AlertKind
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream import metrics
from stream.app import HOPS, hop_run
from stream.engine.counting import Counting
from stream.lifecycle.identity.ties import KEYS
from stream.settings import Settings
from stream.wire.codes import Code

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
TABLE = PAGE.split("\n## ")[0]
Metric = MetricWrapperBase
ALL = {name: it for name, it in vars(metrics).items() if isinstance(it, Metric)}
LABELS = {
    "channel",
    "by",
    "hop",
    "topic",
    "end",
    "code",
    "stage",
    "reason",
    "process",
    "source",
    "signal",
} | {
    "kind",
    "state",
}


def exposed(metric: Metric) -> str:
    ending = {Counter: "_total", Info: "_info"}.get(type(metric), "")
    return f"{metric._name}{ending}"


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
    if isinstance(metric, Info):
        assert re.findall(r"`(\w+)`", labels) == list(metric._value)
    else:
        assert re.findall(r"`(\w+)`", labels) == list(metric._labelnames)
    assert about


@pytest.mark.parametrize("name", ALL)
def test_a_metric_has_our_prefix_and_only_labels_of_closed_sets(name: str) -> None:
    metric = ALL[name]
    assert metric._name.startswith("wire_")
    assert set(metric._labelnames) <= LABELS
    if isinstance(metric, Histogram):
        assert metric._name.endswith(("_seconds", "_stories", "_entities", "_topics"))
    if "seconds" in metric._name:
        assert metric._name.endswith("_seconds")


@pytest.mark.parametrize("name", [name for name, it in ALL.items() if not isinstance(it, Info)])
def test_a_metric_is_counted_somewhere(name: str) -> None:
    sources = [it for it in (ROOT / "stream").rglob("*.py") if it.name != "metrics.py"]
    counted = re.compile(rf"\bmetrics\.{name}\b")
    assert any(counted.search(it.read_text(encoding="utf-8")) for it in sources)


def test_the_values_of_labels_are_documented() -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", TABLE, re.MULTILINE))
    values = {name: set(re.findall(r"`([\w-]+)`", text)) for name, text in told.items()}
    assert set(values) >= LABELS
    assert values["hop"] == set(HOPS)
    assert values["end"] == {"passed", *Outcome}
    assert values["stage"] == set(metrics.STAGES)
    assert values["signal"] == set(Signal)
    assert values["by"] == set(KEYS)
    assert values["kind"] == set(AlertKind)


def test_every_code_of_a_hop_counts_from_zero() -> None:
    chosen = Settings(bootstrap="127.0.0.1:1", children=1)
    metrics.DEAD_LETTERS.clear()  # what other tests counted
    for hop in HOPS:
        Counting(hop)
        hop_run(hop, chosen)
    section = PAGE.partition("## Codes of dead letters")[2].partition("\n## ")[0]
    table = re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", section, re.MULTILINE)
    listed = {
        (hop, code)
        for code, where in table
        for hop in (HOPS if where == "any" else where.split(", "))
    } | {("intake", it.value) for it in Code}
    begun = {
        (it.labels["hop"], it.labels["code"])
        for family in metrics.DEAD_LETTERS.collect()
        for it in family.samples
        if it.name.endswith("_total")
    }
    assert begun >= listed
    assert {code for hop, code in begun if hop in HOPS} == {code for _, code in listed}


def test_latencies_are_told_apart_where_promises_are_made() -> None:
    for metric in (metrics.STORY_SECONDS, metrics.HOP_SECONDS, metrics.STAGE_SECONDS):
        assert {0.005, 5, 60} <= set(metric._upper_bounds)


def test_only_our_registry_has_them() -> None:
    names = {it.name for it in metrics.REGISTRY.collect()}
    assert {it._name for it in ALL.values()} <= names
    assert not {it.name for it in prometheus_client.REGISTRY.collect()} & {
        it._name for it in ALL.values()
    }
