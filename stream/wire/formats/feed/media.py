"""Pictures, sound and films of an entry: enclosures, and Yahoo's Media RSS."""

from collections.abc import Iterable
from typing import Any

from stream.wire.draft import Draft
from stream.wire.uris import as_uri
from stream.wire.xml import Part

_SPACE = "http://search.yahoo.com/mrss"
_TYPES = {"image": "picture", "picture": "picture", "video": "video", "audio": "audio"}
_CAPTIONS = ("description", "text", "title")
_MOST = 100
"""Associations of one entry; more stay in `extra` only."""

Row = dict[str, Any]


def is_media(part: Part) -> bool:
    """Whether an element is one of Media RSS."""
    return str(part.element.tag).startswith(f"{{{_SPACE}")


def media_of(entry: Part) -> list[Part]:
    """Its elements of Media RSS, those in groups too."""
    found = []
    for part in entry:
        if is_media(part):
            found += [part, *part] if part.name == "group" else [part]
    return found


def set_media(draft: Draft, media: list[Part], links: list[dict[str, str]]) -> None:
    """Associations of what is shown or heard beside the text. The parts stay, for `extra`."""
    shared = _caption(media)
    found = [
        _row(it["href"], it.get("type"), None, "enclosure")
        for it in links
        if it.get("rel") == "enclosure"
    ]
    found += [
        _row(
            part.peek("url") or "",
            part.peek("medium") or part.peek("type"),
            _caption(part) or shared,
            "media",
        )
        for part in media
        if part.name in {"content", "thumbnail"}
    ]
    rows = {row["uri"]: row for row in reversed(found[:_MOST]) if row}
    draft.put("associations", list(reversed(rows.values())) or None)


def type_of(media: list[Part]) -> str | None:
    """What an entry is that has nothing but media."""
    kinds = (_kind(it.peek("medium") or it.peek("type")) for it in media if it.name == "content")
    return next((it for it in kinds if it), None)


def caption_of(media: list[Part]) -> str:
    """The words that stand with the media, where the entry has none of its own."""
    shown = (it for it in media if it.name == "content")
    return _caption(media) or next((text for it in shown if (text := _caption(it))), "")


def _caption(parts: Iterable[Part]) -> str | None:
    """What these elements, or those below one, say of a picture."""
    texts = {it.name: it.text() for it in parts if it.name in _CAPTIONS}
    return next((text for name in _CAPTIONS if (text := texts.get(name))), None)


def _row(url: str, form: str | None, caption: str | None, rel: str) -> Row:
    uri = as_uri(url)
    if uri is None:
        return {}
    row: Row = {"name": url.rstrip("/").rpartition("/")[2] or url, "uri": uri, "rel": rel}
    if kind := _kind(form):
        row["type"] = kind
    if caption:
        row["headlines"] = [{"value": caption}]
    return row


def _kind(form: str | None) -> str | None:
    return _TYPES.get((form or "").lower().partition("/")[0])
