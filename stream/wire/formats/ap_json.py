"""The AP's content API: ninjs 1's names, and the AP's own for editors, bylines and datelines.

After its guide "Content metadata fields". The story's text isn't in it, only links to it: what is
read is the summary or the caption, unless whoever fetched the text put it beside the item.
"""

from pydantic import JsonValue

from schemas.wire import StoryFormat
from stream.wire.dateline import Given
from stream.wire.draft import Draft
from stream.wire.fields import Fields
from stream.wire.formats import ninjs
from stream.wire.formats.json_body import set_markup
from stream.wire.formats.json_signals import set_for_editors
from stream.wire.formats.json_words import name_in
from stream.wire.uris import as_uri

FETCHED = "nitf"
"""Under which name the text that was fetched stands beside the API's answer."""
_TEXTS = ("body_html", "body_nitf", "body_text", "body", "value", "content")


def is_ap(item: dict[str, JsonValue]) -> bool:
    """Whether an object is an item of the AP's: it alone calls its id `itemid`."""
    ids = item.get("altids")
    return isinstance(ids, dict) and isinstance(ids.get("itemid"), str)


def parse(item: dict[str, JsonValue]) -> Draft:
    """The draft. Raises ParseError `bad_field`, or `planning` for what only announces."""
    draft = Draft(StoryFormat.AP_JSON)
    fields = Fields(item)
    _set_id(draft, fields)
    _set_categories(draft, fields)
    _set_place(draft, fields)
    fetched = _take_fetched(fields)
    ninjs.fill(draft, fields)
    _set_photographer(draft, fields)
    set_for_editors(draft, fields)
    if fetched:
        draft.extra.pop("body_from", None)
        set_markup(draft, fetched, "text/html")
    draft.extra |= fields.left
    return draft


def _set_id(draft: Draft, fields: Fields) -> None:
    """The URI without its query, which differs with every request; the whole is in `extra`."""
    uri = fields.left.get("uri")
    stable = as_uri(uri.partition("?")[0]) if isinstance(uri, str) else None
    if stable and "?" in str(uri):
        draft.own_id = stable
    elif stable is None:
        ids = fields.left.get("altids")
        draft.own_id = name_in(ids, "itemid")
        fields.take("uri")


def _set_categories(draft: Draft, fields: Fields) -> None:
    """The wire's category letters stand among the subjects, with `category` as their relation."""
    rows = fields.left.get("subject")
    if not isinstance(rows, list):
        return
    letters = [it for it in map(_category, rows) if it]
    if letters:
        draft.category = letters[0]
        fields.left["subject"] = [one for one in rows if _category(one) is None]
    if len(letters) > 1:
        draft.extra["categories"] = list[JsonValue](letters)


def _category(row: JsonValue) -> str | None:
    if not isinstance(row, dict):
        return None
    rels = row.get("rels")
    is_one = isinstance(rels, list) and "category" in rels
    return name_in(row, "code") if is_one else None


def _set_place(draft: Draft, fields: Fields) -> None:
    """`located` is the dateline as the story has it, `datelinelocation` what it means."""
    place = fields.left.get("datelinelocation")
    parts = Fields(place if isinstance(place, dict) else {})
    line = fields.left.get("located")
    line = line if isinstance(line, str) else ""
    is_text = fields.left.get("type") in (None, "text")  # a caption is never filed from a place
    draft.filed = Given(
        text=line if is_text else "",
        place=parts.soft("city"),
        region=parts.soft("countryareaname"),
        country=parts.soft("countryname"),
    )
    fields.take("located")
    draft.put("located", draft.filed.place or line.strip() or None)


def _take_fetched(fields: Fields) -> str | None:
    """The story's text, where it stands beside the item or in its renditions."""
    found = fields.left.get(FETCHED)
    text = name_in(found, *_TEXTS)
    if text:
        fields.take(FETCHED)
    return text


def _set_photographer(draft: Draft, fields: Fields) -> None:
    if "by" not in draft.story:
        draft.put("by", name_in(fields.left.get("photographer")))
