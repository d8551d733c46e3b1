"""`wire broker` and `wire worker`: what runs in the foreground until it is told to stop."""

import asyncio
import signal
from typing import Annotated

import typer

from stream import logs, settings
from stream.broker.admin import create_topics
from stream.broker.embedded import EmbeddedBroker
from stream.cli.console import say
from stream.engine.supervisor import supervise
from stream.errors import BrokerError, SettingsError
from stream.settings import Settings

_LOOK_SECONDS = 0.5


def broker(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where it listens.")] = 9092,
    topics: Annotated[
        bool, typer.Option("--topics/--no-topics", help="Whether to create the topics.")
    ] = True,
) -> None:
    """Run the embedded broker here until Ctrl-C. It keeps all in memory and forgets it at its end.

    For a first look and for development; for work that matters use Apache Kafka.

    Example: wire broker --port 9192
    """
    # Told to stop while it starts, we still end the broker's process.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with EmbeddedBroker(port) as running:
        loaded = settings.load({"bootstrap": running.bootstrap})
        asyncio.run(_serve(running, loaded.settings if topics else None))


def worker(
    hops: Annotated[
        str | None, typer.Option(help="Which hops, by commas; else all.", metavar="NAMES")
    ] = None,
) -> None:
    """Run the hops of the stream, a process each, until Ctrl-C or SIGTERM.

    A process that dies is started again; what it had in hand is done again, nothing is lost.

    Example: wire worker --hops intake,enrich
    """
    # It loads every hop with Faust and spaCy; no other command needs them.
    from stream.app import HOPS, command  # noqa: PLC0415 - see above

    chosen = settings.load().settings
    names = _hops(hops, HOPS)
    logs.configure(chosen.log_level, chosen.log_format)
    commands = [command(it) for it in names]
    raise typer.Exit(asyncio.run(supervise(commands, chosen.stop_seconds)))


def _hops(given: str | None, known: tuple[str, ...]) -> list[str]:
    """The hops to run, each once. Raises SettingsError for a name that is none."""
    names = list(known) if given is None else [it.strip() for it in given.split(",")]
    for name in names:
        if name not in known:
            raise SettingsError(f"no hop is called '{name[:40]}': there are {', '.join(known)}")
    return list(dict.fromkeys(names))


async def _serve(running: EmbeddedBroker, chosen: Settings | None) -> None:
    """Create the topics (not without settings), say so, and wait for a signal.

    Raises BrokerError where the broker ends by itself.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    created = await create_topics(chosen) if chosen else []
    say(f"broker at {running.bootstrap}, {len(created)} topics created; all is forgotten at its")
    say(f"end. Elsewhere: export WIRE_BOOTSTRAP={running.bootstrap}. Ctrl-C stops it.")
    while not stop.is_set():
        try:
            await asyncio.wait_for(stop.wait(), _LOOK_SECONDS)
        except TimeoutError:
            if not running.running:
                raise BrokerError("the embedded broker ended by itself") from None
