"""A whole `nitf`, or its `body` alone, put together of its parts."""

from stream.wire.draft import Draft
from stream.wire.formats.language import put_language
from stream.wire.formats.nitf.content import set_content
from stream.wire.formats.nitf.head import set_head
from stream.wire.formats.nitf.lines import set_lines
from stream.wire.xml import Part

_OF_THE_DTD = ("version", "change.date", "change.time", "schemaLocation")


def set_nitf(draft: Draft, nitf: Part) -> None:
    """Take head, headline, byline, dateline, notes, tags and the text of a `nitf` or `body`.

    What the draft has already stands: the outer format knows better. What has no field goes to
    `extra`. Raises ParseError `bad_field` for an unknown status and an embargo that can't be read.
    """
    for name in _OF_THE_DTD:
        nitf.attribute(name)
    body = nitf.first("body") or nitf
    language = nitf.attribute("baselang") or nitf.attribute("lang") or body.attribute("lang")
    if "language" not in draft.story:
        put_language(draft, "baselang", language)
    if draft.own_id is None:
        draft.own_id = nitf.attribute("uno")
    title = None
    if head := nitf.first("head"):
        title = set_head(draft, head)
        _keep(draft, head)
    if lines := body.first("body.head"):
        set_lines(draft, lines)
        _keep(draft, lines)
    _set_title(draft, title)
    set_content(draft, body)
    _keep(draft, body)
    _keep(draft, nitf)


def _set_title(draft: Draft, title: str | None) -> None:
    """The title of the document is the headline only where there is no other."""
    if not title:
        return
    if not draft.headlines:
        draft.headlines.append({"role": "main", "value": title})
    elif draft.headlines[0]["value"] != title:
        draft.story.setdefault("title", title)


def _keep(draft: Draft, part: Part) -> None:
    """What nobody took goes to `extra` under its own names, and is gone from the tree."""
    left = part.left()
    part.remove()
    if isinstance(left, dict):
        draft.extra = left | draft.extra
    elif left is not None:
        draft.extra.setdefault("text", left)
