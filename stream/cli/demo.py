"""`wire demo`: broker, worker and sample stories on one terminal, every item accounted for."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

import stream
from stream import settings
from stream.broker.embedded import EmbeddedBroker
from stream.cli.console import Failed, say
from stream.cli.demo_run import DemoRun
from stream.cli.demo_worker import demo_worker
from stream.settings import Settings

_CHILDREN = 2
_STOP_SECONDS = 3


def demo(
    once: Annotated[bool, typer.Option("--once", help="End when every item has ended.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the logs and say where.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="The summary as JSON, and no stories.")
    ] = False,
) -> None:
    """Start a broker in memory and a worker, feed sample stories, and show what comes out.

    Needs neither Docker nor Java. At its end nothing is left running. Status 1 where an item
    that went in has no outcome within two minutes.

    Example: wire demo --once
    """
    stories = _stories()
    model = settings.load().settings.model
    # SIGINT too: started in the background of a script, a process is told to ignore it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.default_int_handler)
    with _folder(keep=keep) as folder, EmbeddedBroker(log=folder / "broker.log") as broker:
        chosen = _settings(broker.bootstrap, model)
        with demo_worker(chosen, folder) as worker:
            run = DemoRun(chosen, worker, broker, json=json)
            try:
                run.until_accounted([str(stories)])
                if not once:
                    say(f"on until Ctrl-C. Elsewhere: export WIRE_BOOTSTRAP={broker.bootstrap}")
                    run.until_interrupted()
            except KeyboardInterrupt:
                say("stopping")


def _stories() -> Path:
    """The sample stories of the source tree. Raises Failed where there are none."""
    folder = Path(stream.__file__).parents[1] / "examples" / "stories"
    if not folder.is_dir():
        raise Failed(
            "the sample stories aren't part of the installed package: run `make demo` in the "
            "source tree, or `wire broker`, `wire worker` and `wire push` with stories of yours"
        )
    return folder


def _settings(bootstrap: str, model: str) -> Settings:
    return Settings(
        bootstrap=bootstrap,
        model=model,
        models="",  # the samples are in English, and a demo should start at once
        children=min(_CHILDREN, os.cpu_count() or 1),
        metrics_port=0,
        stop_seconds=_STOP_SECONDS,
    )


@contextmanager
def _folder(*, keep: bool) -> Iterator[Path]:
    """Room for the logs."""
    if keep:
        folder = Path(tempfile.mkdtemp(prefix="wire-demo-"))
        say(f"logs: {folder}")
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="wire-demo-") as name:
        yield Path(name)
