"""Our stories are valid by the IPTC's own schema of ninjs 3.1."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from schemas.ninjs import Story
from tests.schemas import samples

OFFICIAL = Path(__file__).parents[2].parent / "shared/data/ninjs/ninjs-schema_3.1.json"
GEOJSON = "https://geojson.org/schema/GeoJSON.json"

pytestmark = pytest.mark.skipif(not OFFICIAL.is_file(), reason=f"no {OFFICIAL.name} beside us")


@pytest.fixture(scope="module")
def official() -> Draft202012Validator:
    """The schema; its one reference to the outside is answered here, as any object."""
    stub: Resource[Any] = DRAFT202012.create_resource({"type": "object"})
    registry: Registry[Any] = Registry().with_resources([(GEOJSON, stub), (f"{GEOJSON}#", stub)])
    schema = json.loads(OFFICIAL.read_text())
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema, registry=registry, format_checker=checker)


@pytest.mark.parametrize("sample", [samples.parsed, samples.least, samples.enriched])
def test_a_story_is_valid_ninjs(official: Draft202012Validator, sample: Any) -> None:
    official.validate(json.loads(sample().to_json())["story"])


def test_the_full_sample_leaves_no_field_of_our_story_untried() -> None:
    assert samples.story().model_fields_set == set(Story.model_fields)


@pytest.mark.parametrize(
    ("field", "value"),
    [("uri", "not a uri"), ("versionCreated", "yesterday"), ("version", None), ("dateline", "X")],
)
def test_the_official_schema_refuses_what_it_should(
    official: Draft202012Validator, field: str, value: Any
) -> None:
    story = json.loads(samples.parsed().to_json())["story"]
    with pytest.raises(ValidationError):
        official.validate(story | {field: value})
