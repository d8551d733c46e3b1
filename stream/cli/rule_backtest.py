"""`wire rules backtest`: what rules would have told, before they are switched on."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.text import Text

from schemas.alert import Alert
from schemas.events import EnrichedStory
from schemas.rule import Rule
from stream import settings
from stream.alerts.backtesting import Backtest, Fired
from stream.broker.merging import read_in_order
from stream.cli.console import emit, people, say
from stream.cli.rule_choice import chosen_rules
from stream.cli.show import plain
from stream.cli.since import since as since_moment
from stream.settings import Settings
from stream.topics import ENRICHED, TopicNames


def backtest(
    *,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="Files of rules.")
    ] = None,
    query: Annotated[str | None, typer.Option(help="A query to try.", metavar="QUERY")] = None,
    rule: Annotated[
        list[str] | None, typer.Option(help="Only this rule of the files.", metavar="ID")
    ] = None,
    since: Annotated[
        str, typer.Option(help="From 7d ago, a moment, or beginning.", metavar="WHEN")
    ] = "7d",
    samples: Annotated[int, typer.Option(min=0, max=1000, help="Alerts that are shown.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines on standard output.")] = False,
) -> None:
    """Show what rules would have told: how many alerts a day, with samples. Nobody is told.

    Reads the stories that were published and are kept, with each rule's own restraint.

    Example: wire rules backtest --query 'topic:diplomacy ceasefire' --since 7d
    """
    chosen, start = settings.load().settings, since_moment(since)
    rules = [it.rule for it in chosen_rules(query, paths or [], rule or [])]
    done = asyncio.run(_run(chosen, rules, start))
    for name, fired in done.fired.items():
        if json:
            emit(_fields(name, fired, done.stories, samples))
        else:
            _tell(name, fired, samples)
    say(f"{done.stories} versions of stories since {start:%Y-%m-%d %H:%M} UTC")


async def _run(chosen: Settings, rules: Sequence[Rule], start: datetime) -> Backtest:
    done = Backtest(rules)
    topic = TopicNames(chosen.topic_prefix)(ENRICHED)
    async for record in read_in_order(chosen, topic, since=start):
        try:
            event = EnrichedStory.model_validate_json(record.value or b"")
        except ValidationError:
            continue
        done.take(event, datetime.fromtimestamp(max(0, record.timestamp) / 1000, UTC))
    done.end(datetime.now(UTC))
    return done


def _fields(name: str, fired: Fired, stories: int, samples: int) -> dict[str, Any]:
    shown = [it.model_dump(mode="json") for it in _shown(fired, samples)]
    return {
        "rule": name,
        "versions": stories,
        "matched": fired.matched,
        "alerts": fired.kinds.total(),
        "kinds": dict(fired.kinds),
        "days": dict(sorted(fired.days.items())),
        "samples": shown,
    }


def _shown(fired: Fired, most: int) -> Sequence[Alert]:
    return fired.samples[-most:] if most else []


def _tell(name: str, fired: Fired, samples: int) -> None:
    alerts = fired.kinds.total()
    people().print(
        Text.assemble((plain(name), "bold"), f"  {alerts} alerts of {fired.matched} matches")
    )
    for day, count in sorted(fired.days.items()):
        people().print(Text(f"  {day}  {count}"))
    for it in _shown(fired, samples):
        said = it.stories[-1].headline or it.stories[-1].story_id
        people().print(Text(f"  » {it.at:%m-%d %H:%M} {it.kind.value}: {plain(said, 120)}"))
