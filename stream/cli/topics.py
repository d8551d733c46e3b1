"""`wire topics`: Kafka's, created, checked and listed; and a story's, learned from own stories."""

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from stream import settings
from stream.broker.admin import create_topics, differences
from stream.cli import topic_training
from stream.cli.console import Failed, emit, people, say
from stream.settings import Settings
from stream.topics import ALL, Topic, TopicNames

app = typer.Typer(
    help="Kafka's topics: create, check, list. What stories are about: train, test.",
    no_args_is_help=True,
)
app.command("train")(topic_training.train)
app.command("test")(topic_training.score)
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


@app.command()
def create(json: Json = False) -> None:
    """Create the topics that are missing. Those that are there stay as they are.

    Example: WIRE_REPLICATION=3 wire topics create
    """
    created = asyncio.run(create_topics(settings.load().settings))
    if json:
        emit({"created": created})
        return
    for name in created:
        say(f"created {name}")
    say(f"{len(created)} created, {len(ALL) - len(created)} were there")


@app.command()
def check(json: Json = False) -> None:
    """Compare the topics on the cluster with their declaration; status 1 where anything differs.

    Example: wire topics check
    """
    found = asyncio.run(differences(settings.load().settings))
    if json:
        emit({"ok": not found, "differences": [asdict(it) for it in found]})
    elif found:
        table = Table("topic", "what", "declared", "on the cluster", "workers")
        for it in found:
            table.add_row(it.topic, it.what, it.declared, it.found, "stop" if it.fatal else "run")
        people().print(table)
    if found:
        raise Failed(f"{len(found)} things differ: `wire topics create` creates what is missing")
    if not json:
        say(f"{len(ALL)} topics are as declared")


@app.command("list")
def list_topics(json: Json = False) -> None:
    """List the topics as they are declared. Asks no broker.

    Example: wire topics list --json | jq -r .[].name
    """
    chosen = settings.load().settings
    rows = [_row(it, chosen) for it in ALL]
    if json:
        emit(rows)
        return
    table = Table("name", "key", "partitions", "kept", "internal", "holds")
    for row in rows:
        kept = "newest a key" if row["compact"] else f"{row['retention_days']} days"
        internal = "yes" if row["internal"] else ""
        table.add_row(row["name"], row["key"], str(row["partitions"]), kept, internal, row["about"])
    people().print(table)


def _row(topic: Topic, chosen: Settings) -> dict[str, str]:
    fields = asdict(topic) | {"partitions": chosen.partitions}
    return fields | {"name": TopicNames(chosen.topic_prefix)(topic)}
