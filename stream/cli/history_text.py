"""A story's history for people on a terminal."""

from collections.abc import Iterator
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.text import Text

from stream.cli.history import Came, History
from stream.cli.show import plain

_STYLES = {
    "published": "green",
    "withheld": "yellow",
    "withdrawn": "red",
    "under way": "cyan",
}
_SHOWN = 3
"""Sentences of a kind; --json has all that the event says."""


def told(found: History) -> RenderableType:
    """All of it: a line for what it is, then a few lines a version, the first that came first."""
    lines = [_state(found)]
    for it in found.versions:
        lines += [_version(it), *_more(it)]
    return Group(*lines)


def _state(found: History) -> Text:
    standing, pending = found.standing, found.pending
    number = f"version {standing.version}" if standing else "nothing published yet"
    said = {
        "killed": "killed: nobody may use it",
        "held": f"on hold since {number}",
        "standing": f"{number} stands",
        "waiting": "nothing published yet",
        "unknown": "no topic holds it any more",
    }[found.state]
    if pending and pending.hold and found.state != "held":
        said += ", a version is on hold"
    if pending and pending.until:
        said += f", a version waits until {_moment(datetime.fromtimestamp(pending.until, UTC))}"
    return Text.assemble((plain(found.story_id, 128), "bold"), f"  {said}")


def _version(it: Came) -> Text:
    number = f"v{it.number}" if it.number else "-"
    return Text.assemble(
        (f"{_moment(it.at)}  ", "dim"),
        f"{it.signal:<11}",
        (f"{it.outcome:<11}", _STYLES.get(it.outcome, "dim")),
        (f"{number:<5}", "bold"),
        plain(it.headline, 90),
    )


def _more(it: Came) -> Iterator[Text]:
    if it.marker:
        yield _line("marked", plain(it.marker, 60))
    if it.own_number:
        yield _line("number", f"the agency's own is {it.own_number}")
    if it.tied:
        by, why = (plain(str(it.tied.get(name, "")), 300) for name in ("by", "why"))
        yield _line("tied", f"by {by}: {why}; its own id is {plain(str(it.tied.get('own')), 128)}")
    if it.until:
        yield _line("embargo", f"until {_moment(it.until)}")
    if it.sent:
        lane = ", by the urgent lane" if it.urgent else ""
        yield _line("sent", f"{_moment(it.sent)}{lane}")
    yield from _changes(it)


def _changes(it: Came) -> Iterator[Text]:
    said = it.changes or {}
    if "headline" in said:
        yield _line("was", plain(str(said["headline"]), 90))
    for name in ("sentences", "entities", "topics"):
        found = said.get(name) or {}
        for kind, sign in (("gone", "-"), ("added", "+")):
            for line in found.get(kind, [])[:_SHOWN]:
                yield _line(name, f"{sign} {plain(str(line), 100)}")


def _line(name: str, said: str) -> Text:
    return Text.assemble(" " * 21, (f"{name:<11}", "dim"), said)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
