"""`wire story` and `wire embargoed`: one story's whole history, and what waits for its time."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from stream import settings
from stream.agents.read_back import pending_of
from stream.agents.records import SIGNAL
from stream.broker.reading import read_to_end
from stream.cli.console import Failed, emit, people, say
from stream.cli.history import history, tied_to
from stream.cli.history_text import told
from stream.cli.show import plain
from stream.settings import Settings
from stream.topics import HELD, TopicNames

Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def story(
    story_id: Annotated[str, typer.Argument(metavar="ID", help="The story's id.")],
    json: Json = False,
) -> None:
    """Show a story's history: every version, what became of it, what changed, what was sent when.

    Words of what was killed, is on hold or waits are never shown. An id that was tied to another
    story shows that one.

    Example: wire story ferry-strike.0f3a
    """
    chosen = settings.load().settings
    found = asyncio.run(history(chosen, story_id))
    if found.state == "unknown" and not found.versions:
        other = asyncio.run(tied_to(chosen, story_id))
        if other in {None, story_id}:
            raise Failed(f"no topic knows a story '{plain(story_id, 128)}'")
        say(f"{plain(story_id, 128)} was tied to {other}")
        found = asyncio.run(history(chosen, str(other)))
    if json:
        emit(found.to_json())
        return
    people().print(told(found))


def embargoed(json: Json = False) -> None:
    """List the stories that wait for their time or are on hold, the next one first; no words.

    Example: wire embargoed --json
    """
    rows = asyncio.run(_waiting(settings.load().settings))
    rows.sort(key=lambda it: (it["until"] is None, it["until"] or "", it["story_id"]))
    if json:
        emit(rows)
        return
    table = Table("story", "until", "why", "since", "last said")
    for it in rows:
        why = "on hold" if it["on_hold"] else "embargo"
        cells = (it["story_id"], it["until"] or "released", why, it["since"], it["signal"])
        table.add_row(*(Text(plain(cell, 128)) for cell in cells))
    people().print(table)
    say(f"{len(rows)} stories wait")


async def _waiting(chosen: Settings) -> list[dict[str, Any]]:
    found: dict[bytes, dict[str, Any]] = {}
    async for record in read_to_end(chosen, TopicNames(chosen.topic_prefix)(HELD)):
        pending = pending_of(record)
        found.pop(record.key, None)
        if pending is None or not (pending.hold or pending.until):
            continue
        said = {name: value.decode(errors="replace") for name, value in record.headers}
        until = datetime.fromtimestamp(pending.until, UTC) if pending.until else None
        found[record.key] = {
            "story_id": record.key.decode(errors="replace"),
            "until": until.isoformat() if until else None,
            "on_hold": pending.hold,
            "since": datetime.fromtimestamp(record.timestamp / 1000, UTC).isoformat(),
            "signal": said.get(SIGNAL, ""),
        }
    return list(found.values())
