"""The text of a JSON item: plain or marked up, its paragraphs, and the date before its dateline."""

from stream.wire import html_text
from stream.wire.clean import lines_by_lf
from stream.wire.draft import Draft
from stream.wire.formats.head_lines import take_date
from stream.wire.paragraphs import normal


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
    readable = html_text.to_text(markup)
    draft.markup = (markup, content_type)
    draft.tables = readable.tables
    set_plain(draft, readable.text)
