"""Writes the contract as JSON Schema, for consumers in any language: `python -m schemas.publish`.

The schemas say what stands on the topics, which is narrower than what the models read: a field is
required where we always write it, and null is allowed only where we write null. What is ours is
open, since version 1 may gain fields and a consumer must not break on them; the ninjs story is
closed, because ninjs 3.1 is.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from schemas.alert import ALERT_TYPE, MATCH_TYPE, Alert, Match
from schemas.cloudevents import CloudEvent
from schemas.dead_letter import DeadLetter
from schemas.delivery import DELIVERY_TYPE, Delivery
from schemas.events import ENRICHED_TYPE, PARSED_TYPE, EnrichedStory, ParsedStory
from schemas.ninjs import Ninjs
from schemas.outcome import Outcome
from schemas.rule import RULE_TYPE, Rule

FOLDER: Final = Path(__file__).with_name("published")
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
NULL: Final = {"type": "null"}
TYPES: Final = {
    "parsed-story.v1": PARSED_TYPE,
    "enriched-story.v1": ENRICHED_TYPE,
    "alert.v1": ALERT_TYPE,
    "delivery.v1": DELIVERY_TYPE,
    "match.v1": MATCH_TYPE,
    "rule.v1": RULE_TYPE,
}


def urn(name: str) -> str:
    """The `$id` of a published schema, which an event's `ce_dataschema` names.

    An event's follows from its type (`schemas/events.py`), any other's from its file.
    """
    kind = TYPES.get(name, name).removeprefix("org.wirestream.")
    return f"urn:wirestream:schema:{kind}"


class _AsWritten(GenerateJsonSchema):
    """Schemas of what `to_json` writes."""

    schema_dialect = DIALECT

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        """No title that only repeats the field's name."""
        return False

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """Take out the nulls that are never written; require what always is."""
        found = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        if issubclass(model, Ninjs):
            absent = set(found["properties"])
        else:
            absent = {name for name, field in model.model_fields.items() if field.exclude_if}
            found["required"] = [name for name in found["properties"] if name not in absent]
            found.pop("additionalProperties", None)
        found["properties"] |= {name: _not_null(found["properties"][name]) for name in absent}
        return found


def event(model: type[BaseModel]) -> JsonSchemaValue:
    """The schema of a record's value."""
    return model.model_json_schema(mode="serialization", schema_generator=_AsWritten)


def headers(model: type[BaseModel], prefix: str) -> JsonSchemaValue:
    """The schema of a record's headers, read as UTF-8: all are strings, others may stand beside."""
    fields = event(model)["properties"]
    return {
        "title": f"{model.__name__}Headers",
        "description": f"The headers {prefix}*, each value read as UTF-8.",
        "type": "object",
        "properties": {f"{prefix}{name}": _as_text(field) for name, field in fields.items()},
        "required": [f"{prefix}{name}" for name, field in fields.items() if not _nullable(field)],
    }


def _enumeration(kind: type[Outcome]) -> JsonSchemaValue:
    core: TypeAdapter[Outcome] = TypeAdapter(kind)
    return core.json_schema(schema_generator=_AsWritten)


SCHEMAS: Final[Mapping[str, Callable[[], JsonSchemaValue]]] = {
    "alert.v1": lambda: event(Alert),
    "cloudevent-headers.v1": lambda: headers(CloudEvent, "ce_"),
    "dead-letter-headers.v1": lambda: headers(DeadLetter, "wire_"),
    "delivery.v1": lambda: event(Delivery),
    "enriched-story.v1": lambda: event(EnrichedStory),
    "match.v1": lambda: event(Match),
    "outcome.v1": lambda: _enumeration(Outcome),
    # Rules are written by others too: what may be left out isn't required.
    "rule.v1": Rule.model_json_schema,
    "parsed-story.v1": lambda: event(ParsedStory),
}


def render(name: str) -> str:
    """The text of one published schema, the same for the same models."""
    schema = {"$schema": DIALECT, "$id": urn(name)} | SCHEMAS[name]()
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path = FOLDER) -> None:
    """Write every schema; remove those that are published no longer."""
    folder.mkdir(exist_ok=True)
    for name in stale(folder):
        path = folder / f"{name}.json"
        if name in SCHEMAS:
            path.write_text(render(name), encoding="utf-8")
        else:
            path.unlink()


def stale(folder: Path = FOLDER) -> list[str]:
    """Names of schemas that are missing, out of date or published no longer."""
    there = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    wanted = {name: render(name) for name in SCHEMAS}
    return sorted(name for name in there | wanted if there.get(name) != wanted.get(name))


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    """Write, or with `--check` only compare; 1 where a schema is stale."""
    parser = argparse.ArgumentParser(prog="python -m schemas.publish", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail when stale")
    if not parser.parse_args(arguments).check:
        write(folder)
        return 0
    found = stale(folder)
    if found:
        sys.stderr.write(f"stale: {', '.join(found)}; run `make schemas` and commit the result\n")
    return 1 if found else 0


def _nullable(field: JsonSchemaValue) -> bool:
    return NULL in field.get("anyOf", ())


def _not_null(field: JsonSchemaValue) -> JsonSchemaValue:
    """The same field without null, and without the default that would say null."""
    if not _nullable(field):
        return field
    kept = [kind for kind in field["anyOf"] if kind != NULL]
    rest = {key: value for key, value in field.items() if key not in {"anyOf", "default"}}
    return rest | (kept[0] if len(kept) == 1 else {"anyOf": kept})


def _as_text(field: JsonSchemaValue) -> JsonSchemaValue:
    """A header's schema: a number is written in decimal digits."""
    plain = _not_null(field)
    if plain["type"] == "integer":
        return {"type": "string", "pattern": "^(0|[1-9][0-9]*)$"}
    return plain


if __name__ == "__main__":
    raise SystemExit(main())
