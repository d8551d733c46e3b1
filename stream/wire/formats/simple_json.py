"""Simple JSON: what scripts and scrapers push. A text under `body`, `text` or `content`."""

from pydantic import JsonValue

from schemas.wire import StoryFormat
from stream.wire import html_text
from stream.wire.draft import Draft
from stream.wire.fields import Fields, bad_field
from stream.wire.formats.common import set_common
from stream.wire.formats.json_body import set_markup, set_plain

TEXTS = ("body", "text", "content")


def parse(item: dict[str, JsonValue]) -> Draft:
    """The draft. Raises ParseError `bad_field`."""
    fields = Fields(item)
    draft = Draft(StoryFormat.SIMPLE_JSON)
    draft.own_id = fields.label("id", "uri", "guid", "url")
    set_common(draft, fields)
    if headline := fields.text("headline", "title"):
        draft.headlines.append({"role": "main", "value": headline})
    if summary := fields.text("summary", "description", "abstract"):
        draft.put("descriptions", [{"role": "summary", "value": summary}])
    _set_dates(draft, fields)
    _set_text(draft, fields)
    draft.extra |= fields.left
    return draft


def is_simple(item: dict[str, JsonValue]) -> bool:
    """Whether an object has one of the fields that hold a text."""
    return Fields(item).name_of(*TEXTS) is not None


def _set_dates(draft: Draft, fields: Fields) -> None:
    published = fields.take(
        "published", "publishedat", "pubdate", "date", "datetime", "timestamp", "versioncreated"
    )
    created = fields.take("firstcreated", "created", "createdat")
    updated = fields.take("updated", "updatedat", "modified", "modifiedat")
    draft.put_date("version_created", updated or published or created)
    first = created or (published if updated else None)
    draft.put_date("first_created", first)
    if updated and created:
        draft.put_date("content_created", published)


def _set_text(draft: Draft, fields: Fields) -> None:
    text = _text(fields)
    if html_text.looks_like_html(text):
        set_markup(draft, text, "text/html")
    else:
        set_plain(draft, text)


def _text(fields: Fields) -> str:
    """The first text that isn't blank; a list of texts is a list of paragraphs."""
    while (found := fields.take(*TEXTS)) is not None:
        name, value = found
        if isinstance(value, list):
            value = "\n\n".join(_paragraph(name, one) for one in value)
        if not isinstance(value, str):
            raise bad_field(name, value, "a text, or a list of paragraphs")
        if value.strip():
            return value
    return ""


def _paragraph(name: str, value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    raise bad_field(name, value, "paragraphs that are texts")
