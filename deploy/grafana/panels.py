"""How a panel is described, shorter than Grafana does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SELECTOR = 'job=~"$job", instance=~"$instance"'


class Kind(StrEnum):
    """How a panel looks."""

    LINES = "timeseries"
    AREAS = "areas"
    """Lines that are stacked: parts of a whole."""
    NUMBER = "stat"
    HEAT = "heatmap"


@dataclass(frozen=True)
class Panel:
    """One panel. `unit` is one of Grafana's; widths are of 24, heights of about 30 pixels."""

    title: str
    about: str
    unit: str
    queries: Mapping[str, str]
    """By legend. `@` stands for the job and the instance that were chosen."""
    kind: Kind = Kind.LINES
    width: int = 8
    height: int = 8
    limits: Mapping[float, str] = field(default_factory=dict)
    """Colours from a value on; below the first it is green."""
    most: float | None = None
    """The largest value that there can be."""

    def expressions(self) -> dict[str, str]:
        """The queries in PromQL, with Grafana's variables."""
        return {legend: it.replace("@", SELECTOR) for legend, it in self.queries.items()}


@dataclass(frozen=True)
class Board:
    """One dashboard: rows of panels by their titles."""

    uid: str
    title: str
    about: str
    rows: Mapping[str, tuple[Panel, ...]]
    span: str = "now-3h"

    def panels(self) -> list[Panel]:
        """All of its panels."""
        return [panel for panels in self.rows.values() for panel in panels]


def number(title: str, about: str, unit: str, query: str, **more: object) -> Panel:
    """A single figure, six to a row."""
    return Panel(title, about, unit, {"": query}, Kind.NUMBER, 4, 5, **more)  # type: ignore[arg-type]


def quantiles(series: str, by: str = "", *percents: int) -> dict[str, str]:
    """Queries for percentiles of a classic histogram, by legend."""
    labels = f"le, {by}" if by else "le"
    legend = f" {{{{{by}}}}}" if by else ""
    rate = f"sum by ({labels}) (rate({series}_bucket{{@}}[$__rate_interval]))"
    return {
        f"p{percent}{legend}": f"histogram_quantile({percent / 100}, {rate})"
        for percent in percents or (50, 95, 99)
    }


def risen(series: str, *labels: str) -> str:
    """How much a counter rose in the time shown, where it did; else one line at 0 that says so."""
    by = ", ".join(labels)
    nothing = f'label_replace(vector(0), "{labels[0]}", "none", "", "")'
    return f"sum by ({by}) (increase({series}{{@}}[$__range])) > 0 or on () {nothing}"
