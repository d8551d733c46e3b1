"""Content in HTML or XHTML: the story's text, without what only stands around it."""

from stream.wire import html_text
from stream.wire.dateline import Given
from stream.wire.draft import Draft
from stream.wire.formats.byline import names_of
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.nitf.filed import place_of
from stream.wire.formats.wire_layout import unfold
from stream.wire.xml import Part, readable
from stream.wire.xml.part import local

_BYLINES = frozenset({"byline", "author", "authors", "by"})
_NOTES = frozenset(
    {"notepad", "ednote", "editorsnote", "editornote", "notes", "note-to-editors", "contacts",
     "dpa-notepad", "dpa-notizblock", "notizblock", "editors-note", "editor-note", "ed-note"}
)  # fmt: skip
_DATELINES = frozenset({"dateline", "dat"})
_ASIDE = frozenset(
    {"closingline", "linkbox", "mw_contactinfo", "subheadline", "kicker", "caption",
     "image-caption", "imagecaption", "photo-caption"}
)  # fmt: skip
_BLOCKS = frozenset({"p", "div", "section", "article", "main", "aside", "footer", "ul", "body"})
_CONTAINERS = _BLOCKS - {"p", "ul"}
_FIGURES = frozenset({"figure", "figcaption"})
_LONGEST_BYLINE = 300
_LONGEST_DATELINE = 80
_LONGEST_NOTE = 20_000
"""Characters of notes; what comes then goes to `extra`."""


def set_xhtml(draft: Draft, root: Part) -> None:
    """Take the text below an element `html`, `body` or any block of markup."""
    markup = root.markup()
    draft.markup = (markup, "application/xhtml+xml")
    _lower(root)
    title = root.take("head/title")
    body = root.first("body") or root
    _take_apart(draft, body)
    if title and not draft.headlines:
        draft.headlines.append({"value": title})
    unfold(body, markup)
    text = readable(body)
    if html_text.looks_like_html(text.text):
        text = html_text.to_text(text.text)  # it was escaped once too often
    draft.body = text.text
    draft.tables += text.tables


def _lower(root: Part) -> None:
    """Old HTML's names in capitals, in small letters."""
    if root.name.isupper():
        for one in root.element.iter("{*}*"):
            one.tag = str(one.tag).lower()


def _take_apart(draft: Draft, part: Part) -> None:
    """Take out what is no part of the text, block by block. XML's depth is bounded before."""
    for one in list(part.element):
        name = local(one.tag)
        if name in _BLOCKS:
            if written := one.get("class"):
                _take_by_class(draft, Part(one), written)
            if name in _CONTAINERS:
                _take_apart(draft, Part(one))
        elif name == "header":
            _take_header(draft, Part(one))
        elif name == "h1":
            _take_headline(draft, Part(one))
        elif name in _FIGURES:
            _set_aside(draft, "figure", Part(one))


def _take_by_class(draft: Draft, part: Part, written: str) -> None:
    classes = set(written.lower().split())
    if classes & _BYLINES:
        _take_byline(draft, part)
    elif classes & _NOTES:
        _take_note(draft, part)
    elif classes & _DATELINES:
        _take_dateline(draft, part)
    elif found := classes & _ASIDE:
        _set_aside(draft, min(found), part)


def _take_note(draft: Draft, part: Part) -> None:
    if len(draft.story.get("ed_note") or "") > _LONGEST_NOTE:
        _set_aside(draft, "notes", part)
    else:
        add_note(draft, readable(part).text)
        part.remove()


def _take_header(draft: Draft, part: Part) -> None:
    """A head above the text: its headline and byline; the rest is known from the item."""
    _take_apart(draft, part)
    _set_aside(draft, "html_header", part)


def _take_headline(draft: Draft, part: Part) -> None:
    """The first is the story's; another one than the item's is kept under its own name."""
    value = part.take_text()
    if not value:
        return
    if not draft.headlines:
        draft.headlines.append({"value": value})
    elif value != draft.headlines[0]["value"]:
        draft.extra.setdefault("h1", value)
    part.remove()


def _take_byline(draft: Draft, part: Part) -> None:
    text = _short(part)
    if text is None:
        return
    found = names_of(text)
    if found and draft.story.setdefault("by", found) != found:
        draft.extra.setdefault("byline", text)
    part.remove()


def _take_dateline(draft: Draft, part: Part) -> None:
    """A dateline in a paragraph of its own; it stands before the text as any other."""
    text = _short(part)
    if text and len(text) <= _LONGEST_DATELINE:
        draft.filed = draft.filed or Given(text, place_of(text))
        part.remove()


def _short(part: Part) -> str | None:
    """The text of a byline; None where it is none. A long text is read no further than that."""
    found, size = list[str](), 0
    for one in part.element.itertext():
        found.append(str(one))
        size += len(found[-1])
        if size > _LONGEST_BYLINE:
            return None
    return " ".join("".join(found).split())


def _set_aside(draft: Draft, name: str, part: Part) -> None:
    """Keep a text under its own name, out of the story."""
    if text := readable(part).text:
        kept = draft.extra.setdefault(name, [])
        if isinstance(kept, list):
            kept.append(text)
    part.remove()
