"""Fields that every kind of JSON story shares: slug, source, status, urgency, embargo, language."""

import re

from pydantic import JsonValue

from stream.wire.draft import Draft
from stream.wire.fields import Fields, bad_field

# RFC 5646, as far as its shape goes.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_STATUS = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}


def set_common(draft: Draft, fields: Fields) -> None:
    """Take the fields that mean the same in every JSON. Raises ParseError `bad_field`."""
    draft.version = fields.label("version")
    draft.slug = fields.text("slugline", "slug")
    draft.source = _name(fields, "source", "provider", "agency")
    draft.category = _name(fields, "category", "section")
    draft.keywords = _keywords(fields)
    draft.put("by", _name(fields, "by", "byline", "author"))
    draft.put("ed_note", fields.text("ednote"))
    draft.put("pub_status", _status(fields.take("pubstatus")))
    draft.put_urgency(fields.take("urgency"))
    draft.put_date("embargoed_until", fields.take("embargoeduntil", "embargoed", "embargo"))
    _set_language(draft, fields.take("language", "lang"))


def _name(fields: Fields, *names: str) -> str | None:
    """A name, or the name inside an object; any other form stays for `extra`."""
    found = fields.take(*names)
    if found is None:
        return None
    written, value = found
    name = value.get("name") if isinstance(value, dict) else value
    if isinstance(name, str):
        return name.strip() or None
    fields.keep(written, value)
    return None


def _keywords(fields: Fields) -> list[str]:
    """A list of texts, or one text divided by commas; any other form stays for `extra`."""
    found = fields.take("keywords", "tags")
    if found is None:
        return []
    name, value = found
    words = value.split(",") if isinstance(value, str) else value
    if isinstance(words, list) and all(isinstance(one, str) for one in words):
        return [one.strip() for one in words if isinstance(one, str) and one.strip()]
    fields.keep(name, value)
    return []


def _status(found: tuple[str, JsonValue] | None) -> str | None:
    """A status that we don't know could be a kill, so it is an error."""
    if found is None:
        return None
    name, value = found
    status = _STATUS.get(value.strip().lower()) if isinstance(value, str) else None
    if status is None:
        raise bad_field(name, value, "usable, withheld or canceled")
    return status


def _set_language(draft: Draft, found: tuple[str, JsonValue] | None) -> None:
    if found is None:
        return
    name, value = found
    if isinstance(value, str) and _LANGUAGE.fullmatch(value.strip()):
        draft.put("language", value.strip().replace("_", "-"))
    else:
        draft.extra[name] = value
