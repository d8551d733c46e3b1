"""What another version of everything changes, for people: a table a kind, then samples."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stream.cli.show import plain

_COLUMNS = ("kept", "gained", "lost", "retyped", "renamed", "ids changed", "other")
_MOST_TOPICS = 20


def show(report: Mapping[str, Any], console: Console) -> None:
    """Print it."""
    console.print(
        f"{report['stories']} stories compared, {report['changed']} of them change; "
        f"{report['no_longer_stands']} no longer stand as they were"
    )
    _counts("", report["kinds"], console)
    topics = sorted(report["topics"].items(), key=lambda it: -sum(it[1].values()))
    _counts("topic", dict(topics[:_MOST_TOPICS]), console)
    for name, count in report["retyped"].items():
        console.print(Text(f"  {name}: {count}"))
    for it in report["samples"]:
        console.print(Text(f"  {plain(_line(it), 400)}"))


def _counts(title: str, rows: Mapping[str, Mapping[str, int]], console: Console) -> None:
    used = [it for it in _COLUMNS if any(it in row for row in rows.values())]
    table = Table(title, *used)
    for name, row in rows.items():
        table.add_row(Text(name), *(str(row.get(it, 0)) for it in used))
    if rows:
        console.print(table)


def _line(it: Mapping[str, str]) -> str:
    what = it["kind"] if it["what"] == "other" else f"{it['kind']} {it['what']}"
    said = " → ".join((it["before"] or "nothing", it["after"] or "nothing"))
    return f"{it['story']}  {what}: {said}  {it['words']}"
