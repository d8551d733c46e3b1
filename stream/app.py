"""The only place that puts the rooms together: `python -m stream.app HOP [PARENT]` runs one hop.

`wire worker` supervises one such process a hop, and names itself as the parent to die with.
"""

import asyncio
import errno
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import uvloop

from stream import logs, metrics, settings
from stream.agents import decide, deliver, enrich, intake, match
from stream.engine.child import die_with_parent
from stream.engine.hop import WorkPlan
from stream.engine.runner import HopRun, run_hop
from stream.engine.serving import MetricsServer
from stream.engine.supervisor import Command
from stream.errors import SettingsError, WireError
from stream.settings import Settings

log = logging.getLogger(__name__)

HOPS = (intake.NAME, enrich.NAME, match.NAME, decide.NAME, deliver.NAME)


def hop_run(name: str, chosen: Settings) -> HopRun:
    """The hop of this name with its agent. Raises SettingsError where there is none."""
    makers: dict[str, Callable[[], HopRun]] = {
        intake.NAME: lambda: HopRun(intake.IntakeHop(chosen), intake.attach, chosen),
        enrich.NAME: lambda: HopRun(
            enrich.EnrichHop(chosen, chosen.children or os.cpu_count() or 1),
            enrich.attach,
            chosen,
        ),
        match.NAME: lambda: HopRun(match.MatchHop(chosen), match.attach, chosen),
        decide.NAME: lambda: HopRun(decide.DecideHop(chosen), decide.attach, chosen),
        deliver.NAME: lambda: HopRun(deliver.DeliverHop(chosen), deliver.attach, chosen),
    }
    if name not in makers:
        raise SettingsError(f"no hop is called '{name}': there are {', '.join(HOPS)}")
    return makers[name]()


def command(name: str) -> Command:
    """How a supervisor in this process starts a hop."""
    return Command(name, [sys.executable, "-m", "stream.app", name, str(os.getpid())])


def main(name: str, parent: int | None = None, work: WorkPlan | None = None) -> int:
    """Run a hop until SIGTERM or SIGINT, or until `parent` dies; gives the exit status.

    `work` replaces what the hop's children do: tests hand in work that hangs or dies.
    """
    if parent is not None:
        die_with_parent(parent)
    try:
        chosen = settings.load().settings
        logs.configure(chosen.log_level, chosen.log_format)
        run = hop_run(name, chosen)
        if work is not None:
            run.hop.work = replace(  # type: ignore[misc]
                work, children=run.hop.work.children, urgent=run.hop.work.urgent
            )
        _serve_metrics(name, chosen)
        _run(_until_signal(run))
    except WireError as error:
        log.critical("%s", error)
        return error.exit_code
    return 0


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run it on a loop that isn't tidied up: the process ends now.

    `asyncio.run` would wait for what Faust leaves behind, for as long as that waits for a broker
    that is gone.
    """
    loop = uvloop.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(work)


async def _until_signal(run: HopRun) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    logs.listen(loop)
    await run_hop(run, stop)


def _serve_metrics(name: str, chosen: Settings) -> None:
    """/metrics of this process, a port a hop. Raises SettingsError where it can't be served."""
    if not chosen.metrics_port:
        return
    host, port = chosen.metrics_host, chosen.metrics_port + HOPS.index(name)
    try:
        MetricsServer(host, port, metrics.REGISTRY).serve()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"WIRE_METRICS_PORT: port {port} of {host} is taken; several workers on one host "
                "need ports of their own, 0 turns /metrics off"
            ) from None
        raise SettingsError(
            f"WIRE_METRICS_HOST: nothing can listen on {host}:{port}: {error.strerror}"
        ) from None


if __name__ == "__main__":
    status = main(sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else None)
    logging.shutdown()
    # Faust's consumer may still be waiting for a broker that is gone: all is settled here.
    os._exit(status)
