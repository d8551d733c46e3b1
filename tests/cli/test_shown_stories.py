"""What people see of a story is readable, and nothing in it steers their terminal."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from schemas.ninjs import Text
from schemas.wire import Signal
from stream.cli import show
from tests.schemas import samples


def rendered(found: RenderableType) -> str:
    sink = StringIO()
    Console(file=sink, width=120, highlight=False).print(found)
    return sink.getvalue()


def test_a_story_shows_signal_urgency_headline_dateline_and_who_and_what_with_confidence() -> None:
    text = rendered(show.story(samples.enriched()))
    first, *rest = text.splitlines()
    assert "3 CORRECTION Brassica Lines buys ferries  v3" in first
    assert "Limassol · Cyprus" in rest[0]
    assert "Mara Oduya (chief executive) 1.00" in rest[1]
    assert "shipping 0.71" in rest[2]


def test_who_only_signs_is_not_among_the_names() -> None:
    full = samples.enriched()
    signs = [it.model_copy(update={"relevance": 0.0}) for it in full.enrichment.entities]
    enrichment = full.enrichment.model_copy(update={"entities": signs})
    text = rendered(show.story(full.model_copy(update={"enrichment": enrichment})))
    assert "chief executive" not in text
    assert "shipping 0.71" in text


def test_a_story_with_as_few_fields_as_may_be_is_shown() -> None:
    assert "NEW" in rendered(show.story(samples.least()))


@pytest.mark.parametrize("signal", [Signal.KILL, Signal.WITHDRAW])
def test_a_kill_shows_none_of_the_story_s_words(signal: Signal) -> None:
    full = samples.enriched()
    event = full.model_copy(update={"wire": full.wire.model_copy(update={"signal": signal})})
    text = rendered(show.story(event))
    assert full.wire.story_id in text
    assert "Brassica" not in text
    assert "Oduya" not in text


def test_markup_in_a_story_is_text() -> None:
    full = samples.enriched()
    story = full.story.model_copy(update={"headlines": [Text(value="[red]Ferry[/red] [link=x]")]})
    assert "[red]Ferry[/red] [link=x]" in rendered(
        show.story(full.model_copy(update={"story": story}))
    )


@given(st.text())
def test_nothing_that_steers_a_terminal_comes_through(text: str) -> None:
    shown = show.plain(text)
    assert len(shown) <= 200
    assert not any(
        ord(it) < 32 or 127 <= ord(it) < 160 or 0x202A <= ord(it) <= 0x202E for it in shown
    )


def test_an_escape_sequence_loses_its_escape() -> None:
    assert show.plain("a\x1b[31mb\r\nc\x9b2J") == "a [31mb c 2J"
