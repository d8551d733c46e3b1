"""docs/lifecycle.md's table, cell by cell: what comes, what the story is, what the topics get."""

import re
import time
from pathlib import Path

import pytest

from schemas.wire import Signal
from stream.topics import ENRICHED, HELD, LATEST
from tests.lifecycle.desk import TOPICS, Desk, text_of

PAGE = (Path(__file__).parents[2] / "docs" / "lifecycle.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.split("## The table")[1].split("\n## ")[0].splitlines()
    if line.startswith("| ")
]
STATES = ROWS[0][1:]
CELLS = [
    pytest.param(row[0], state, cell, id=f"{row[0]}-when-{state}")
    for row in ROWS[1:]
    for state, cell in zip(STATES, row[1:], strict=True)
]
OLD, NOW = "The old text of the ferry.", "The new text of the ferry."
LATER = 3600.0


async def bring(desk: Desk, state: str) -> None:
    """Make the story what the column says."""
    if state == "embargoed":
        await desk.come(body=OLD, until=time.time() + LATER)
    elif state != "new":
        await desk.come(body=OLD)
    if state == "held":
        await desk.come(Signal.HOLD)
    if state == "killed":
        await desk.come(Signal.KILL)


async def act(desk: Desk, action: str) -> str:
    if action == "embargo":
        return await desk.come(body=NOW, until=time.time() + LATER)
    signal = Signal(action)
    textless = signal in {Signal.HOLD, Signal.RELEASE}
    return await desk.come(signal, "" if textless else NOW)


async def new_letters(desk: Desk, before: dict[str, int]) -> str:
    """What the topics got since, as the page writes it."""
    found = ""
    for topic, text, none in ((ENRICHED, "E", "e"), (LATEST, "L", "l"), (HELD, "H", "h")):
        for record in (await desk.records(topic))[before[topic.name] :]:
            found += text if text_of(record.value) or (topic is HELD and record.value) else none
    return found


def test_the_table_has_every_action() -> None:
    assert {row[0] for row in ROWS[1:]} == {*Signal, "embargo"}
    assert STATES == ["new", "standing", "embargoed", "held", "killed"]


@pytest.mark.parametrize(("action", "state", "cell"), CELLS)
async def test_cell(desk: Desk, action: str, state: str, cell: str) -> None:
    await bring(desk, state)
    before = {topic.name: len(await desk.records(topic)) for topic in TOPICS}
    outcome = await act(desk, action)
    letters = await new_letters(desk, before)
    told = re.fullmatch(r"(\w+)(?: (\w+))?", cell)
    assert told
    assert (outcome, letters) == (told[1], told[2] or "")
    if state == "killed" or action in {"kill", "withdraw"}:
        stand, held = await desk.texts(LATEST), await desk.texts(HELD)
        assert stand[-1] is None
        assert not held or held[-1] is None
