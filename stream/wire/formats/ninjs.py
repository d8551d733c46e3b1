"""IPTC ninjs 1, 2 and 3 to one draft.

Names are compared without case, so that one reader serves the three; what differs in shape
(`body_text` or `bodies`, `person` or `people`) is read by `ninjs_texts`, `ninjs_tags` and
`ninjs_links`.
"""

from collections.abc import Mapping

from pydantic import JsonValue

from schemas.wire import StoryFormat
from stream.wire.clean import lines_by_lf
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.fields import Fields, bad_field
from stream.wire.formats.common import set_common
from stream.wire.formats.json_status import set_status_word
from stream.wire.formats.ninjs_links import (
    NEWS_TYPES,
    set_alt_ids,
    set_associations,
    set_predecessor,
)
from stream.wire.formats.ninjs_tags import set_tags
from stream.wire.formats.ninjs_texts import set_texts
from stream.wire.formats.opening import take_closing, take_opening

_KINDS = {name: name for name in NEWS_TYPES} | {"photo": "picture", "image": "picture"}
_PLANS = frozenset({"event", "planning"})
"""ninjs's types for what is only announced."""
_REPRESENTATION = {
    "full": "full",
    "partial": "partial",
    "complete": "full",
    "incomplete": "partial",
}
_DATES = {
    "version_created": "versioncreated",
    "first_created": "firstcreated",
    "content_created": "contentcreated",
    "expires": "expires",
}
_TEXTS = {
    "profile": "profile",
    "copyright_holder": "copyrightholder",
    "copyright_notice": "copyrightnotice",
    "usage_terms": "usageterms",
    "title": "title",
    "located": "located",
}


def is_ninjs(item: dict[str, JsonValue]) -> bool:
    """Whether an object is ninjs: it has `uri`, or `guid` as many newsrooms export it.

    One without either is ninjs where a body of ninjs's stands beside a date or a status of it.
    """
    if "uri" in item:
        return True
    fields = Fields(item)
    bodies = fields.name_of("bodytext", "bodyhtml", "bodyxhtml", "bodies") is not None
    dated = fields.name_of("versioncreated", "pubstatus") is not None
    return (bodies or dated) if fields.name_of("guid") else (bodies and dated)


def parse(item: dict[str, JsonValue]) -> Draft:
    """The draft. Raises ParseError `bad_field`, or `planning` for what only announces."""
    draft = Draft(_version_of(item))
    fields = Fields(item)
    fill(draft, fields)
    draft.extra |= fields.left
    return draft


def fill(draft: Draft, fields: Fields) -> None:
    """Take all that ninjs knows; what isn't ninjs is left in `fields`. Raises as `parse` does."""
    draft.own_id = draft.own_id or _own_id(fields)
    _set_kind(draft, fields)
    set_common(draft, fields)
    if "pub_status" not in draft.story:
        set_status_word(draft, fields)
    for name, written in _DATES.items():
        draft.put_date(name, _date(draft, fields, written))
    for name, written in _TEXTS.items():
        draft.put(name, _text(fields, written))
    set_texts(draft, fields)
    set_tags(draft, fields)
    set_alt_ids(draft, fields)
    set_associations(draft, fields)
    set_predecessor(draft, fields)
    take_opening(draft)
    take_closing(draft)


def _date(draft: Draft, fields: Fields, written: str) -> tuple[str, JsonValue] | None:
    """A date; what can't be one goes to `extra`."""
    found = fields.take(written)
    if found is None or (isinstance(found[1], str | int | float) and found[1] is not True):
        return found
    draft.extra[found[0]] = found[1]
    return None


def _version_of(item: dict[str, JsonValue]) -> StoryFormat:
    """By what it says of itself, else by its names: camelCase is 3, plurals in lower case 2."""
    said = _stated(item)
    if said in {"1", "2", "3"}:
        return StoryFormat(f"ninjs-{said}")
    names = _names(item)
    if any(name[:1].islower() and not name.islower() for name in names):
        return StoryFormat.NINJS_3
    if not names & {"bodies", "headlines"}:
        return StoryFormat.NINJS_1
    marks = {"contenttype", "versioncreated", "pubstatus", "charcount"}
    return StoryFormat.NINJS_2 if names & marks else StoryFormat.NINJS_3


def _stated(item: dict[str, JsonValue]) -> str:
    standard = item.get("standard") or item.get("$standard")
    version = standard.get("version") if isinstance(standard, dict) else None
    return version[:1] if isinstance(version, str) else ""


def _names(item: dict[str, JsonValue]) -> set[str]:
    """Names of the item and of its texts."""
    rows = [row for name in ("bodies", "headlines") for row in _rows(item.get(name))]
    return {name for one in (item, *rows) for name in one}


def _rows(value: JsonValue) -> list[dict[str, JsonValue]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _own_id(fields: Fields) -> str | None:
    name = fields.name_of("uri", "guid")
    if name is None:
        return None
    if not isinstance(fields.left[name], str):
        raise bad_field(name, fields.left[name], "a URI")
    return fields.text(name.lower())


def _text(fields: Fields, name: str) -> str | None:
    """A text; a list of texts, as some agencies send their terms, becomes its lines."""
    written = fields.name_of(name)
    value = fields.left[written] if written else None
    if written and isinstance(value, list) and all(isinstance(one, str) for one in value):
        del fields.left[written]
        return lines_by_lf("\n".join(str(one) for one in value)) or None
    return fields.soft(name)


def _set_kind(draft: Draft, fields: Fields) -> None:
    """The type and how complete it is. A plan of coverage is refused."""
    written, kind = fields.take("type") or ("", None)
    if isinstance(kind, str) and kind.strip().lower() in _PLANS:
        raise refuse(Code.PLANNING, f"the item's {written!r} says that it announces, not reports")
    _put_known(draft, "type", (written, kind), _KINDS)
    _put_known(
        draft,
        "representation_type",
        fields.take("representationtype") or ("", None),
        _REPRESENTATION,
    )


def _put_known(
    draft: Draft, name: str, found: tuple[str, JsonValue], known: Mapping[str, str]
) -> None:
    written, value = found
    if value is None:
        return
    kept = known.get(value.strip().lower()) if isinstance(value, str) else None
    if kept is None:
        draft.extra[written] = value
    else:
        draft.put(name, kept)
