"""The page `docs/quality.md`: lines of its table, and scores as they stand there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stream.evaluation.systems import NO_ARTICLES, OURS

PAGE = Path(__file__).parents[1] / "docs" / "quality.md"
START, END = "<!-- table: make eval -->", "<!-- end of the table -->"
SM, MD = f"stock-sm{NO_ARTICLES}", f"stock-md{NO_ARTICLES}"
NONE = "–"
Report = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    stock: str
    ours: str
    target: str
    how: str


def table(lines: Iterable[Line], version: str) -> str:
    """As Markdown."""
    head = "| what | stock | ours | target | measured on |\n|---|---|---|---|---|"
    rows = [f"| {it.what} | {it.stock} | {it.ours} | {it.target} | {it.how} |" for it in lines]
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    return "\n".join([f"Version {version} of everything, {day}.", "", head, *rows])


def with_table(page: str, made: str) -> str:
    """The page with this table in place of the one it has; all else is kept by hand."""
    before, _, rest = page.partition(START)
    after = rest.partition(END)[2]
    return f"{before}{START}\n\n{made}\n\n{END}{after}"


def system(report: Report, name: str) -> Report:
    """What a system made of entities."""
    found: Report = report["systems"][name]["entities"]
    return found


def of_kind(report: Report, kind: str) -> Report:
    """What ours made of this kind of things."""
    found: Report = report["systems"][OURS][kind]
    return found


def f1(report: Report, name: str) -> float:
    """A system's F1 for people, places and organisations."""
    return float(system(report, name)["names"]["f1"])


def stock(report: Report, *keys: str) -> str:
    """The two stock pipelines' F1 under these keys, in percent."""
    scores = []
    for name in (SM, MD):
        row = system(report, name)
        for key in keys:
            row = row[key]
        scores.append(percent(row["f1"]))
    return pair(scores)


def pair(scores: Sequence[str]) -> str:
    """Those of the two stock pipelines."""
    return f"sm {scores[0]}, md {scores[1]}"


def row_of(row: Report) -> str:
    """A row of scores, in percent."""
    return f"{percent(row['f1'])} (P {percent(row['precision'])}, R {percent(row['recall'])})"


def percent(share: float) -> str:
    """With one digit after the point."""
    return f"{100 * share:.1f}"


def calibration(kind: str, report: Report, how: str) -> Line:
    """The line of a kind's expected calibration error."""
    error = of_kind(report, kind)["calibration"]
    how = f"{how}, {error['count']} said"
    return Line(f"{kind}: expected calibration error", NONE, f"{error['error']:.3f}", "≤ 0.05", how)
