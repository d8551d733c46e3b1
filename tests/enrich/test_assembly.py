import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from schemas.events import EnrichedStory, ParsedStory
from stream.enrich import Enricher
from tests.enrich.conftest import Enrich, make

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "data" / "ninjs" / "ninjs-schema_3.1.json"
GEOJSON = "https://geojson.org/schema/GeoJSON.json"
BODY = (
    "Foreign Minister Rodrigo Quispe will open the 12th Harbour Forum in Lima on Friday, he told "
    "reporters in Peru. The World Bank and the European Union (EU) will send envoys to sign the "
    "Coastal Trade Agreement, and talks on the treaty will go on with Ecuador."
)


def validator() -> Draft202012Validator:
    schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    stub = Resource.from_contents({"type": "object"}, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resources([(GEOJSON, stub), (GEOJSON + "#", stub)])
    return Draft202012Validator(
        schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def as_json(story: ParsedStory) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(story.to_json())
    return found


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the shared data isn't beside the checkout")
def test_an_enriched_story_is_valid_ninjs(enrich: Enrich) -> None:
    story = as_json(enrich(BODY, "Quispe to open forum in Lima"))["story"]
    check = validator()
    assert [error.message for error in check.iter_errors(story)] == []
    broken = story | {"subjects": [{"relevance": 0.5}]}
    assert list(check.iter_errors(broken))


def test_every_kind_of_entity_stands_in_its_own_array(enrich: Enrich) -> None:
    story = as_json(enrich(BODY))["story"]
    assert [row["name"] for row in story["people"]] == ["Rodrigo Quispe"]
    assert {"World Bank", "European Union"} == {row["name"] for row in story["organisations"]}
    assert {"Lima", "Peru", "Ecuador"} == {row["name"] for row in story["places"]}
    assert [row["name"] for row in story["events"]] == ["12th Harbour Forum"]
    assert [row["name"] for row in story["objects"]] == ["Coastal Trade Agreement"]


def test_subjects_hold_topics_and_entities_with_scores_of_a_hundred(enrich: Enrich) -> None:
    enriched = enrich(BODY)
    rows = {row.literal: row for row in enriched.story.subjects or []}
    named = [it for it in enriched.enrichment.entities if it.type not in {"money", "date"}]
    for entity in named:
        row = rows[entity.id]
        assert (row.rel, row.creator) == ("mentions", "wirestream")
        assert row.relevance == round(100 * entity.relevance)
        assert row.confidence == round(100 * entity.confidence)
    for topic in enriched.enrichment.topics:
        row = rows[topic.code]
        assert row.rel == "about"
        assert row.uri == "http://cv.iptc.org/newscodes/mediatopic/" + topic.code[-8:]
    assert {row.rel for row in rows.values()} == {"about", "mentions"}


def test_what_the_agency_tagged_stays_first_and_is_not_doubled(enrich: Enrich) -> None:
    own = {"name": "rodrigo quispe", "uri": "urn:agency:person:7"}
    short = {"name": "EU", "uri": "urn:agency:org:1"}
    topic = {"name": "ports", "rel": "about", "uri": "urn:agency:topic:9"}
    story = as_json(enrich(BODY, people=[own], organisations=[short], subjects=[topic]))["story"]
    assert story["people"] == [own]
    assert story["organisations"][0] == short
    assert "European Union" not in [row["name"] for row in story["organisations"]]
    assert story["subjects"][0] == topic


def test_enriching_again_adds_nothing(enricher: Enricher) -> None:
    once = enricher.enrich(make(BODY))
    again = enricher.enrich(ParsedStory(story=once.story, wire=once.wire))
    assert again.story == once.story


def test_the_same_story_is_enriched_alike_and_its_wire_passes_through(enricher: Enricher) -> None:
    parsed = make(BODY, "Quispe to open forum in Lima")
    first, second = enricher.enrich(parsed), enricher.enrich(parsed)
    assert _untimed(first) == _untimed(second)
    assert first.wire == parsed.wire
    assert first.story.body == parsed.story.body


def test_steps_are_timed_and_versions_told(enrich: Enrich) -> None:
    enrichment = enrich(BODY).enrichment
    assert set(enrichment.timings_ms) == {
        "language",
        "entities",
        "topics",
        "numbers",
        "quotes",
        "gist",
    }
    assert {"wirestream", "model", "enrichment"} <= set(enrichment.versions)
    assert enrichment.versions["model"].startswith("en_core_web_md ")


def test_an_enriched_story_reads_back_as_it_was_written(enrich: Enrich) -> None:
    story = enrich(BODY)
    assert EnrichedStory.model_validate_json(story.to_json()).enrichment == story.enrichment


def _untimed(story: EnrichedStory) -> dict[str, Any]:
    found = as_json(story)
    del found["enrichment"]["timings_ms"]
    return found
