"""NITF's `body.content` and `body.end`: the text, its tables, its pictures apart."""

import re

from stream.wire import html_text
from stream.wire.draft import Draft
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.nitf.media import Media, take_media
from stream.wire.formats.nitf.tags import set_tags
from stream.wire.formats.sign_off import agency_of, take_sign_off
from stream.wire.formats.wire_layout import is_laid_out, unfold
from stream.wire.paragraphs import join
from stream.wire.xml import Part, readable

_NO_TEXT = frozenset({"nitf-table-metadata", "nitf-colgroup", "alt-code", "media-metadata"})
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,100}\.[a-z]{2,12}")
_MEDIA_TYPE = "application/nitf+xml"


def set_content(draft: Draft, body: Part) -> None:
    """Set body, tables and markup. Pictures go to associations and `extra`.

    Without a text the captions are the body, and without those the abstract is.
    """
    contents = body.all("body.content") or [body]
    markup = "".join(it.markup() for it in contents)
    draft.markup = (markup, _MEDIA_TYPE)
    laid_out = is_laid_out(markup)
    media = take_media(draft, contents)
    paragraphs: list[str] = []
    seen: set[tuple[str, str]] = set()
    for one in contents:
        set_tags(draft, one, seen)
        paragraphs += _paragraphs(draft, one, laid_out=laid_out)
    if end := body.first("body.end"):
        paragraphs += _tagline(draft, end)
    paragraphs, signed = take_sign_off(paragraphs)
    if signed:
        draft.extra["sign_off"] = "\n".join(signed)
        draft.source = draft.source or agency_of(signed)
    draft.body = join(paragraphs) or _instead(draft, media)
    for one in contents:
        if one.element is not body.element:
            one.remove()


def _paragraphs(draft: Draft, content: Part, *, laid_out: bool) -> list[str]:
    for one in content.all("note"):
        add_note(draft, readable(one).text)
        one.remove()
    for one in content.deep("frac"):
        _divide(one)
    if laid_out:
        unfold(content)
    _take_heading(draft, content)
    end = content.first("body.end")  # where `body` itself holds the text
    found = readable(content, without=_NO_TEXT | {"body.end"} if end else _NO_TEXT)
    draft.tables += found.tables
    return [text for it in found.paragraphs if (text := _unescaped(it))]


def _take_heading(draft: Draft, content: Part) -> None:
    """Some set XHTML into NITF: there `h1` is the headline."""
    heading = content.first("h1")
    if heading and not draft.headlines and (value := heading.take_text()):
        draft.headlines.append({"role": "main", "value": value})


def _divide(fraction: Part) -> None:
    """`<frac-num>1</frac-num><frac-den>2</frac-den>` reads 1/2."""
    below = fraction.first("frac-den")
    if below and fraction.first("frac-sep") is None:
        below.element.text = f"/{below.element.text or ''}"


def _unescaped(paragraph: str) -> str:
    """A paragraph without markup that was escaped into it, such as an embedded chart."""
    if "<" in paragraph and html_text.looks_like_html(paragraph):
        return html_text.to_text(paragraph).text
    return paragraph


def _tagline(draft: Draft, end: Part) -> list[str]:
    """The tagline is the last paragraph; an agency's sign-off in it is taken off later.

    A writer's address alone is none for readers.
    """
    found = [it for one in end.all("tagline") for it in readable(one).paragraphs]
    for one in end.all("tagline"):
        one.remove()
    if len(found) == 1 and _ADDRESS.fullmatch(found[0]):
        draft.extra.setdefault("tagline", found.pop())
    return found


def _instead(draft: Draft, media: Media) -> str:
    rows = draft.story.get("descriptions") or []
    if media.captions:
        draft.extra["body_from"] = "media-caption"
        if media.kind:
            draft.story.setdefault("type", media.kind)
        return join(media.captions)
    abstracts = [it["value"] for it in rows if it.get("role") == "abstract"]
    if abstracts and not draft.tables:
        draft.extra["body_from"] = "abstract"
        return join(abstracts)
    return ""
