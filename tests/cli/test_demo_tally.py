"""Every item that went in is found again by its id alone, or is said to be missing."""

import dataclasses

from aiokafka import ConsumerRecord

from schemas.cloudevents import CloudEvent, derived_id
from schemas.events import DEAD_LETTER_TYPE, ENRICHED_TYPE
from schemas.outcome import Outcome
from stream.cli.tally import Item, Tally, items
from stream.engine.jobs import Failure, Product


@dataclasses.dataclass
class Bare:
    key: bytes
    headers: list[tuple[str, bytes]]


def record(ce_id: str, kind: str, story: str = "s", version: int = 1) -> ConsumerRecord:
    event = CloudEvent(id=ce_id, source="/test", type=kind)
    headers = [*event.headers(), ("wire_version", str(version).encode())]
    return Bare(story.encode(), headers)


def product(ordinal: int, own_version: int | None = None) -> Product:
    return Product(b"", {"ordinal": ordinal, "story_id": "s", "own_version": own_version})


def test_items_of_one_input_have_ids_by_their_ordinal() -> None:
    found = list(items("two.json", "raw", [product(0), Failure("no_text", "none", 1)]))
    assert [it.intake_id for it in found] == [
        derived_id("intake", "raw", 0),
        derived_id("intake", "raw", 1),
    ]


def test_an_input_without_items_is_one_item() -> None:
    (one,) = items("bad.json", "raw", [Failure("bad_json", "cut off")])
    assert one.intake_id == derived_id("intake", "raw", 0)


def test_each_end_is_told_apart() -> None:
    published, letter, late, same, lost = (Item(it, it, f"s-{it}", 2) for it in "abcde")
    tally = Tally([published, letter, late, same, lost])
    assert len(tally.missing()) == 5
    tally.note(record(published.enrich_id, ENRICHED_TYPE, "s-a"))
    tally.note(record(letter.enrich_id, DEAD_LETTER_TYPE, "s-b"))
    tally.note(record("other", ENRICHED_TYPE, "s-c", version=3))
    tally.note(record("another", ENRICHED_TYPE, "s-d", version=2))
    tally.note(record("older", ENRICHED_TYPE, "s-e", version=1))
    ends = [tally.outcome(it) for it in tally.items]
    assert ends == [
        Outcome.PUBLISHED,
        Outcome.DEAD_LETTER,
        Outcome.SUPERSEDED,
        Outcome.REPEAT,
        None,
    ]
    assert tally.missing() == [lost]


def test_a_version_that_the_agency_did_not_number_is_never_excused() -> None:
    tally = Tally([Item("a", "a", "s", None)])
    tally.note(record("other", ENRICHED_TYPE, "s", version=9))
    assert [it.name for it in tally.missing()] == ["a"]
