"""The report of `wire eval` for people: a table a kind, errors below it. Percent, not shares."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stream.cli.show import plain

_TALLIES = (
    "spans",
    "prose",
    "unique",
    "ids",
    "quotes",
    "speaker_right",
    "acts",
    "who_right",
    "tops",
)
_LABELS = {
    "spans": "spans",
    "prose": "spans in sentences with a verb",
    "unique": "unique names a story",
    "ids": "ids",
    "quotes": "quotes found",
    "speaker_right": "quotes with the right speaker",
    "acts": "acts found",
    "who_right": "acts with the right names",
    "tops": "top topics",
    "names": "person, place, organisation",
    "numbers": "numbers",
    "exact": "exact codes",
}


def show(report: Mapping[str, Any], console: Console) -> None:
    """Print it."""
    console.print(f"{report['stories']} stories of {report['words_per_story']:.0f} words")
    for name, system in report["systems"].items():
        for kind, found in system.items():
            if isinstance(found, Mapping) and kind != "time_ratio":
                _kind(name, kind, found, console)
        if "ms_per_story" in system:
            console.print(Text(_time(name, system)))


def _kind(name: str, kind: str, found: Mapping[str, Any], console: Console) -> None:
    table = Table(f"{name}: {kind}", "", "precision", "recall", "F1", "right", "found", "wanted")
    for label, what, row in _rows(found):
        scores = (f"{100 * row[it]:.1f}" for it in ("precision", "recall", "f1"))
        counts = (str(row[it]) for it in ("right", "found", "wanted"))
        table.add_row(Text(label), Text(what), *scores, *counts)
    if table.row_count:
        console.print(table)
    for label, value in _single(found):
        console.print(Text(f"  {label}: {value}"))
    for it in found.get("errors", ()):
        console.print(Text(f"  {plain(_error(it), 400)}"))


def _rows(found: Mapping[str, Any]) -> Iterable[tuple[str, str, Mapping[str, float]]]:
    for key, value in found.items():
        label = _LABELS.get(key, key)
        if key in _TALLIES:
            for number, (what, row) in enumerate(value.items()):
                yield label if not number else "", what, row
        elif isinstance(value, Mapping) and "f1" in value:
            yield label, "", value


def _single(found: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for key, value in found.items():
        label = key.replace("_", " ")
        if key == "calibration":
            yield "expected calibration error", f"{value['error']:.4f} of {value['count']}"
            for band in value["bands"]:
                said, right = 100 * band["said"], 100 * band["right"]
                yield f"  said {said:.0f} %", f"right {right:.0f} % of {band['count']}"
        elif isinstance(value, float):
            yield label, f"{100 * value:.1f} %"
        elif isinstance(value, int):
            yield label, str(value)
        elif key == "mentions":
            yield "mentions with all ids right", f"{value['right']} of {value['judged']}"


def _error(it: Mapping[str, str]) -> str:
    said, right = it["said"] or "nothing", it["right"] or "nothing"
    return f"{it['story']}  {it['what']}: said {said}, right is {right}   {it['context']}"


def _time(name: str, system: Mapping[str, Any]) -> str:
    ratios = [f"{ratio:.2f} of {other}'s" for other, ratio in system["time_ratio"].items()]
    failed = f", {system['failed']} given up" if system["failed"] else ""
    return ", ".join([f"{name}: {system['ms_per_story']:.1f} ms a story", *ratios]) + failed
