"""`ContentItem`: its text, whichever way it is marked up, or the file that it points to."""

import re

from schemas.wire import StoryFormat
from stream.wire import html_text
from stream.wire.clean import lines_by_lf
from stream.wire.draft import Draft
from stream.wire.formats.instructions import plain_word
from stream.wire.formats.json_body import set_markup
from stream.wire.formats.newsml_1.names import formal
from stream.wire.formats.newsml_g2.xhtml import set_xhtml
from stream.wire.formats.nitf import set_nitf
from stream.wire.formats.wire_layout import unfold_markup
from stream.wire.paragraphs import join, normal
from stream.wire.xml import Part, readable
from stream.wire.xml.part import all_text

_MARKUP = frozenset({"html", "body", "div", "section", "article", "p", "text", "content"})
_BLOCK = re.compile(r"<(?:p|br|div|li|ul|ol|tr|table|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE)
_NITF = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<nitf[\s>]")
_HEAD = 2000
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_NO_TEXT = ("image/", "video/", "audio/", "text/css", "application/pdf")
_KINDS = {
    "photo": "picture",
    "picture": "picture",
    "image": "picture",
    "jpeg": "picture",
    "graphic": "graphic",
    "video": "video",
    "animation": "video",
    "audio": "audio",
    "sound": "audio",
}


def kind_of(item: Part) -> str | None:
    """What sort of file it holds or points to; None for a text."""
    mime = (formal(item.first("MimeType")) or "").lower()
    for start, kind in (("image/", "picture"), ("video/", "video"), ("audio/", "audio")):
        if mime.startswith(start):
            return kind
    return _KINDS.get(plain_word(formal(item.first("MediaType"))))


def has_text(item: Part) -> bool:
    """Whether there is a text in it that a person could read."""
    mime = (formal(item.first("MimeType")) or "").lower()
    form = (formal(item.first("Format")) or "").lower()
    if mime.startswith(_NO_TEXT) or form == "css":
        return False
    data = _data_of(item)
    return data is not None and bool(all_text(data.element).strip())


def rank(item: Part) -> int:
    """Which of several forms of a text is read: the one that has the most structure."""
    data = _data_of(item)
    names = [it.name.lower() for it in data] if data else []
    if "nitf" in names:
        return 0
    return 1 if names else 2


def text_of(item: Part) -> Draft:
    """What the text and its markup say, as a draft of its own. The text is taken.

    Raises ParseError `bad_field` where NITF inside has a status or an embargo that can't be used.
    """
    draft = Draft(StoryFormat.NEWSML_1)
    data = _data_of(item)
    if data is None:
        return draft
    nitf = next(iter(data.deep("nitf")), None)
    first = data.child
    if nitf is not None:
        set_nitf(draft, nitf)
    elif first is None:
        _set_text(draft, all_text(data.element))
    elif first.name == "body" and (first.first("body.content") or first.first("body.head")):
        set_nitf(draft, first)
    elif first.name.lower() in _MARKUP or data.deep("p", "P"):
        set_xhtml(draft, data if len(data.element) > 1 else first)
    else:
        draft.body = readable(data).text
    data.remove()
    return draft


def _data_of(item: Part) -> Part | None:
    """The content itself; what is encoded as base64 is a file and no text."""
    if data := item.first("DataContent"):
        return data
    coding = item.first("Encoding")
    if coding is None or "64" in (coding.peek("Notation") or "64"):
        return None
    return coding.first("DataContent")


def _set_text(draft: Draft, text: str) -> None:
    """Text alone, or HTML that was escaped into it; tags inside of a line divide nothing."""
    text = lines_by_lf(text)
    if _NITF.match(text[:_HEAD]):
        set_markup(draft, text, "application/nitf+xml")
    elif _BLOCK.search(text):
        found = html_text.to_text(unfold_markup(text))
        draft.body, draft.tables = found.text, found.tables
        draft.markup = (text.strip(), "text/html")
    elif _TAG.search(text):
        draft.markup = (text.strip(), "text/html")
        lines = [html_text.to_text(line).text if line.strip() else "" for line in _lines(text)]
        draft.body = join(lines)
    else:
        draft.body = normal(text)


def _lines(text: str) -> list[str]:
    """The paragraphs of a text with a few tags in it."""
    return normal(text).split("\n\n")
