"""An item ends in one of six ways and in no other."""

import json

import pytest
from pydantic import ValidationError

from schemas.outcome import Outcome
from schemas.publish import FOLDER
from tests.schemas import samples

SIX = ["published", "dead_letter", "repeat", "superseded", "withheld", "withdrawn"]


def test_the_six_outcomes_are_those_of_the_contract() -> None:
    assert [outcome.value for outcome in Outcome] == SIX


def test_the_published_outcome_is_the_same_closed_list() -> None:
    assert json.loads((FOLDER / "outcome.v1.json").read_text())["enum"] == SIX


def test_a_story_with_another_outcome_is_refused() -> None:
    event = json.loads(samples.parsed().to_json())
    event["wire"]["outcome"] = "lost"
    with pytest.raises(ValidationError, match="outcome"):
        type(samples.parsed()).model_validate(event)
