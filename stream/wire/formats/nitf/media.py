"""NITF's `media`: pictures and films beside the text, with their captions."""

from typing import NamedTuple

from pydantic import JsonValue

from stream.wire.draft import Draft
from stream.wire.formats.tags import Row
from stream.wire.uris import as_uri
from stream.wire.xml import Part, readable

_KINDS = {
    "image": "picture",
    "photo": "picture",
    "picture": "picture",
    "graphic": "graphic",
    "video": "video",
    "audio": "audio",
}
_MOST = 100
"""Associations of one story; more stay in `extra` only."""


class Media(NamedTuple):
    """The captions of what stood beside the text, and what the first with a caption is."""

    captions: list[str]
    kind: str | None


def take_media(draft: Draft, contents: list[Part]) -> Media:
    """Take every `media` out of the text."""
    found = [it for one in contents for it in one.deep("media") if _is_outer(it)]
    captions: list[str] = []
    kinds: list[str | None] = []
    for one in found:
        kind = _KINDS.get((one.peek("media-type") or "").lower())
        texts = [text for it in one.all("media-caption") if (text := readable(it).text)]
        captions += texts
        kinds += [kind] if texts else []
        _associate(draft, one, kind, texts)
    kept: list[JsonValue] = [left for it in found if (left := it.left()) is not None]
    if kept:
        draft.extra["media"] = kept
    for one in found:
        one.remove()
    return Media(captions, kinds[0] if kinds else None)


def _is_outer(media: Part) -> bool:
    return next(media.element.iterancestors("{*}media"), None) is None


def _associate(draft: Draft, media: Part, kind: str | None, captions: list[str]) -> None:
    """An association with the first file that has an address; all files are in `extra`."""
    for one in media.all("media-reference"):
        uri = as_uri(one.peek("source") or one.peek("data-location") or "")
        if uri is None:
            continue
        rows = draft.story.setdefault("associations", [])
        name = one.peek("name") or one.peek("alternate-text") or uri.rpartition("/")[2] or uri
        row: Row = {"name": name, "uri": uri}
        row |= {"type": kind} if kind else {}
        row |= {"headlines": [{"value": captions[0]}]} if captions else {}
        if len(rows) < _MOST:
            rows.append(row)
        return
