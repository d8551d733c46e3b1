"""`wire push`: files onto wire.raw.v1."""

import asyncio
import time
from typing import Annotated

import typer

from stream import settings
from stream.cli.bar import bar
from stream.cli.console import Failed, emit, say
from stream.cli.inputs import Source, files_and_folders
from stream.cli.pushing import FEED, Pushed, push_all


def push(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Files, folders, or - for standard input."),
    ],
    *,
    repeat: Annotated[int, typer.Option(min=1, help="Push the whole set so many times.")] = 1,
    in_flight: Annotated[
        int, typer.Option(min=1, max=10_000, help="Most files that wait for the broker.")
    ] = 64,
    feed: Annotated[
        str, typer.Option(metavar="NAME", help="Files of one feed stay in order; it is the key.")
    ] = FEED,
    backfill: Annotated[
        bool, typer.Option("--backfill", help="An archive: no urgent lane, no alerts downstream.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="The summary as JSON.")] = False,
) -> None:
    """Push files as they are onto the topic of inputs, and wait until the broker has them.

    Of a folder every file goes, sorted, with its subfolders; hidden files and README.md stay.
    A file above 32 MiB is refused by name; the others go, and the status is then 1.

    Example: wire push examples/stories
    """
    chosen = settings.load().settings
    sources = [it for _ in range(repeat) for it in files_and_folders(paths)]
    began = time.monotonic()
    with bar() as progress:
        task = progress.add_task("pushing", total=len(sources))

        def step(_: Source) -> None:
            progress.advance(task)

        done = asyncio.run(push_all(chosen, sources, in_flight, step, feed, backfill=backfill))
    _report(done, time.monotonic() - began, json=json)


def _report(done: Pushed, seconds: float, *, json: bool) -> None:
    """The summary. Raises Failed where a file was refused."""
    refused = [
        {"file": source.name, "error": {"code": it.code, "message": it.message}}
        for source, it in done.refused
    ]
    if json:
        taken = {"pushed": len(done.ids), "bytes": done.bytes}
        emit({**taken, "refused": refused, "seconds": round(seconds, 3)})
    else:
        for source, it in done.refused:
            say(f"refused {source.name}: {it.message}")
        say(f"{len(done.ids)} pushed, {done.bytes} bytes, {seconds:.1f} s")
    if refused:
        raise Failed(f"{len(refused)} of {len(done.ids) + len(refused)} files were refused")
