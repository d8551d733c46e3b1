"""`contentSet`: which of its forms is the story's text, and the text of each form."""

from stream.wire import html_text
from stream.wire.clean import lines_by_lf
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.formats.json_body import set_plain
from stream.wire.formats.newsml_g2.codes import base, drop, get
from stream.wire.formats.newsml_g2.tt_nitf import is_tt_nitf, set_tt_nitf
from stream.wire.formats.newsml_g2.xhtml import set_xhtml
from stream.wire.formats.nitf import set_nitf
from stream.wire.formats.wire_layout import unfold_markup
from stream.wire.xml import Part
from stream.wire.xml.part import all_text

_INLINE = ("inlineXML", "inlineData")
_MARKUP = ("html", "body", "div", "section", "article", "main", "p", "text", "content")
_EVENTS = frozenset({"event", "events", "eventset", "newscoverageset", "newscoverage", "vcalendar"})


def set_content(draft: Draft, item: Part, language: str | None) -> None:
    """Set body, tables and markup; without content, the captions and descriptions are the text.

    Raises ParseError `planning` where the item only carries events.
    """
    forms = [one for it in item.all("contentSet") for one in it if one.name in _INLINE]
    if len(forms) > 1:
        forms.sort(key=lambda it: _rank(it, language))
    for form in forms:
        _set_form(draft, form)
        if draft.body:
            _drop_same([it for it in forms if it is not form], draft.body)
            break
    if not draft.body:
        _refuse_events(item)
        _set_described(draft)


def _rank(part: Part, language: str | None) -> int:
    """Another language last; marked-up text before plain, for it has paragraphs and tables."""
    said = part.peek("lang")
    foreign = bool(said and language) and base(said) != base(language)
    media = (get(part, "contenttype") or "").lower()
    plain = part.name == "inlineData" and "html" not in media
    return 4 * foreign + 2 * plain + (part.name == "inlineData")


def _set_form(draft: Draft, part: Part) -> None:
    if part.name == "inlineXML" and len(part.element):
        _set_xml(draft, part)
    elif get(part, "encoding") is None:
        _set_data(draft, part)
    if draft.body or draft.tables:
        drop(part, "contenttype", "dir", "wordcount")
        part.clear_text()


def _set_xml(draft: Draft, part: Part) -> None:
    nitf = next(iter(part.deep("nitf")), None)
    first = part.child
    if nitf is not None:
        set_nitf(draft, nitf)
    elif first is None:
        return
    elif is_tt_nitf(first):
        set_tt_nitf(draft, first)
    elif first.name == "body" and (first.first("body.content") or first.first("body.head")):
        set_nitf(draft, first)
    elif first.name.lower() in _MARKUP or part.deep("p", "P"):
        set_xhtml(draft, part if len(part.element) > 1 else first)


def _set_data(draft: Draft, part: Part) -> None:
    """Text inside a CDATA section, marked up or not, whatever its type claims."""
    text = lines_by_lf(all_text(part.element))
    media = (get(part, "contenttype") or "").lower()
    if "html" in media or html_text.looks_like_html(text):
        found = html_text.to_text(unfold_markup(text))
        draft.body = found.text
        draft.tables += found.tables
        draft.markup = (text.strip(), "text/html")
    elif not media.startswith(("image/", "video/", "audio/")):
        set_plain(draft, text)


def _drop_same(others: list[Part], body: str) -> None:
    """Drop forms with the same words; one with others stays for `extra`."""
    words = "".join(body.split()) if others else ""
    for one in others:
        text = one.text()
        if text and "".join(text.split()) == words:
            one.remove()


def _refuse_events(item: Part) -> None:
    """Raise where the item holds a calendar instead of news."""
    inside = [one for it in item.all("contentSet/inlineXML") for one in it]
    if any(one.name.lower() in _EVENTS for one in [*item, *inside]):
        raise refuse(Code.PLANNING, "the item carries events that are to come and no story")


def _set_described(draft: Draft) -> None:
    """The body of a picture is its caption, of a film its script and shot list.

    Reuters fills the caption of texts with slugline and headline: that is none.
    """
    if draft.story.get("type") == "composite":
        return
    headline = draft.headline
    formal = {headline, f"{draft.slug}:{headline}", draft.slug}
    rows = draft.story.get("descriptions") or []
    draft.body = "\n\n".join(row["value"] for row in rows if row["value"] not in formal)
