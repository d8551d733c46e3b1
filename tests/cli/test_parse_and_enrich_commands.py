"""`wire parse` and `wire enrich` print what the workers publish, and say what can't be."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.events import EnrichedStory, ParsedStory
from stream.agents import parsing
from stream.engine.jobs import Job, Product
from tests.cli.conftest import Run

STORY = b"""OSTVIK, Norway, May 6 (Halden) - The ferry Anemone will sail from June, said Mara Oduya.

She told reporters in Ostvik that the ship has 400 seats.
"""
ARRIVED = "2031-05-06T12:00:00Z"
ARRIVED_MS = round(datetime(2031, 5, 6, 12, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "ferry.txt"
    file.write_bytes(STORY)
    return file


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(it) for it in text.splitlines()]


def test_parse_prints_exactly_what_the_worker_publishes(wire: Run, story: Path) -> None:
    (product,) = parsing.parse(Job(STORY, {"arrived_ms": ARRIVED_MS}))
    assert isinstance(product, Product)
    ran = wire("parse", story, "--arrived", ARRIVED)
    assert ran.status == 0
    assert ran.raw == product.value + b"\n"


def test_parse_reads_standard_input(wire: Run, story: Path) -> None:
    from_file = wire("parse", story, "--arrived", ARRIVED)
    assert wire("parse", "-", "--arrived", ARRIVED, stdin=STORY).raw == from_file.raw


def test_what_cannot_be_read_is_a_line_and_the_others_go_on(
    wire: Run, story: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "cut-off.json"
    broken.write_text('{"headline": "Ferry Anemone secretly')
    ran = wire("parse", broken, "missing.txt", story)
    first, second, third = lines(ran.out)
    assert ran.status == 1
    assert (first["file"], first["error"]["code"]) == (str(broken), "bad_json")  # type: ignore[index]
    assert "ordinal" not in first
    assert (second["file"], second["error"]["code"]) == ("missing.txt", "unreadable")  # type: ignore[index]
    assert "wire" in third
    assert "secretly" not in json.dumps(first)


def test_an_unreadable_item_beside_readable_ones_has_its_ordinal(wire: Run, tmp_path: Path) -> None:
    good = {"id": "h-1", "headline": "Ferry sails", "text": STORY.decode()}
    file = tmp_path / "several.json"
    file.write_text(json.dumps([good, {"id": "h-2", "headline": "No words"}]))
    ran = wire("parse", file)
    first, second = lines(ran.out)
    assert ran.status == 1
    assert "wire" in first
    assert second["ordinal"] == 1


def test_a_file_above_the_limit_is_too_large_as_the_worker_says(
    wire: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIRE_MAX_STORY_BYTES", "1024")
    large = tmp_path / "large.txt"
    large.write_bytes(STORY * 10)
    ran = wire("parse", large, story)
    first, second = lines(ran.out)
    assert first["error"]["code"] == "too_large"  # type: ignore[index]
    assert "WIRE_MAX_STORY_BYTES" in first["error"]["message"]  # type: ignore[index]
    assert "wire" in second


def test_pretty_is_for_people(wire: Run, story: Path) -> None:
    ran = wire("parse", story, "--pretty")
    assert "dateline" in ran.out
    assert not ran.out.startswith("{")


def test_enrich_adds_an_enrichment_and_keeps_the_story(wire: Run, story: Path) -> None:
    parsed = ParsedStory.model_validate_json(wire("parse", story, "--arrived", ARRIVED).raw)
    ran = wire("enrich", story, "missing.txt", "--arrived", ARRIVED)
    enriched, failed = ran.out.splitlines()
    found = EnrichedStory.model_validate_json(enriched)
    assert ran.status == 1
    assert found.wire.story_id == parsed.wire.story_id
    assert found.story.body == parsed.story.body
    assert "Mara Oduya" in {it.name for it in found.enrichment.entities}
    assert json.loads(failed)["error"]["code"] == "unreadable"


def test_enrich_finds_the_names_of_a_watch_list(wire: Run, story: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("id,name,type\nSHIP-7,Anemone,product\n")
    found = EnrichedStory.model_validate_json(wire("enrich", story, "--watchlist", names).raw)
    ids = {it.name: it.ids for it in found.enrichment.entities}
    assert ids["Anemone"] == {"custom": "SHIP-7"}


def test_a_watch_list_that_is_not_right_ends_the_command(
    wire: Run, story: Path, tmp_path: Path
) -> None:
    names = tmp_path / "names.csv"
    names.write_text("id,name,type\nSHIP-7,Anemone,boat\n")
    ran = wire("enrich", story, "--watchlist", names)
    assert ran.status == 78
    assert f"{names}, line 2: an entry needs a type" in ran.said
