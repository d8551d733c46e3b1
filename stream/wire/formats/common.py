"""Fields that every kind of JSON story shares: slug, source, status, urgency, embargo, language."""

import re

from pydantic import JsonValue

from stream.wire.dateline import Given
from stream.wire.draft import Draft
from stream.wire.fields import Fields, bad_field
from stream.wire.formats.byline import names_of
from stream.wire.formats.json_signals import set_signals
from stream.wire.formats.json_words import name_in, names_in
from stream.wire.formats.language import put_language

_STATUS = {
    "usable": "usable",
    "withheld": "withheld",
    "withhold": "withheld",
    "hold": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "recalled": "canceled",
    "withdrawn": "canceled",
    "retracted": "canceled",
    "deleted": "canceled",
}
"""ninjs's three, and how Superdesk and others write them. AP's fourth is in `_embargoed`."""
_CODE_OF = re.compile(r"(?:.*[/:])?([a-z]+)")
_EMBARGO = (
    "embargoeduntil", "embargoed", "embargo", "embargountil", "embargodate", "embargodatetime",
    "embargotime", "embargoends", "embargoend", "embargoedto", "holduntil", "notbefore",
    "publishafter", "donotpublishbefore",
)  # fmt: skip
# The AP's filing guide; the numbers are ninjs's.
_LETTERS = {"f": 1, "b": 2, "u": 3, "r": 5, "d": 7, "a": 8}


def set_common(draft: Draft, fields: Fields) -> None:
    """Take the fields that mean the same in every JSON. Raises ParseError `bad_field`."""
    draft.version = _version(fields)
    draft.slug = fields.soft("slugline", "slug")
    draft.source = take_name(fields, "source", "provider", "agency")
    category = take_name(fields, "category", "section", "articlesection", "sectionname")
    draft.category = draft.category or category or _service(fields)
    draft.keywords = _keywords(fields)
    draft.put("by", _by(fields))
    draft.put("ed_note", _note(fields))
    draft.put("pub_status", _status(fields))
    draft.put_urgency(fields.take("urgency"))
    draft.put_date("embargoed_until", _embargo(fields))
    _set_language(draft, fields.take("language", "lang", "inlanguage", "metalang"))
    _set_dateline(draft, fields)
    _set_letter(draft, fields)
    set_signals(draft, fields)


def _version(fields: Fields) -> str | None:
    name = fields.name_of("version", "currentversion")
    value = fields.left.get(name) if name else None
    fits = isinstance(value, str | int | float) and not isinstance(value, bool)
    return fields.label("version", "currentversion") if fits else None


def take_name(fields: Fields, *names: str) -> str | None:
    """A name, or the name inside an object; any other form stays for `extra`.

    An object that says more than the name stays too.
    """
    found = fields.take(*names)
    if found is None:
        return None
    written, value = found
    name = name_in(value)
    if name is None or (isinstance(value, dict) and len(value) > 1):
        fields.keep(written, value)
    return name


def _by(fields: Fields) -> str | None:
    """The byline, else the authors. What more is said of them stays for `extra`."""
    for written in ("byline", "by", "bylines", "author", "authors", "creator"):
        found = fields.take(written)
        if found is None:
            continue
        name, value = found
        names = [it for it in map(names_of, names_in(value)) if it]
        if not names or not _is_only_names(value):
            fields.keep(name, value)
        if names:
            return ", ".join(names)
    return None


def _is_only_names(value: JsonValue) -> bool:
    rows = value if isinstance(value, list) else [value]
    return all(isinstance(row, str) or (isinstance(row, dict) and len(row) == 1) for row in rows)


def _service(fields: Fields) -> str | None:
    """Superdesk's services are the desks' categories, with the code that ANPA has for them.

    All of them stay for `extra`, for they have names as well.
    """
    name = fields.name_of("service", "anpacategory")
    rows = fields.left.get(name) if name else None
    first = rows[0] if isinstance(rows, list) and rows else None
    if not isinstance(first, dict):
        return None
    found = (first.get(key) for key in ("code", "qcode", "name"))
    return next((it.strip() for it in found if isinstance(it, str) and it.strip()), None)


def _note(fields: Fields) -> str | None:
    name = fields.name_of("ednote", "editorsnote", "editornote")
    value = fields.left.get(name) if name else None
    if name and isinstance(value, list) and all(isinstance(one, str) for one in value):
        del fields.left[name]
        return "\n".join(str(one) for one in value).strip() or None
    return fields.soft("ednote", "editorsnote", "editornote")


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


def _status(fields: Fields) -> str | None:
    """A status that we don't know could be a kill, so it is an error."""
    found = fields.take("pubstatus")
    if found is None:
        return None
    name, value = found
    code = _CODE_OF.fullmatch(value.strip().lower()[:200]) if isinstance(value, str) else None
    if code and code[1] == "embargoed":
        return _embargoed(fields)
    status = _STATUS.get(code[1]) if code else None
    if status is None:
        raise bad_field(name, value, "usable, withheld or canceled")
    return status


def _embargoed(fields: Fields) -> str:
    """The AP's own status: until the embargo's end, and without one nobody may show it."""
    name = fields.name_of(*_EMBARGO)
    return "usable" if name and not _is_none(fields.left[name]) else "withheld"


def _embargo(fields: Fields) -> tuple[str, JsonValue] | None:
    found = fields.take(*_EMBARGO)
    return None if found is None or _is_none(found[1]) else found


def _is_none(value: JsonValue) -> bool:
    """Whether a field of an embargo says that there is none."""
    return value is False or (isinstance(value, str) and not value.strip())


def _set_language(draft: Draft, found: tuple[str, JsonValue] | None) -> None:
    if found is None:
        return
    name, value = found
    code = name_in(value, "code", "tag")
    if code:
        put_language(draft, name, code)
    elif value != "":
        draft.extra[name] = value


def _set_dateline(draft: Draft, fields: Fields) -> None:
    """A dateline as a text, or as Superdesk has it: `text`, and the place in `located`."""
    found = fields.take("dateline")
    if found is None:
        return
    name, value = found
    if isinstance(value, str):
        draft.filed = Given(text=value) if value.strip() else None
        return
    draft.extra[name] = value
    if not isinstance(value, dict):
        return
    inner = value.get("located")
    place = Fields(inner if isinstance(inner, dict) else value)
    draft.filed = Given(
        text=Fields(value).soft("text") or "",
        place=place.soft("city", "name", "place"),
        region=place.soft("state", "region", "countryareaname"),
        country=place.soft("country", "countryname"),
    )


def _set_letter(draft: Draft, fields: Fields) -> None:
    """A priority's letter gives the urgency where no number does; it stays for `extra`."""
    name = fields.name_of("editorialpriority", "priority")
    value = fields.left.get(name) if name else None
    if "urgency" not in draft.story and isinstance(value, str):
        draft.put("urgency", _LETTERS.get(value.strip().lower()))
