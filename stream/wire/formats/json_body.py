"""The text of a JSON item: plain or marked up, its paragraphs, and the date before its dateline."""

import re

from stream.errors import ParseError
from stream.wire import html_text
from stream.wire.clean import lines_by_lf
from stream.wire.draft import Draft
from stream.wire.formats.head_lines import take_date
from stream.wire.formats.nitf import set_nitf
from stream.wire.paragraphs import normal
from stream.wire.prose import Readable
from stream.wire.xml import Part
from stream.wire.xml import parse as parse_xml

_DIVIDED = "\n\n"
_NITF = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<(?:nitf|body)[\s>]")
_BODIES = ("nitf", "body")


def set_body(draft: Draft, plain: str | None, markup: str | None, media_type: str) -> None:
    """The plain form is the body, and the marked-up one stays beside it.

    Where only the markup has paragraphs, as in exports that glue them together, it is read instead.
    """
    if markup is not None and not (plain or "").strip():
        set_markup(draft, markup, media_type)
        return
    set_plain(draft, plain or "")
    if markup is None:
        return
    draft.markup = (markup, media_type)
    if _DIVIDED not in draft.body:
        readable = html_text.to_text(markup)
        if _DIVIDED in readable.text:
            _set_readable(draft, readable)


def set_plain(draft: Draft, text: str) -> None:
    """A plain body. A `date ...` before the dateline goes to `extra`, as it does in plain text."""
    found, rest = take_date(lines_by_lf(text))
    if found is not None:
        draft.extra.setdefault("date", found)
        if "version_created" not in draft.story:
            draft.put_date("version_created", ("date", found))
    draft.body = normal(rest)


def set_markup(draft: Draft, markup: str, content_type: str) -> None:
    """A body made from markup, which stays beside it; its tables stand apart."""
    if _NITF.match(markup[:2000]) and _set_nitf(draft, markup):
        return
    draft.markup = (markup, content_type)
    _set_readable(draft, html_text.to_text(markup))


def _set_readable(draft: Draft, readable: Readable) -> None:
    draft.tables = readable.tables
    set_plain(draft, readable.text)


def _set_nitf(draft: Draft, markup: str) -> bool:
    """Read a whole NITF document. What is no XML after all is read as HTML is."""
    try:
        root = parse_xml(markup.encode(), content_type="text/xml; charset=utf-8").root
    except ParseError:
        return False
    found = _nitf_in(root)
    if found is None:
        return False
    set_nitf(draft, found)
    return bool(draft.body)


def _nitf_in(root: Part) -> Part | None:
    return root if root.name.lower() in _BODIES else next(iter(root.deep(*_BODIES)), None)
