"""`wire top`: what flows, how fast, what waits, live in a terminal; needs no Prometheus."""

import time
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.live import Live

from stream import settings
from stream.cli.console import Failed, Misused, emit, people
from stream.cli.figures import Figures, figures
from stream.cli.scrapes import look
from stream.cli.top_text import screen
from stream.settings import LAST_PORT

Worker = tuple[str, int]


def top(
    at: Annotated[
        list[str] | None,
        typer.Option(help="A worker's metrics, else the settings'; several.", metavar="HOST:PORT"),
    ] = None,
    every: Annotated[
        float, typer.Option(min=0.2, max=3600, help="Seconds between two looks.")
    ] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Show one interval, and end.")] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one an interval.")] = False,
) -> None:
    """Show the running workers' figures until Ctrl-C: rates, latency, lag, children, dead letters.

    It asks each hop's /metrics itself: the worker of the settings here, or those named by --at.

    Example: wire top --at 127.0.0.1:9464 --at 127.0.0.1:9474
    """
    shown = _intervals(_workers(at), every)
    if once or json:
        for found in shown:
            emit(found.to_json()) if json else people().print(screen(found))
            if once:
                return
    console = people()
    with Live(console=console, auto_refresh=False, screen=console.is_terminal) as live:
        for found in shown:
            live.update(screen(found), refresh=True)


def _intervals(workers: list[Worker], every: float) -> Iterator[Figures]:
    """One after another. Raises Failed where nobody answers at first."""
    before = look(workers)
    if not before.scrapes:
        where = ", ".join(f"{host}:{port}" for host, port in workers)
        raise Failed(f"no worker answers at {where}: name its WIRE_METRICS_HOST and PORT by --at")
    while True:
        time.sleep(every)
        now = look(workers)
        yield figures(before, now)
        before = now


def _workers(given: list[str] | None) -> list[Worker]:
    """Hosts and first ports. Raises Misused for what is none, Failed where metrics are off."""
    if given:
        return [_worker(it) for it in given]
    chosen = settings.load().settings
    if not chosen.metrics_port:
        raise Failed("WIRE_METRICS_PORT is 0, so no worker serves its figures")
    everywhere = chosen.metrics_host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
    return [("127.0.0.1" if everywhere else chosen.metrics_host, chosen.metrics_port)]


def _worker(text: str) -> Worker:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) <= LAST_PORT:
        raise Misused(f"--at '{text[:60]}' is not host:port")
    return host, int(port)
