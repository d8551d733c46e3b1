"""Rules, and what they make of a story, for people on a terminal and as JSON."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from schemas.alert import Sentence
from schemas.events import EnrichedStory
from schemas.rule import written
from stream.alerts.compiling import Compiled
from stream.alerts.explaining import Told, marks_in
from stream.alerts.query import write
from stream.alerts.sentences import Sentences
from stream.cli.show import plain

_LONGEST_QUERY = 120


def query_of(it: Compiled) -> str:
    """What a rule asks, on one line, as its owner wrote it if that was one line."""
    return it.rule.query or write(it.clause, it.count)


def trial(it: Compiled, told: Told, event: EnrichedStory) -> dict[str, Any]:
    """A rule tried on a story, as JSON."""
    return {
        "rule": it.rule.id,
        "story": event.wire.story_id,
        "matches": told.holds,
        "but": list(_but(it, event)) if told.holds else [],
        "clauses": _clause(told),
        "sentences": [it.model_dump(mode="json") for it in _sentences(told, event)],
    }


def trial_lines(it: Compiled, told: Told, event: EnrichedStory) -> Iterator[Text]:
    """The same for people."""
    said = plain(event.story.headline or event.story.body, 70)
    verdict = ("matches", "bold green") if told.holds else ("doesn't match", "bold red")
    yield Text.assemble((plain(it.rule.id), "bold"), " ", verdict, f"  {said}")
    for but in _but(it, event) if told.holds else ():
        yield Text.assemble("  ", (f"but {but}", "yellow"))
    yield from _tree(told, 1)
    for sentence in _sentences(told, event):
        yield Text("  » ").append_text(_highlighted(sentence))


def _but(it: Compiled, event: EnrichedStory) -> Iterator[str]:
    """Why a rule whose clauses hold tells nothing of the story all the same."""
    if it.rule.paused:
        yield "it is paused"
    if it.rule.expires and it.rule.expires <= event.wire.arrived:
        yield f"it expired at {it.rule.expires.isoformat()}"
    if it.count:
        yield f"it waits for {it.count.least} such stories within {written(it.count.within)}"


def _sentences(told: Told, event: EnrichedStory) -> list[Sentence]:
    return Sentences(event.story.headline, event.story.body).around(marks_in(told))


def _clause(told: Told) -> dict[str, Any]:
    found: dict[str, Any] = {"query": told.query, "holds": told.holds}
    if told.why:
        found["why"] = told.why
    if told.marks:
        found["where"] = [it._asdict() for it in told.marks]
    if told.parts:
        found[told.clause.kind] = [_clause(part) for part in told.parts]
    return found


def _tree(told: Told, depth: int) -> Iterator[Text]:
    sign = ("✓ ", "green") if told.holds else ("✗ ", "red")
    what = told.clause.kind if told.parts else plain(told.query, _LONGEST_QUERY)
    places = f"  {len(told.marks)} in the text" if told.marks else ""
    why = f"  {plain(told.why, 300)}" if told.why else places
    yield Text.assemble("  " * depth, sign, what, (why, "dim"))
    for part in told.parts:
        yield from _tree(part, depth + 1)


def _highlighted(sentence: Sentence) -> Text:
    """The sentence with its highlights in bold."""
    line, at = Text(), 0
    for start, end in sentence.highlights:
        line.append(_still(sentence.text[at:start]))
        line.append(_still(sentence.text[start:end]), "bold yellow")
        at = end
    return line.append(_still(sentence.text[at:]))


def _still(text: str) -> str:
    """The text without what would steer a terminal, letter for letter."""
    return "".join(it if it.isprintable() else " " for it in text)
