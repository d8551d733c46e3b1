"""`wire dead-letters`: what couldn't be handled, why, and once it is mended, back again."""

import asyncio
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stream import settings
from stream.cli.chosen import by_beginning, in_one_way
from stream.cli.console import emit, people, say
from stream.cli.letter_text import fields, lines
from stream.cli.show import plain
from stream.cli.since import since as since_moment
from stream.engine.replay import Letter, fetch, read_letters, replay

app = typer.Typer(
    help="What couldn't be handled: list it, look at it, replay it.", no_args_is_help=True
)
_OF_ALERTS = ("match", "decide", "deliver")
"""Hops whose letters hold what was published already: put onto the topic of inputs, it would be no
story, or a story that comes again.
"""
Json = Annotated[bool, typer.Option("--json", help="JSON Lines on standard output.")]
Code = Annotated[str | None, typer.Option(help="Only letters with this code.", metavar="CODE")]


@app.command("list")
def list_letters(
    since: Annotated[
        str | None, typer.Option(help="Given up since: 1h, 2d, a moment.", metavar="WHEN")
    ] = None,
    code: Code = None,
    json: Json = False,
) -> None:
    """List the dead letters, oldest first, with why and how often each was replayed.

    Example: wire dead-letters list --since 1d --code too_large
    """
    after = since_moment(since) if since else None
    found = [it for it in _read() if after is None or it.about.time >= after]
    found = [it for it in found if code in {None, it.about.code}]
    if json:
        for it in found:
            emit(fields(it))
        return
    table = Table("id", "given up", "hop", "code", "replays", "key", "why")
    for it in found:
        table.add_row(*map(Text, lines(it)))
    people().print(table)
    say(f"{len(found)} dead letters")


@app.command()
def show(
    letter: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how that begins.")],
    value: Annotated[
        bool, typer.Option("--value", help="Write the original bytes to standard output.")
    ] = False,
    json: Json = False,
) -> None:
    """Show one dead letter: where it came from, why, its headers; or its original bytes.

    Example: wire dead-letters show 3f2a --value > story.bin
    """
    chosen = settings.load().settings
    found = _one(_read(), letter)
    if value:
        ((_, data),) = asyncio.run(fetch(chosen, [found]))
        typer.get_binary_stream("stdout").write(data)
    elif json:
        emit(fields(found))
    else:
        for name, said in fields(found).items():
            people().print(Text(f"{name:<12} {plain(str(said), 2000)}"))


@app.command("replay")
def replay_letters(
    *,
    letters: Annotated[
        list[str] | None, typer.Argument(metavar="ID…", help="Ids, or how they begin.")
    ] = None,
    code: Code = None,
    every: Annotated[bool, typer.Option("--all", help="Every letter.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also letters that were replayed before.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be replayed.")
    ] = False,
    json: Json = False,
) -> None:
    """Put the original bytes back onto the topic of inputs; a letter goes once unless --again.

    Example: wire dead-letters replay --code too_large --dry-run
    """
    in_one_way("--code CODE", ids=bool(letters), option_given=code is not None, every=every)
    found = _read()
    chosen = [_one(found, it) for it in letters] if letters else _by_code(found, code)
    chosen = list({it.id: it for it in chosen}.values())
    ours = [it for it in chosen if it.about.hop not in _OF_ALERTS]
    if len(ours) < len(chosen):
        say(f"{len(chosen) - len(ours)} of {', '.join(_OF_ALERTS)} stay: they are no inputs")
    going = [it for it in ours if again or not it.replays]
    if not dry_run:
        asyncio.run(replay(settings.load().settings, going))
    _report(ours, going, dry_run=dry_run, json=json)


def _report(chosen: list[Letter], going: list[Letter], *, dry_run: bool, json: bool) -> None:
    left = len(chosen) - len(going)
    if json:
        ids = [it.id for it in going]
        emit({"replayed": [] if dry_run else ids, "would_replay": ids, "replayed_before": left})
        return
    for it in going:
        say(f"{'would replay' if dry_run else 'replayed'} {it.id} ({it.about.code})")
    before = f", {left} were replayed before (--again replays them)" if left else ""
    say(f"{len(going)} {'would be ' if dry_run else ''}replayed{before}")


def _read() -> list[Letter]:
    return asyncio.run(read_letters(settings.load().settings))


def _by_code(found: list[Letter], code: str | None) -> list[Letter]:
    return [it for it in found if code in {None, it.about.code}]


def _one(found: list[Letter], start: str) -> Letter:
    names = ("dead letter", "dead letters")
    return by_beginning(found, start, lambda it: it.id, names, "wire dead-letters list")
