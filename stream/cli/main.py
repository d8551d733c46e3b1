"""The `wire` command: puts the groups together, and turns errors into one line and a status."""

import logging
import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from stream.cli import (
    alerts,
    demo,
    doctor,
    evaluate,
    letters,
    push,
    reenrich,
    rules,
    services,
    stories,
    story,
    tail,
    top,
    topics,
    values,
)
from stream.cli.console import say
from stream.errors import WireError

app = typer.Typer(
    help="Turns a news agency's wire into a stream that machines can act on.\n\n"
    "Start with `wire demo`. Settings are WIRE_* variables: `wire settings` lists them.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("parse")(stories.parse)
app.command("enrich")(stories.enrich)
app.command("eval")(evaluate.evaluate)
app.command("broker")(services.broker)
app.command("worker")(services.worker)
app.command("push")(push.push)
app.command("tail")(tail.tail)
app.command("top")(top.top)
app.command("story")(story.story)
app.command("embargoed")(story.embargoed)
app.command("doctor")(doctor.doctor)
app.command("settings")(values.show_settings)
app.command("demo")(demo.demo)
app.add_typer(topics.app, name="topics")
app.add_typer(letters.app, name="dead-letters")
app.add_typer(reenrich.app, name="reenrich")
app.add_typer(rules.app, name="rules")
app.add_typer(alerts.app, name="alerts")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"wirestream {version('wirestream')}")
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    pass


def run() -> None:
    """The entry point: no traceback for what the user can mend."""
    # What fails is said once, by the error; a worker's log takes the client's lines nevertheless.
    logging.getLogger("aiokafka").addHandler(logging.NullHandler())
    try:
        app()
    except WireError as error:
        say(f"wire: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        _reader_left()


def _reader_left() -> None:
    """`wire … | head` is no error of ours: end as a program that SIGPIPE ends."""
    # Python flushes standard output at its end, which would complain again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(141)


if __name__ == "__main__":
    run()
