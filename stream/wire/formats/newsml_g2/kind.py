"""Whether an item is a text, a picture, a film: what it says, else what it carries."""

from stream.wire.draft import Draft
from stream.wire.formats.newsml_g2.codes import code, get, tail
from stream.wire.formats.ninjs_links import NEWS_TYPES
from stream.wire.xml import Part

_OTHER_WORDS = {
    "photo": "picture",
    "image": "picture",
    "graph": "graphic",
    "infographic": "graphic",
    "film": "video",
    "package": "composite",
}
_MEDIA = {"image": "picture", "video": "video", "audio": "audio"}


def set_kind(draft: Draft, item: Part) -> None:
    """Set the type by `itemMeta/itemClass`, else by the media type of its remote content."""
    written = item.first("itemMeta/itemClass")
    said = tail(code(written)) if written else ""
    said = _OTHER_WORDS.get(said, said)
    if said in NEWS_TYPES and written:
        draft.put("type", said)
        written.remove()
    elif item.name.lower() == "packageitem":
        draft.put("type", "composite")
    elif not said:
        draft.put("type", _by_media(item))


def _by_media(item: Part) -> str | None:
    if item.first("contentSet/inlineXML") or item.first("contentSet/inlineData"):
        return None
    remote = item.first("contentSet/remoteContent")
    media = (get(remote, "contenttype") or "") if remote else ""
    return _MEDIA.get(media.partition("/")[0])
