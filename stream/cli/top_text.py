"""`wire top` for people: a table of the hops, and what the stories do."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from stream.cli.figures import Figures, HopFigures

_MIB = 1024 * 1024
_LATE_SECONDS = 5.0
"""Freshness is promised within so long: docs/monitoring.md."""
_SOURCES = 8


def screen(found: Figures) -> RenderableType:
    """All of it."""
    if not found.hops:
        return Text("no worker answers", style="bold red")
    return Group(_hops(found), Text(), _stories(found))


def _hops(found: Figures) -> Table:
    heads = ("hop", "in/s", "done/s", "waiting", "oldest", "in hand", "p50", "p99", "children")
    table = Table(*heads, "replaced", "memory", "dead letters", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, hop in found.hops.items():
        table.add_row(*_row(name, hop))
    return table


def _row(name: str, hop: HopFigures) -> list[Text]:
    late = hop.lag_seconds > _LATE_SECONDS
    letters = f"{hop.dead_letters} ({hop.dead_letter_rate:.1f}/s)"
    return [
        Text(f"{name} ({hop.processes})" if hop.processes > 1 else name, style="bold"),
        Text(f"{hop.taken_rate:.1f}"),
        Text(f"{hop.done_rate:.1f}"),
        Text(str(hop.lag_records), style="yellow" if late else ""),
        Text(f"{hop.lag_seconds:.1f} s", style="bold yellow" if late else ""),
        Text(str(hop.in_flight)),
        Text(_seconds(hop.seconds_p50)),
        Text(_seconds(hop.seconds_p99)),
        Text(f"{hop.children_busy} of {hop.children} busy" if hop.children else "none"),
        Text(str(hop.restarts), style="yellow" if hop.restarts else ""),
        Text(f"{hop.memory_bytes / _MIB:,.0f} MiB"),
        Text(letters, style="red" if hop.dead_letter_rate else ""),
    ]


def _stories(found: Figures) -> Table:
    table = Table.grid(padding=(0, 2))
    late = found.story_seconds_p99 is not None and found.story_seconds_p99 > _LATE_SECONDS
    shown = [f"{found.published_rate * 60:.0f} a minute"]
    if found.story_seconds_p50 is not None:
        middle, slow = _seconds(found.story_seconds_p50), _seconds(found.story_seconds_p99)
        shown.append(f"{middle} from arrival to publication, 99 % within {slow}")
    table.add_row("stories", Text(", ".join(shown), style="yellow" if late else ""))
    busiest = sorted(found.sources.items(), key=lambda it: -it[1])[:_SOURCES]
    sources = ", ".join(f"{name} {rate * 60:.0f}" for name, rate in busiest)
    table.add_row("by agency, a minute", Text(sources or "none"))
    table.add_row("ends, since start", Text(_counts(found.ends)))
    table.add_row("dead letters, since start", Text(_counts(found.codes)))
    table.add_row("alerts, since start", Text(_counts(found.alerts)))
    table.add_row("deliveries, since start", Text(_counts(found.deliveries)))
    return table


def _counts(found: dict[str, int]) -> str:
    ordered = sorted(found.items(), key=lambda it: -it[1])
    return ", ".join(f"{name} {count}" for name, count in ordered) or "none"


def _seconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"
