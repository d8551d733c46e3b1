"""`itemMeta`: what the wire says about the item: dates, status, signals, notes, links."""

from collections.abc import Callable

from stream.wire.draft import Draft
from stream.wire.fields import bad_field
from stream.wire.formats.newsml_g2.codes import bare, code, drop, get, tail, take_name
from stream.wire.formats.newsml_g2.links import set_link
from stream.wire.formats.newsml_g2.notes import set_note
from stream.wire.formats.newsml_g2.signs import set_hold, set_sign
from stream.wire.uris import as_uri
from stream.wire.xml import Part

Taker = Callable[[Draft, Part, str | None], None]
_STATUS = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}


def set_item_meta(draft: Draft, meta: Part, language: str | None) -> None:
    """Take what has a field. Raises ParseError `bad_field` for an unknown status or embargo."""
    named = meta.named()
    embargo = next((it for name, it in named if name == "embargoed"), None)
    if embargo:
        _embargo(draft, embargo)
    for name, one in named:
        take = _TAKERS.get(name)
        if take is not None:
            take(draft, one, language)


def set_date(draft: Draft, name: str, part: Part) -> None:
    """Take a date; a second one of the same name stays."""
    if name in draft.story:
        return
    own_name = part.name
    if value := part.take_text():
        draft.put_date(name, (own_name, value))


def _date(name: str) -> Taker:
    return lambda draft, part, _: set_date(draft, name, part)


def _embargo(draft: Draft, part: Part) -> None:
    """An empty `embargoed` is an embargo whose end isn't known yet (its type is "date or null")."""
    if part.text() is None:
        part.remove()
        set_hold(draft)
    else:
        set_date(draft, "embargoed_until", part)


def _status(draft: Draft, part: Part, _: str | None) -> None:
    """A status that we don't know could be a kill, so it is an error."""
    written = code(part)
    if written is None:
        return
    said = tail(written)
    status = _until_embargo(draft) if said == "embargoed" else _STATUS.get(said)
    if status is None:
        raise bad_field("pubStatus", written, "usable, withheld or canceled")
    draft.put("pub_status", status)
    part.remove()


def _until_embargo(draft: Draft) -> str:
    """AP's own status: until the embargo's end, and without one nobody may show it."""
    return "usable" if "embargoed_until" in draft.story else "withheld"


def _provider(draft: Draft, part: Part, language: str | None) -> None:
    """The agency that sends; a bare code of it is its name too."""
    written = get(part, "qcode") or get(part, "uri")
    name = take_name(part, language) or part.attribute("literal") or bare(written)
    if name:
        row = {"name": name, "role": "provider"}
        row |= {"uri": uri} if (uri := as_uri(written or "")) else {}
        draft.story.setdefault("info_sources", []).append(row)
        drop(part, "qcode", "uri")


def _text(name: str) -> Taker:
    def take(draft: Draft, part: Part, _: str | None) -> None:
        if name not in draft.story and get(part, "role") is None:
            drop(part, "versioninfo")
            draft.put(name, part.take_text())

    return take


_TAKERS: dict[str, Taker] = {
    "provider": _provider,
    "versionCreated": _date("version_created"),
    "firstCreated": _date("first_created"),
    "expires": _date("expires"),
    "pubStatus": _status,
    "profile": _text("profile"),
    "title": _text("title"),
    "edNote": set_note,
    "signal": set_sign,
    "link": set_link,
}
