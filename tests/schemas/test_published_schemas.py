"""The published schemas agree with the models, and with what the models write."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from schemas import publish
from schemas.cloudevents import CloudEvent
from schemas.events import ENRICHED_TYPE, PARSED_TYPE, ParsedStory
from stream.agents import records
from stream.engine.hop import Input
from tests.schemas import samples


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((publish.FOLDER / f"{name}.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


PARSED, ENRICHED = "parsed-story.v1", "enriched-story.v1"
EVENTS = [
    (PARSED, samples.parsed),
    (PARSED, samples.least),
    (ENRICHED, samples.enriched),
    (ENRICHED, samples.enriched_least),
]


def test_the_published_schemas_are_those_of_the_models() -> None:
    assert publish.main(["--check"]) == 0


@pytest.mark.parametrize("name", publish.SCHEMAS)
def test_each_schema_is_named_by_a_urn_of_its_own(name: str) -> None:
    schema = validator(name).schema
    assert schema["$id"].startswith("urn:wirestream:schema:")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert [publish.urn(other) for other in publish.SCHEMAS].count(schema["$id"]) == 1


@pytest.mark.parametrize(("name", "kind"), [(PARSED, PARSED_TYPE), (ENRICHED, ENRICHED_TYPE)])
def test_a_record_names_the_schema_that_is_published_for_it(name: str, kind: str) -> None:
    taken = Input("wire.raw.v1", 0, 0, 0, None, b"", [])
    event = CloudEvent.from_headers(records.headers("intake", taken, kind, 0, {}))
    assert event is not None
    assert event.dataschema == validator(name).schema["$id"]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_text_does_not_hang_on_the_order_of_a_set(seed: str) -> None:
    command = [sys.executable, "-m", "schemas.publish", "--check"]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": seed}, cwd=publish.FOLDER.parents[1])


def edit(path: Path) -> None:
    path.write_text(path.read_text().replace('"wire_code"', '"wire_kode"'))


def add(path: Path) -> None:
    path.with_name("retired.v1.json").write_text("{}")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (edit, "dead-letter-headers.v1"),
        (Path.unlink, "dead-letter-headers.v1"),
        (add, "retired.v1"),
    ],
)
def test_a_stale_schema_fails_the_check_by_name_until_written(
    change: Callable[[Path], None],
    named: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert publish.main([], tmp_path) == 0
    assert publish.main(["--check"], tmp_path) == 0
    change(tmp_path / "dead-letter-headers.v1.json")
    assert publish.main(["--check"], tmp_path) == 1
    assert capsys.readouterr().err.startswith(f"stale: {named};")
    assert publish.main([], tmp_path) == 0
    assert publish.main(["--check"], tmp_path) == 0


@pytest.mark.parametrize(("name", "sample"), EVENTS)
def test_what_is_written_to_a_topic_is_valid(name: str, sample: Callable[[], ParsedStory]) -> None:
    validator(name).validate(json.loads(sample().to_json()))


@pytest.mark.parametrize(("name", "sample"), EVENTS)
def test_what_is_written_reads_back_as_the_same(
    name: str, sample: Callable[[], ParsedStory]
) -> None:
    event = sample()
    assert type(event).model_validate_json(event.to_json()) == event


def _without(path: str) -> Callable[[dict[str, Any]], None]:
    *outer, last = path.split(".")

    def change(event: Any) -> None:
        for key in outer:
            event = event[int(key) if key.isdigit() else key]
        del event[last]

    return change


def _with(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    *outer, last = path.split(".")

    def change(event: Any) -> None:
        for key in outer:
            event = event[int(key) if key.isdigit() else key]
        event[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _without("story.uri"),
        _without("wire.version"),
        _without("wire.outcome"),
        _without("enrichment.entities.0.mentions"),
        _with("story.headlines.0.contentType", None),
        _with("story.byline", "ninjs 3.1 has no such field"),
        _with("story.version", 3),
        _with("story.versionCreated", "2031-05-06T12:00:00"),
        _with("wire.dateline", None),
        _with("wire.continues", None),
        _with("enrichment.entities.0.role", None),
        _with("enrichment.entities.0.type", "planet"),
        _with("enrichment.topics.0.confidence", 71),
    ],
)
def test_what_is_never_written_is_not_valid(change: Callable[[dict[str, Any]], None]) -> None:
    event = json.loads(samples.enriched().to_json())
    change(event)
    with pytest.raises(ValidationError):
        validator(ENRICHED).validate(event)


@pytest.mark.parametrize("path", ["novelty", "wire.desk", "enrichment.entities.0.aliases"])
def test_version_1_may_gain_fields_without_breaking_a_consumer(path: str) -> None:
    event = json.loads(samples.enriched().to_json())
    _with(path, ["later"])(event)
    validator(ENRICHED).validate(event)
