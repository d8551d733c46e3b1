"""`wire reenrich`: stories of a span through another version of everything, and what it changes."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from stream import settings
from stream.broker.admin import drop_topic, topics_there
from stream.cli.bar import bar
from stream.cli.console import Failed, Misused, emit, people, say
from stream.cli.since import since as since_moment
from stream.settings import Settings
from stream.topics import Topic, shadow

app = typer.Typer(invoke_without_command=True)
Name = Annotated[str, typer.Argument(metavar="SHADOW", help="The shadow's name.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Samples = Annotated[int, typer.Option(min=0, max=10_000, help="Show so many changes.")]


@app.callback()
def reenrich(
    context: typer.Context,
    *,
    since: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Stories since: 7d, a moment, beginning.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Stories before; else up to now.")
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="SHADOW", help="The shadow that takes them.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another English model.")
    ] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Another value of a setting; several: each."),
    ] = None,
    samples: Samples = 10,
    json: Json = False,
) -> None:
    """Run the stories of a span through another version of everything, and say what changes.

    Only what stands is done; killed stories never. What comes out goes into a shadow topic: nobody
    else sees it until `wire reenrich swap`. A run that was cut off goes on where it was.

    Example: wire reenrich --since 7d --model sm --into small
    """
    if context.invoked_subcommand is not None:
        return
    if since is None or into is None:
        raise Misused("say from when and into which shadow: --since 7d --into NAME")
    chosen = settings.load(_overrides(model, setting or [])).settings
    _topic(into)
    # The engine and its children: no other command of this group needs them.
    from stream.reenrich.comparing import compare  # noqa: PLC0415 - see above
    from stream.reenrich.filling import Watch, fill  # noqa: PLC0415 - see above
    from stream.reenrich.span import Span  # noqa: PLC0415 - see above

    span = Span(since_moment(since), since_moment(until) if until else None)
    with bar() as progress:
        task = progress.add_task("stories", total=0)

        def grow(more: int) -> None:
            progress.update(task, total=(progress.tasks[task].total or 0) + more)

        watch = Watch(grow, lambda: progress.advance(task))
        filled = asyncio.run(fill(chosen, into, span, watch))
    report = asyncio.run(compare(chosen, into, samples))
    found = {
        "shadow": into,
        "enrichment": filled.enrichment,
        "outcomes": {it.value: count for it, count in sorted(filled.outcomes.items())},
        "codes": dict(filled.codes),
        "failures": filled.failures,
        "buried": filled.buried,
        "changes": report.as_json(),
    }
    _show(found, json=json)


@app.command("compare")
def compare_shadow(name: Name, samples: Samples = 10, json: Json = False) -> None:
    """Say what a shadow would change, beside what stands now.

    Example: wire reenrich compare small --samples 50
    """
    from stream.reenrich.comparing import compare  # noqa: PLC0415 - see reenrich

    chosen = settings.load().settings
    _topic(name)
    report = asyncio.run(compare(chosen, name, samples))
    _show({"shadow": name, "changes": report.as_json()}, json=json)


@app.command("swap")
def swap_shadow(
    name: Name,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say how many would be swapped.")
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=1, help="Give up after so many seconds without an answer.")
    ] = 60,
    json: Json = False,
) -> None:
    """Make a shadow's enrichments what stands on wire.latest.v1. Needs a running worker.

    Each story's own order decides: a newer version or a kill has won. Twice does no harm.

    Example: wire reenrich swap small --dry-run
    """
    from stream.reenrich.swapping import Plan, swap  # noqa: PLC0415 - see reenrich

    chosen = settings.load().settings
    _topic(name)
    with bar() as progress:
        task = progress.add_task("stories", total=None)
        plan = Plan(name, timeout, dry_run)
        done = asyncio.run(swap(chosen, plan, lambda: progress.advance(task)))
    outcomes = {it.value: count for it, count in sorted(done.outcomes.items())}
    if json:
        emit({"shadow": name, "dry_run": dry_run, "outcomes": outcomes, "waiting": done.waiting})
    else:
        say(_sentence(outcomes) + (" (nothing was sent)" if dry_run else ""))
    if done.waiting:
        raise Failed(
            f"{done.waiting} stories wait for a worker: start one (`wire worker --hops enrich`), "
            "then swap again"
        )


@app.command("list")
def list_shadows(json: Json = False) -> None:
    """List the shadows: how many records, which version of everything, since when.

    Example: wire reenrich list
    """
    from stream.reenrich.shadows import listed  # noqa: PLC0415 - see reenrich

    found = asyncio.run(listed(settings.load().settings))
    if json:
        emit([asdict(it) for it in found])
        return
    table = Table("shadow", "records", "enrichment", "model", "begun")
    for it in found:
        model = (it.versions or {}).get("model", "")
        begun = f"{it.since:%Y-%m-%d %H:%M} UTC" if it.since else ""
        row = (it.name, str(it.records), it.enrichment or "", model, begun)
        table.add_row(*map(Text, row))
    people().print(table)


@app.command("drop")
def drop_shadow(name: Name, json: Json = False) -> None:
    """Delete a shadow and all that it holds. What stands stays as it is.

    Example: wire reenrich drop small
    """
    topic = _topic(name)
    chosen = settings.load().settings
    asyncio.run(_drop(chosen, topic))
    if json:
        emit({"dropped": name})
    else:
        say(f"dropped {name}")


async def _drop(chosen: Settings, topic: Topic) -> None:
    if topic.name not in await topics_there(chosen):
        raise Misused(f"there is no {topic.name}: `wire reenrich list` shows the shadows")
    await drop_topic(chosen, topic)


def _topic(name: str) -> Topic:
    try:
        return shadow(name)
    except ValueError as error:
        raise Misused(str(error)) from None


def _overrides(model: str | None, given: list[str]) -> dict[str, Any]:
    """The settings of the other version. Raises Misused where one isn't NAME=VALUE."""
    found: dict[str, Any] = {"model": model}
    for one in given:
        name, equals, value = one.partition("=")
        name = name.strip().lower().removeprefix("wire_")
        if not equals or name not in Settings.model_fields:
            raise Misused(f"--setting {one[:40]}: it takes NAME=VALUE; `wire settings` lists them")
        found[name] = value
    return found


def _show(found: dict[str, Any], *, json: bool) -> None:
    if json:
        emit(found)
        return
    from stream.cli.reenrich_text import show  # noqa: PLC0415 - only for people

    if "outcomes" in found:
        say(_sentence(found["outcomes"]))
        for it in found["failures"]:
            say(f"{it['story']}: {it['code']}: {it['message']}")
    show(found["changes"], people())


def _sentence(outcomes: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in outcomes.items()) or "nothing there"
