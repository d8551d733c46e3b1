"""A story's history, as `wire story` tells it, out of the topics alone."""

import asyncio
import io
import time

import pytest
from rich.console import Console

from schemas.wire import Signal
from stream.broker.admin import create_topics
from stream.cli.history import History, history, tied_to
from stream.cli.history_text import told
from stream.lifecycle.identity.record import to_record
from stream.lifecycle.identity.traits import Traits
from stream.topics import IDENTITY, STORIES, URGENT
from tests.lifecycle.desk import KEY, Desk

ID = KEY.decode()


@pytest.fixture
async def kept(desk: Desk) -> Desk:
    """A desk whose inputs stay on the stories' topic."""
    await create_topics(desk.settings, [STORIES, URGENT, IDENTITY])
    desk.keeps_inputs = True
    return desk


async def come(desk: Desk, *arguments: object, **more: object) -> None:
    await desk.come(*arguments, **more)  # type: ignore[arg-type]
    # Two records of one millisecond have no order among topics.
    await asyncio.sleep(0.003)


def text(found: History) -> str:
    console = Console(file=io.StringIO(), width=200, highlight=False)
    console.print(told(found))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


async def test_every_version_is_there_with_what_became_of_it(kept: Desk) -> None:
    await come(kept, body="A came.", own=2)
    await come(kept, Signal.UPDATE, "B came.", own=5)
    await come(kept, Signal.UPDATE, "Late words.", own=3)
    await come(kept, Signal.REPEAT, "B came.")
    found = await history(kept.settings, ID)
    assert [(it.outcome, it.number, it.own_number) for it in found.versions] == [
        ("published", 2, 2),
        ("published", 5, 5),
        ("superseded", None, 3),
        ("repeat", None, None),
    ]
    assert (found.state, found.to_json()["version"]) == ("standing", 5)
    assert [it.outcome for it in found.versions] == kept.ends
    assert found.versions[1].changes
    shown = text(found)
    assert "version 5 stands" in shown
    assert "+ B came." in shown
    assert "- A came." in shown


async def test_a_killed_story_shows_its_history_and_no_word(kept: Desk) -> None:
    await come(kept, body="A came.")
    await come(kept, Signal.UPDATE, "B came.")
    await come(kept, Signal.KILL, "Kill: B came.")
    await come(kept, Signal.UPDATE, "C came.")
    found = await history(kept.settings, ID)
    assert [it.outcome for it in found.versions] == kept.ends
    assert found.state == "killed"
    for shown in (text(found), str(found.to_json())):
        assert "came" not in shown


async def test_what_waits_says_until_when_and_no_word(kept: Desk) -> None:
    until = time.time() + 2
    await come(kept, body="A came.", until=until)
    found = await history(kept.settings, ID)
    assert (found.state, found.versions[0].outcome) == ("waiting", "withheld")
    assert found.to_json()["waits_until"]
    assert "came" not in text(found) + str(found.to_json())
    await asyncio.sleep(max(0, until - time.time()))
    await kept.tick(time.time())
    found = await history(kept.settings, ID)
    assert found.state == "standing"
    assert found.versions[0].sent is not None


async def test_a_story_on_hold_says_so(kept: Desk) -> None:
    await come(kept, body="A came.")
    await come(kept, Signal.HOLD)
    found = await history(kept.settings, ID)
    assert (found.state, found.to_json()["on_hold"]) == ("held", True)
    assert [it.outcome for it in found.versions] == ["published", "withheld"]
    assert "on hold" in text(found)
    assert "came" not in text(found)


async def test_what_no_topic_knows_is_unknown(kept: Desk) -> None:
    found = await history(kept.settings, "nobody")
    assert (found.state, found.versions) == ("unknown", [])


async def test_an_id_that_was_tied_names_its_story(kept: Desk) -> None:
    topic = kept.names(IDENTITY)
    record = to_record(Traits("other-id"), ID, by="text", why="90 %", until=None)
    await kept.client.send_and_wait(topic, key=b"other-id", value=record)
    assert await tied_to(kept.settings, "other-id") == ID
    assert await tied_to(kept.settings, "nobody") is None
