"""What intake's children do: every item on its own, or the one that a replay asks for."""

import json

from stream.agents.parsing import parse
from stream.engine.jobs import Facts, Failure, Job, Product

THREE = [
    {"id": "a", "source": "CHX", "body": "The ferry sails again on Monday."},
    {"id": "b", "source": "CHX", "body": 7},
    {"id": "c", "source": "CHX", "body": "The ferry stays in the harbour."},
]
ARRIVED: Facts = {"arrived_ms": 1_936_000_000_000}


def job(**facts: int) -> Job:
    return Job(json.dumps(THREE).encode(), {**ARRIVED, **facts})


def test_a_bad_item_is_a_failure_beside_its_readable_neighbours() -> None:
    first, second, third = parse(job())
    assert isinstance(second, Failure)
    assert (second.code, second.ordinal) == ("bad_field", 1)
    assert isinstance(first, Product)
    assert isinstance(third, Product)
    assert (first.facts["ordinal"], third.facts["ordinal"]) == (0, 2)


def test_a_replay_parses_the_item_that_failed_and_no_other() -> None:
    (only,) = parse(job(only_ordinal=1))
    assert isinstance(only, Failure)
    assert only.ordinal == 1
    (only,) = parse(job(only_ordinal=2))
    assert isinstance(only, Product)
    assert only.facts["story_id"] == parse(job())[2].facts["story_id"]  # type: ignore[union-attr]
