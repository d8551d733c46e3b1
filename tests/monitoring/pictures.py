"""Draws a dashboard's panels as Grafana would, from Prometheus' own answers."""

import math
import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from deploy.grafana.panels import Board, Kind, Panel
from tests.monitoring.stack import Line, Stack

COLUMNS, ROW_INCHES, WIDTH_INCHES, DOTS = 24, 0.36, 17.0, 72
ROOM = 1.45
"""Of the largest value: the legend stands above it."""
MOST_KEYS, LONG_KEY = 9, 20
COLOUR = {"yellow": "darkorange"}
"""What can't be read on white."""
COLOURS = 64
"""Of a picture: it stays small."""
UNITS = {
    "percentunit": (0.01, "{:.3g} %"),
    "s": (1, "{:.3g} s"),
    "Bps": (1024, "{:,.3g} KiB/s"),
    "reqps": (1, "{:,.4g}/s"),
    "bytes": (1024**2, "{:,.0f} MiB"),
    "decbytes": (1024**2, "{:,.0f} MiB"),
}
"""How Grafana's units are written: divided by what, and the pattern."""
STYLE = {
    "font.size": 8.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.25,
    "legend.frameon": False,
}


def draw(board: Board, watching: Stack, seconds: float, path: Path) -> None:
    """A PNG of the board's panels over the last seconds."""
    places = _places(board)
    height = max(top + panel.height for panel, _, top in places)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH_INCHES, height * ROW_INCHES), dpi=DOTS)
        for panel, left, top in places:
            axes = figure.add_axes(
                (
                    (left + 0.9) / COLUMNS,
                    1 - (top + panel.height - 1.1) / height,
                    (panel.width - 1.5) / COLUMNS,
                    (panel.height - 2.4) / height,
                )
            )
            axes.set_title(panel.title, loc="left", fontweight="bold")
            _panel(axes, panel, _asked(panel, watching, seconds))
            if panel.kind is not Kind.NUMBER:
                axes.set_xlim(-seconds, 0)
                axes.set_xlabel("seconds before now", fontsize=7)
        drawn = BytesIO()
        figure.savefig(drawn, format="png")
    with Image.open(drawn) as image:
        image.convert("RGB").quantize(COLOURS).save(path, optimize=True)


def _places(board: Board) -> list[tuple[Panel, int, int]]:
    """Each panel with its column and row, as Grafana puts them."""
    places, top = [], 0
    for panels in board.rows.values():
        left = highest = 0
        for panel in panels:
            if left + panel.width > COLUMNS:
                left, top, highest = 0, top + highest, 0
            places.append((panel, left, top))
            left += panel.width
            highest = max(highest, panel.height)
        top += highest
    return places


def filled(query: str) -> str:
    """The query with Grafana's variables filled in."""
    chosen = query.replace("$job", ".+").replace("$instance", ".+")
    return chosen.replace("$__rate_interval", "10s").replace("$__range", "2m")


def _asked(panel: Panel, watching: Stack, seconds: float) -> list[tuple[str, Line]]:
    """Each line with its legend."""
    return [
        (_legend(legend, line), line)
        for legend, query in panel.expressions().items()
        for line in watching.lines(filled(query), seconds)
    ]


def _legend(pattern: str, line: Line) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda it: line.labels.get(it[1], ""), pattern)


def _panel(axes: Axes, panel: Panel, lines: list[tuple[str, Line]]) -> None:
    ways: dict[Kind, Callable[[Axes, Panel, list[tuple[str, Line]]], None]] = {
        Kind.NUMBER: _number,
        Kind.AREAS: _areas,
        Kind.HEAT: _heat,
        Kind.LINES: _lines,
    }
    if lines:
        ways[panel.kind](axes, panel, lines)
    else:
        axes.text(0.5, 0.5, "no data", ha="center", transform=axes.transAxes)


def _number(axes: Axes, panel: Panel, lines: list[tuple[str, Line]]) -> None:
    """The last value in its colour, and its way there below."""
    axes.axis("off")
    _, line = lines[0]
    last = line.values[-1]
    colour = "green"
    for limit, following in panel.limits.items():
        colour = COLOUR.get(following, following) if last >= limit else colour
    axes.fill_between(line.moments, line.values, color=colour, alpha=0.2)
    # The figure stands above its way.
    axes.set_ylim(0, 3 * (max(line.values) or 1))
    axes.text(
        *(0.5, 0.65, said(last, panel.unit)),
        transform=axes.transAxes,
        ha="center",
        va="center",
        fontsize=20,
        color=colour,
    )


def _lines(axes: Axes, panel: Panel, lines: list[tuple[str, Line]]) -> None:
    for legend, line in lines:
        axes.plot(line.moments, line.values, label=legend, linewidth=1.2)
    _scale(axes, panel, max(max(line.values) for _, line in lines))
    _keys(axes, lines)


def _areas(axes: Axes, panel: Panel, lines: list[tuple[str, Line]]) -> None:
    moments = sorted({round(at) for _, line in lines for at in line.moments})
    held = [dict(zip(map(round, it.moments), it.values, strict=False)) for _, it in lines]
    stacked = [[one.get(at, 0.0) for at in moments] for one in held]
    axes.stackplot(moments, stacked, labels=[legend for legend, _ in lines], alpha=0.75)
    _scale(axes, panel, max(map(sum, zip(*stacked, strict=True))))
    _keys(axes, lines)


def _heat(axes: Axes, panel: Panel, lines: list[tuple[str, Line]]) -> None:
    """Buckets are cumulative: what a row shows is its own share."""
    rows = sorted((line for _, line in lines), key=lambda it: float(it.labels["le"]))
    moments = sorted({round(at) for line in rows for at in line.moments})
    held = [dict(zip(map(round, it.moments), it.values, strict=False)) for it in rows]
    counts = [[one.get(at, 0.0) for at in moments] for one in held]
    own = [
        counts[0],
        *([max(0.0, b - a) for a, b in zip(*it, strict=True)] for it in pairwise(counts)),
    ]
    axes.imshow(
        own,
        aspect="auto",
        origin="lower",
        cmap="viridis",
        extent=(moments[0], moments[-1], -0.5, len(rows) - 0.5),
    )
    axes.set_yticks(range(len(rows)), [it.labels["le"] for it in rows], fontsize=6)
    axes.set_ylabel(panel.unit)
    axes.grid(visible=False)


def _scale(axes: Axes, panel: Panel, most: float) -> None:
    """From 0, with room above for the legend."""
    axes.set_ylim(bottom=0, top=ROOM * (panel.most or most or 1))
    # No share is larger than the whole.
    highest = panel.most or math.inf
    axes.yaxis.set_major_formatter(
        lambda value, _: said(value, panel.unit) if value <= highest * 1.001 else ""
    )


def _keys(axes: Axes, lines: list[tuple[str, Line]]) -> None:
    handles, legends = axes.get_legend_handles_labels()
    if any(legends):
        if len(legends) > MOST_KEYS:
            legends[MOST_KEYS - 1] = f"and {len(legends) - MOST_KEYS + 1} more"
        columns = 2 if max(map(len, legends)) > LONG_KEY else 3
        axes.legend(
            handles[:MOST_KEYS], legends[:MOST_KEYS], loc="upper left", fontsize=7, ncols=columns
        )


def said(value: float, unit: str) -> str:
    """A figure with its unit, short."""
    if math.isnan(value):
        return "–"
    if unit == "s" and 0 < value < 1:
        return f"{value * 1000:.3g} ms"
    scale, shown = UNITS.get(unit, (1, "{:,.4g}"))
    return shown.format(value / scale)
