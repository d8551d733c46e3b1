"""What agencies' own schemas have in common: escaped HTML, flags, empty elements."""

from schemas.wire import StoryFormat
from stream.wire.draft import Draft
from stream.wire.formats.escaped import NOTHING, Words, words_of
from stream.wire.paragraphs import join
from stream.wire.uris import as_uri
from stream.wire.xml import Part

_MOST = 100
"""Associations of one story; more stay in `extra` only."""
_KINDS = (
    ("picture", ("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff")),
    ("video", ("mp4", "mov", "avi", "webm", "mpg", "mpeg")),
    ("audio", ("mp3", "wav", "ogg", "m4a")),
)
_KIND_OF = {ending: kind for kind, endings in _KINDS for ending in endings}


def new_draft(schema: str) -> Draft:
    """A draft of an agency's own XML."""
    draft = Draft(StoryFormat.AGENCY_XML)
    draft.extra["schema"] = schema
    return draft


def take_words(item: Part, *path: str) -> Words:
    """Take the first of these elements that says something, HTML escaped once or twice."""
    for name in path:
        part = item.first(name)
        if part is None:
            continue
        words = words_of(part)
        part.clear_text()
        if words.text:
            return words
    return NOTHING


def take_line(item: Part, *path: str) -> str | None:
    """Take the first of these texts, on one line."""
    return " ".join(take_words(item, *path).text.split()) or None


def take_flag(item: Part, name: str) -> bool:
    """Take a yes or no; absent, empty and what is neither is no."""
    return (item.take(name) or "").lower() in {"true", "1", "yes", "ja"}


def drop_nils(item: Part) -> None:
    """Take out what is said to be nothing: `i:nil="true"`."""
    for element in list(item.element.iterdescendants()):
        if element.attrib and not len(element):
            part = Part(element)
            if part.peek("nil") in {"true", "1"}:
                part.remove()


def set_left(draft: Draft, item: Part) -> None:
    """What nobody took goes to `extra`."""
    left = item.left()
    if isinstance(left, dict):
        draft.extra = left | draft.extra
    elif left is not None:
        draft.extra["text"] = left


def set_body(draft: Draft, *words: Words) -> None:
    """The body of several texts in their order, such as a lead and what follows it."""
    filled = [it for it in words if it.text]
    draft.body = join([it.text for it in filled])
    draft.tables += [table for it in filled for table in it.tables]
    draft.markup = next((it.markup for it in reversed(filled) if it.markup), None)


def associate(draft: Draft, url: str | None, name: str | None, kind: str | None = None) -> None:
    """An association with a file at an address; what makes no URI is only in `extra`."""
    uri = as_uri(url) if url else None
    rows = draft.story.setdefault("associations", []) if uri else []
    if uri is None or len(rows) >= _MOST:
        return
    file = uri.partition("?")[0].rstrip("/").rpartition("/")[2]
    row = {"name": name or file or uri, "uri": uri}
    if kind := kind or _KIND_OF.get(file.rpartition(".")[2].lower()):
        row["type"] = kind
    rows.append(row)
