"""Stories for people on a terminal: the signal, the words, and who, where and what it is about.

A story is hostile input: its control characters would steer the terminal, so none comes through.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from schemas.enrichment import Enrichment, Entity, EntityType
from schemas.events import EnrichedStory, ParsedStory
from schemas.wire import Signal

_FIRST_WORDS = 90
_MOST_NAMES = 6
_INDENT = 11
_TWO_SCRIPTS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
"""Marks that turn the direction of writing: they could make a line read otherwise than it is."""

_GROUPS = (
    ("people", EntityType.PERSON),
    ("organisations", EntityType.ORGANISATION),
    ("places", EntityType.PLACE),
    ("events", EntityType.EVENT),
)
_STYLES = {Signal.KILL: "bold red", Signal.WITHDRAW: "bold red", Signal.CORRECTION: "yellow"}


def plain(text: str, most: int = 200) -> str:
    """One line of at most `most` characters, without anything that steers a terminal."""
    line = "".join(" " if _steers(it) else it for it in text[: 4 * most])
    line = " ".join(line.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def story(found: ParsedStory, at: datetime | None = None) -> RenderableType:
    """A story in a few lines. `at` is when its record was written, else when it arrived."""
    if found.wire.signal.ends_story:
        return killed(found.wire.story_id, at or found.wire.arrived, found.wire.signal)
    lines: list[RenderableType] = [_first_line(found, at or found.wire.arrived)]
    lines += [Padding(it, (0, 0, 0, _INDENT), expand=False) for it in _about(found)]
    return Group(*lines)


def killed(story_id: str, at: datetime, signal: Signal = Signal.KILL) -> RenderableType:
    """All that may be shown of a story that nobody may use any more."""
    said = "withdrawn" if signal is Signal.WITHDRAW else "killed"
    return Text.assemble(
        (f"{at.astimezone():%H:%M:%S}   ", "dim"),
        (signal.value.upper(), _STYLES.get(signal, "bold red")),
        f"  {plain(story_id, 128)} was {said}: don't use it",
    )


def failure(name: str, code: str, message: str) -> RenderableType:
    """What couldn't be handled, and why."""
    return Text.assemble(
        ("✗ ", "red"), (plain(name), "bold"), "  ", (code, "red"), f"  {plain(message, 400)}"
    )


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _TWO_SCRIPTS


def _first_line(found: ParsedStory, at: datetime) -> Text:
    wire, urgency = found.wire, found.story.urgency
    said = found.story.headline or found.story.body[wire.dateline.end if wire.dateline else 0 :]
    return Text.assemble(
        (f"{at.astimezone():%H:%M:%S}  ", "dim"),
        (f"{urgency or '-'} ", "bold red" if urgency and urgency <= 2 else "dim"),  # noqa: PLR2004 - flash, bulletin
        (f"{wire.signal.value.upper():<11}", _STYLES.get(wire.signal, "cyan")),
        (plain(said, _FIRST_WORDS), "bold"),
        (f"  v{wire.version}", "dim"),
    )


def _about(found: ParsedStory) -> list[Text]:
    dateline = found.wire.dateline
    where = [dateline.place, dateline.region, dateline.country] if dateline else []
    lines = [_line("dateline", [(plain(it), None) for it in where if it])]
    if isinstance(found, EnrichedStory):
        lines += _enriched(found.enrichment)
    return [it for it in lines if it is not None]


def _enriched(found: Enrichment) -> list[Text | None]:
    # The agency that only signs is told with the story itself.
    told = [it for it in found.entities if it.relevance > 0]
    names = [_line(label, [_name(it) for it in told if it.type is kind]) for label, kind in _GROUPS]
    return [*names, _line("topics", [(plain(it.name), it.confidence) for it in found.topics])]


def _name(entity: Entity) -> tuple[str, float]:
    role = f" ({plain(entity.role, 60)})" if entity.role else ""
    code = entity.ids.get("iso3166_1")
    return f"{plain(entity.name, 80)}{role}{f' [{plain(code, 8)}]' if code else ''}", (
        entity.confidence
    )


def _line(label: str, names: Sequence[tuple[str, float | None]]) -> Text | None:
    """`label  name 0.93 · name 0.88 · +2`, or None where there is nothing."""
    if not names:
        return None
    line = Text.assemble((f"{label:<14}", "dim"))
    for number, (name, confidence) in enumerate(names[:_MOST_NAMES]):
        line.append(" · " if number else "", "dim").append(name)
        line.append("" if confidence is None else f" {confidence:.2f}", "green")
    if len(names) > _MOST_NAMES:
        line.append(f" · +{len(names) - _MOST_NAMES}", "dim")
    return line
