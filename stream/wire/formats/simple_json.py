"""Simple JSON: what scripts, scrapers and news interfaces push.

A text under `body`, `text`, `content` or another usual name, and whatever stands beside it.
"""

import re

from pydantic import JsonValue

from schemas.wire import StoryFormat
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.fields import Fields, bad_field, plain_name
from stream.wire.formats.common import set_common, take_name
from stream.wire.formats.json_body import set_body
from stream.wire.formats.json_status import set_status_word
from stream.wire.formats.json_words import is_marked_up, name_in, plain_line
from stream.wire.formats.ninjs_tags import set_tags

TEXTS = (
    "body", "text", "content", "articlebody", "bodytext", "contenttext", "maintext", "fulltext",
    "articletext", "textcontent", "fullcontent", "articlecontent", "storytext",
    "contenthtml", "bodyhtml", "bodyxml", "html",
)  # fmt: skip
"""Names of a text, from the likeliest. `Fields` compares them without case and dividers."""
_TEXTS = frozenset(TEXTS)
_MARKED_UP = ("contenthtml", "bodyhtml", "bodyxml", "html")
_HEADLINES = ("headline", "title", "webtitle", "headlines", "articletitle", "storytitle")
_SUMMARIES = (
    "summary", "description", "abstract", "excerpt", "lead", "leadparagraph", "trailtext",
    "snippet", "caption", "teaser", "standfirst",
)  # fmt: skip
_IDS = (
    "id", "uri", "guid", "uuid", "articleid", "storyid", "url", "link", "weburl", "permalink",
    "@id",
)  # fmt: skip
_PUBLISHED = (
    "published", "publishedat", "datepublished", "publisheddate", "publicationdate",
    "webpublicationdate", "publishedutc", "timepublished", "pubdate", "dategmt", "date",
    "datetime", "timestamp", "versioncreated", "seendate", "publishdate", "datepublish",
    "pubdateutc", "publishtime", "pubtime", "time",
)  # fmt: skip
_CREATED = ("firstcreated", "created", "createdat", "datecreated")
_UPDATED = (
    "updated", "updatedat", "modified", "modifiedat", "datemodified", "modifiedgmt",
    "lastmodified", "updateddate",
)  # fmt: skip
_SOURCES = (
    "publisher", "sitename", "newssite", "publication", "site", "domain",
    "sourcedomain",
)  # fmt: skip
_TAGS = ("people", "organisations", "places", "subjects")
_PLANS = frozenset({"event", "planning"})
# "... [+2151 chars]", where a news interface cuts its texts off.
_CUT = re.compile(r"\s*\[\+?\d{1,9} chars\]\s*\Z")


def parse(item: dict[str, JsonValue]) -> Draft:
    """The draft.

    Raises ParseError `bad_field`; `planning` for a plan without a text; `not_news` for an object
    without any of a story's words, as an interface's error is.
    """
    fields = Fields(item)
    draft = Draft(StoryFormat.SIMPLE_JSON)
    draft.own_id = _own_id(fields)
    set_common(draft, fields)
    draft.source = draft.source or take_name(fields, *_SOURCES)
    set_status_word(draft, fields)
    _set_headline(draft, fields)
    has_text = is_simple(item)
    _set_dates(draft, fields)
    _set_text(draft, fields)
    _set_summary(draft, fields)
    _refuse_others(draft, fields, has_text=has_text or not item)
    set_tags(draft, fields, only=_TAGS)
    draft.extra |= fields.left
    return draft


def is_simple(item: dict[str, JsonValue]) -> bool:
    """Whether an object has one of the fields that hold a text."""
    return any(plain_name(name) in _TEXTS for name, value in item.items() if value is not None)


def _refuse_others(draft: Draft, fields: Fields, *, has_text: bool) -> None:
    if draft.body or has_text or _ends_a_story(draft):
        return
    if name_in(fields.left.get("type")) in _PLANS:
        raise refuse(Code.PLANNING, "the item's 'type' says that it announces, not reports")
    if not draft.headlines and not draft.slug and not draft.story.get("by"):
        raise refuse(Code.NOT_NEWS, "an object with neither a text nor a headline is no story")


def _ends_a_story(draft: Draft) -> bool:
    """A kill or a withdrawal that names its story by an id needs no text."""
    return draft.own_id is not None and any(it.signal.ends_story for it in draft.markers)


def _own_id(fields: Fields) -> str | None:
    """The first id that is a text or a number; the others stay for `extra`."""
    for name in _IDS:
        written = fields.name_of(name)
        value = fields.left.get(written) if written else None
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return fields.label(name)
    return None


def _set_headline(draft: Draft, fields: Fields) -> None:
    found = fields.take(*_HEADLINES)
    if found is None:
        return
    name, value = found
    if not isinstance(value, str | dict):
        raise bad_field(name, value, "a text")
    headline = name_in(value)
    if headline is None or (isinstance(value, dict) and len(value) > 1):
        draft.extra[name] = value
    if headline and (line := plain_line(headline)):
        draft.headlines.append({"role": "main", "value": line})


def _set_summary(draft: Draft, fields: Fields) -> None:
    """The summary; it is the body where there is no other text."""
    found = fields.take(*_SUMMARIES)
    if found is None:
        return
    name, value = found
    summary = name_in(value)
    if summary is None or (isinstance(value, dict) and len(value) > 1):
        draft.extra[name] = value
    if summary is None:
        return
    short = plain_line(summary)
    draft.put("descriptions", [{"role": "summary", "value": short}] if short else None)
    if not draft.body:
        draft.extra["body_from"] = name
        _set(draft, summary, marked_up=is_marked_up(summary))


def _set_dates(draft: Draft, fields: Fields) -> None:
    published, created, updated = (
        _date(fields, names) for names in (_PUBLISHED, _CREATED, _UPDATED)
    )
    draft.put_date("version_created", updated or published or created)
    first = created or (published if updated else None)
    draft.put_date("first_created", first)
    if updated and created:
        draft.put_date("content_created", published)


def _date(fields: Fields, names: tuple[str, ...]) -> tuple[str, JsonValue] | None:
    """The first of these dates, out of a database's wrapping; what is none stays for `extra`."""
    found = fields.take(*names)
    if found is None or not isinstance(found[1], dict | list | bool):
        return found
    name, value = found
    inner = value.get("$date") if isinstance(value, dict) else None
    if isinstance(inner, str | int | float) and not isinstance(inner, bool):
        return name, inner
    fields.keep(name, value)
    return None


def _set_text(draft: Draft, fields: Fields) -> None:
    name, text = _text(fields)
    cut = _CUT.search(text[-60:])
    if cut:
        draft.extra["cut_off"] = cut[0].strip()
        draft.put("representation_type", "partial")
        text = text[: len(text) - len(cut[0])]
    if text:
        _set(draft, text, marked_up=name in _MARKED_UP or is_marked_up(text))


def _set(draft: Draft, text: str, *, marked_up: bool) -> None:
    if marked_up:
        set_body(draft, None, text, "text/html")
    else:
        set_body(draft, text, None, "")


def _text(fields: Fields) -> tuple[str, str]:
    """The first text that isn't blank, with its plain name; a list is a list of paragraphs."""
    for name in TEXTS:
        found = fields.take(name)
        if found is None:
            continue
        written, value = found
        text = _words(written, value)
        if text.strip():
            return name, text
    return "", ""


def _words(name: str, value: JsonValue) -> str:
    if isinstance(value, list):
        return "\n\n".join(_paragraph(name, one) for one in value)
    text = name_in(value, "rendered", "html") if isinstance(value, dict) else value
    if isinstance(text, str):
        return text
    raise bad_field(name, value, "a text, or a list of paragraphs")


def _paragraph(name: str, value: JsonValue) -> str:
    text = name_in(value, "text") if isinstance(value, dict) else value
    if isinstance(text, str):
        return text
    raise bad_field(name, value, "paragraphs that are texts")
