"""`wire alerts`: what was told, what didn't arrive, and once it is mended, once more."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from schemas.alert import Alert
from schemas.delivery import Delivery, DeliveryState
from stream import settings
from stream.cli import listening
from stream.cli.alert_topics import read_alerts, read_deliveries, redeliver_all
from stream.cli.chosen import by_beginning, in_one_way
from stream.cli.console import emit, people, say
from stream.cli.show import plain
from stream.cli.since import since as since_moment
from stream.settings import Settings

app = typer.Typer(
    help="Alerts: what was told, what didn't arrive, sent again.", no_args_is_help=True
)
app.command("listen")(listening.listen)
Json = Annotated[bool, typer.Option("--json", help="JSON Lines on standard output.")]
Since = Annotated[str, typer.Option(help="Since 1h, 2d, a moment.", metavar="WHEN")]
Rule = Annotated[str | None, typer.Option(help="Only of this rule.", metavar="ID")]
Channel = Annotated[str | None, typer.Option(help="Only for this channel.", metavar="NAME")]


@app.command("list")
def list_alerts(since: Since = "1d", rule: Rule = None, json: Json = False) -> None:
    """List alerts, oldest first. Of a story that was killed since, no word is shown.

    Example: wire alerts list --since 1h --rule ceasefire
    """
    found = asyncio.run(read_alerts(settings.load().settings, since_moment(since)))
    table = Table("alert", "at", "kind", "rule", "what")
    chosen = [it for it in found if rule in {None, it.rule.id}]
    for it in chosen:
        if json:
            emit(it.model_dump(mode="json"))
        else:
            table.add_row(*map(Text, _line(it)))
    if not json:
        people().print(table)
        say(f"{len(chosen)} alerts")


@app.command()
def failed(since: Since = "7d", channel: Channel = None, json: Json = False) -> None:
    """List alerts that didn't reach a channel, with the reason.

    Example: wire alerts failed --channel desk
    """
    found = _failed(settings.load().settings, since, channel)
    table = Table("delivery", "at", "channel", "rule", "code", "attempts", "why")
    for it in found:
        if json:
            emit(it.model_dump(mode="json"))
        else:
            table.add_row(*map(Text, _failure(it)))
    if not json:
        people().print(table)
        say(f"{len(found)} didn't arrive")


@app.command()
def redeliver(
    *,
    deliveries: Annotated[
        list[str] | None, typer.Argument(metavar="ID…", help="Deliveries, or how they begin.")
    ] = None,
    channel: Channel = None,
    every: Annotated[bool, typer.Option("--all", help="All that failed.")] = False,
    json: Json = False,
) -> None:
    """Send again what failed, with the same idempotency key. A worker must run.

    What was killed since isn't sent.

    Example: wire alerts redeliver --channel desk
    """
    in_one_way(
        "--channel NAME", ids=bool(deliveries), option_given=channel is not None, every=every
    )
    chosen = settings.load().settings
    found = _failed(chosen, "7d", channel)
    going = [_one(found, it) for it in deliveries] if deliveries else found
    sent = asyncio.run(redeliver_all(chosen, list({it.key: it for it in going}.values())))
    if json:
        emit({"redelivered": [it.key for it in sent], "left": len(going) - len(sent)})
        return
    left = len(going) - len(sent)
    say(f"{len(sent)} sent again" + (f", {left} are killed or no longer kept" if left else ""))


def _failed(chosen: Settings, since: str, channel: str | None) -> list[Delivery]:
    start = since_moment(since)
    found = asyncio.run(read_deliveries(chosen))
    return [
        it
        for it in found
        if it.state is DeliveryState.FAILED and it.at >= start and channel in {None, it.channel}
    ]


def _one(found: Iterable[Delivery], start: str) -> Delivery:
    names = ("failed delivery", "failed deliveries")
    return by_beginning(found, start, lambda it: it.key, names, "wire alerts failed")


def _line(it: Alert) -> tuple[str, ...]:
    said = it.stories[-1].headline or it.stories[-1].story_id
    count = len(it.stories) + it.more
    more = f" and {count - 1} more" if count > 1 else ""
    return it.id[:12], _at(it.at), it.kind.value, it.rule.id, plain(said, 90) + more


def _failure(it: Delivery) -> tuple[str, ...]:
    reason = plain(it.reason or "", 120)
    attempts = str(it.attempts)
    return it.key[:12], _at(it.at), plain(it.channel), it.rule, it.code or "", attempts, reason


def _at(moment: datetime) -> str:
    today = datetime.now(UTC) - moment < timedelta(hours=12)
    return f"{moment.astimezone():%H:%M:%S}" if today else f"{moment.astimezone():%Y-%m-%d %H:%M}"
