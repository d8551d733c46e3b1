"""The IPTC's own schema of ninjs 3.1, where the shared data lies beside the checkout."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from schemas.events import ParsedStory

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
OFFICIAL = SHARED / "ninjs" / "ninjs-schema_3.1.json"
GEOJSON = "https://geojson.org/schema/GeoJSON.json"

Check = Callable[[ParsedStory], None]


@pytest.fixture(scope="session")
def check_official() -> Check:
    """Raises where a story isn't valid ninjs 3.1; formats are checked, GeoJSON is any object."""
    if not OFFICIAL.is_file():
        pytest.skip("the official schema isn't beside the checkout")
    stub: Resource[Any] = DRAFT202012.create_resource({"type": "object"})
    registry: Registry[Any] = Registry().with_resources([(GEOJSON, stub), (f"{GEOJSON}#", stub)])
    validator = Draft202012Validator(
        json.loads(OFFICIAL.read_text()),
        registry=registry,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    return lambda item: validator.validate(json.loads(item.to_json())["story"])
