"""`Publish`, as the Canadian Press's newsroom system sends its items, and others that use it."""

import datetime as dt

from schemas.wire import Signal
from stream.wire.clean import says_something
from stream.wire.codes import Code, refuse
from stream.wire.dateline import Given
from stream.wire.draft import Draft
from stream.wire.formats.agency_xml.parts import (
    drop_nils,
    new_draft,
    set_body,
    set_left,
    take_flag,
    take_line,
    take_words,
)
from stream.wire.formats.byline import names_of
from stream.wire.formats.escaped import Words, words_of
from stream.wire.formats.language import put_language
from stream.wire.formats.tags import tag
from stream.wire.found import Piece, each
from stream.wire.markers import Marker
from stream.wire.xml import Document, Part

_NEVER = "0001-01-01"
"""How .NET writes that there is no date."""
_TYPES = {
    "photo": "picture",
    "picture": "picture",
    "image": "picture",
    "graphic": "graphic",
    "video": "video",
    "audio": "audio",
}
_CHANGES = (
    ("kill", Signal.KILL),
    ("withdraw", Signal.WITHDRAW),
    ("correct", Signal.CORRECTION),
    ("add", Signal.APPEND),
    ("repeat", Signal.REPEAT),
    ("advisory", Signal.ADVISORY),
    ("alert", Signal.ALERT),
    ("bulletin", Signal.ALERT),
)
_WORDS = ("caption", "script", "description", "abstract", "body")
"""Parts of names of elements that hold an item's words, where `ContentText` has none."""

_ABOUT = ("writer", "title", "type", "id", "count", "date")


def items(document: Document, _arrived: dt.datetime) -> list[Piece]:
    """Every item that is published. Raises ParseError `no_text` where there is none."""
    root = document.root
    drop_nils(root)
    found = root.all("ContentItem") + root.all("ContentItems/ContentItem")
    if not found:
        raise refuse(Code.NO_TEXT, "a Publish without a ContentItem holds no story")
    sent, services = root.take("PublishDateTime"), root.take("Services")
    return each(found, lambda it: _item(it, sent, services))


def _item(item: Part, sent: str | None, services: str | None) -> Piece:
    draft = new_draft("Publish")
    if sent:
        draft.extra["sent"] = sent
    if services:
        draft.extra["Services"] = services
    _set_dates(draft, item, sent)
    _set_head(draft, item)
    _set_signals(draft, item)
    _set_texts(draft, item)
    set_left(draft, item)
    return draft


def _set_dates(draft: Draft, item: Part, sent: str | None) -> None:
    for name, written in (
        ("version_created", "UpdatedDateTime"),
        ("first_created", "CreatedDateTime"),
        ("embargoed_until", "EmbargoTime"),
    ):
        text = item.take(written)
        if text and not text.startswith(_NEVER):
            draft.put_date(name, (written, text))
    if sent and "version_created" not in draft.story:
        draft.put_date("version_created", ("PublishDateTime", sent))


def _set_head(draft: Draft, item: Part) -> None:
    ids = {name: text for name in ("SystemSlug", "ContentItemID") if (text := item.take(name))}
    draft.own_id = next(iter(ids.values()), None)
    draft.alt_ids += [{"role": it, "value": one} for it, one in list(ids.items())[1:]]
    draft.version = item.take("AuthorVersion")
    draft.slug = item.take("SlugProper") or item.take("Slug")
    draft.source = item.take("Source") or item.take("Credit")
    draft.category = item.take("Category")
    draft.put("by", names_of(item.take("Byline") or item.take("Photographer") or ""))
    draft.put(
        "ed_note", take_line(item, "UpdateNote", "EditorNote", "EditorsNote", "SpecialInstructions")
    )
    draft.put("copyright_notice", item.take("Copyright"))
    put_language(draft, "Language", item.take("Language"))
    draft.put("type", _TYPES.get((item.take("ContentType") or "").lower()))
    for name in (item.take("IndexCode") or "").split(","):
        draft.tag("subjects", tag(name.strip() or None))
    words = (it.strip() for it in (item.take("Keywords") or "").split(","))
    draft.keywords = [it for it in words if it]


def _set_signals(draft: Draft, item: Part) -> None:
    """A number ("8th") and a kind ("Writethru"); either alone replaces what stands, too."""
    kind, number = item.take("WriteThruType"), item.take("WritethruNum")
    written = " ".join(it for it in (number, kind) if it)
    if written:
        plain = written.lower()
        signal = next((it for word, it in _CHANGES if word in plain), Signal.UPDATE)
        draft.markers.append(Marker(signal, written))
    if take_flag(item, "TrashFlag"):
        draft.markers.append(Marker(Signal.WITHDRAW, "TrashFlag"))
    if take_flag(item, "HoldFlag"):
        draft.put("pub_status", "withheld")


def _set_texts(draft: Draft, item: Part) -> None:
    lines = [take_line(item, name) for name in ("Headline", "Headline2")]
    found = list(dict.fromkeys(it for it in lines if it))
    draft.headlines = [{"value": it} for it in found]
    _set_place(draft, item)
    set_body(draft, _words(item))


def _set_place(draft: Draft, item: Part) -> None:
    """`Placeline` is "OTTAWA" or "City;Region;Country"; a picture's is where it was taken."""
    place = item.take("Placeline")
    if not place:
        return
    names = [it.strip() or None for it in place.split(";" if ";" in place else ",")]
    is_line = ";" not in place and draft.story.get("type", "text") == "text"
    region, country = (names[1], names[2]) if len(names) > 2 else (None, None)  # noqa: PLR2004 - all three
    draft.filed = Given(place if is_line else "", names[0], region, country)


def _holds_words(name: str) -> bool:
    """Whether an element is a caption or the like, and not who wrote it."""
    return any(one in name for one in _WORDS) and not name.endswith(_ABOUT)


def _words(item: Part) -> Words:
    """The text; a picture or a film has its caption or script in one of many elements."""
    found = take_words(item, "ContentText")
    if says_something(found.text):
        return found
    parts = [it for it in item if _holds_words(it.name.lower())]
    if parts:
        longest = max(parts, key=lambda it: len(it.text() or ""))
        found = words_of(longest)
        if says_something(found.text):
            longest.clear_text()
            return found
    return take_words(item, "DirectoryText")  # the beginning of the text, as lists show it
