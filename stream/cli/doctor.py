"""`wire doctor`: what is wrong here, and what to do."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stream import settings
from stream.cli import checks
from stream.cli.checks import Check, State
from stream.cli.console import Failed, emit, people
from stream.errors import SettingsError

_STYLES = {State.OK: "green", State.NOTE: "yellow", State.BAD: "bold red", State.SKIPPED: "dim"}


def doctor(
    deep: Annotated[bool, typer.Option("--deep", help="Also load the model (seconds).")] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Check settings, broker, topics, model, clocks, memory, disk, ports; say what to do.

    Status 1 where something would keep a worker from working.

    Example: wire doctor --json | jq '.checks[] | select(.state == "bad")'
    """
    found = _checks(deep=deep)
    bad = [it for it in found if it.state is State.BAD]
    if json:
        emit({"ok": not bad, "checks": [asdict(it) for it in found]})
    else:
        people().print(_table(found))
    if bad:
        raise Failed(f"wrong: {', '.join(it.name for it in bad)}")


def _checks(*, deep: bool) -> list[Check]:
    here = [checks.python(), checks.installed_clock(), checks.disk()]
    try:
        chosen = settings.load().settings
    except SettingsError as error:
        # Without settings nobody knows which broker to ask.
        return [*here, Check("settings", State.BAD, str(error), "`wire settings` lists them all")]
    return [
        *here,
        Check("settings", State.OK, "valid"),
        checks.memory(chosen),
        checks.metrics_ports(chosen),
        checks.model(chosen, deep=deep),
        *checks.of_the_cluster(chosen),
    ]


def _table(found: Sequence[Check]) -> Table:
    table = Table("check", "", "found", "what to do")
    for it in found:
        state = Text(it.state.value, style=_STYLES[it.state])
        table.add_row(it.name, state, Text(it.found), Text(it.advice))
    return table
