"""`wire tail`: follow a topic, for people or as JSON Lines."""

import asyncio
from contextlib import aclosing
from typing import Annotated

import typer

from stream import settings
from stream.cli.console import Misused, emit, emit_bytes, people
from stream.cli.following import Plan, follow
from stream.cli.record_text import fields, line
from stream.cli.show import killed, story
from stream.cli.since import since as since_moment
from stream.cli.standing import Seen, Shown
from stream.cli.where import where as read_where
from stream.topics import ENRICHED, LATEST, Topic, named, short_names

_OF_STORIES = (ENRICHED, LATEST)


def tail(
    *,
    topic: Annotated[
        str, typer.Option(help="Which topic, in full or short: enriched, dead-letters.")
    ] = "enriched",
    since: Annotated[
        str | None,
        typer.Option(help="From 1h ago, a moment, or beginning; else the end.", metavar="WHEN"),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(help="Only stories for which it holds; several: all.", metavar="EXPR"),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after so many.")] = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.1, help="Stop after so many seconds.")
    ] = None,
) -> None:
    """Follow a topic until Ctrl-C: enriched stories unless another is named.

    A killed story shows as one line that says so, never with its text. --where takes fields such
    as topic, place, person, organisation, urgency, signal, headline and =, !=, ~ (contains), <,
    <=, >, >=; docs/commands.md lists them.

    Example: wire tail --since 1h --where topic=diplomacy --where "urgency<=3"
    """
    chosen = settings.load().settings
    plan = Plan(_topic(topic), since_moment(since) if since else None, timeout)
    wanted = [read_where(it) for it in where or ()]
    if wanted and plan.topic not in _OF_STORIES:
        raise Misused("--where reads stories: it goes with the topics enriched and latest")
    show = _json if json else _human
    seen = Seen(wanted, stories=plan.topic in _OF_STORIES)

    async def until_enough() -> None:
        count = 0
        async with aclosing(follow(chosen, plan, seen)) as following:
            async for shown in following:
                show(shown)
                count += 1
                if count == limit:
                    return

    asyncio.run(until_enough())


def _topic(name: str) -> Topic:
    try:
        return named(name)
    except KeyError:
        raise Misused(f"no topic '{name[:60]}': there are {', '.join(short_names())}") from None


def _human(shown: Shown) -> None:
    if shown.killed:
        people().print(killed(shown.killed, shown.at))
    elif shown.event is not None:
        people().print(story(shown.event, shown.at))
    else:
        people().print(line(shown.record))


def _json(shown: Shown) -> None:
    if shown.killed:
        emit({"killed": shown.killed, "time": shown.at.isoformat()})
    elif shown.event is not None:
        emit_bytes(shown.record.value)
    else:
        emit(fields(shown.record))
