"""`NewsManagement`: kind, dates, status, urgency, instructions, and what the item goes back to."""

from collections.abc import Callable

from schemas.wire import Signal
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.formats.instructions import (
    instruction,
    plain_word,
    set_status,
    withhold_without_end,
)
from stream.wire.formats.newsml_1.names import formal, take_formal
from stream.wire.formats.newsml_1.said import Said
from stream.wire.uris import as_uri
from stream.wire.xml import Part

_PLANS = frozenset(
    {"planning", "planner", "calendar", "diary", "agenda", "forecast", "prevision", "schedule"}
)
_NO_NEWS = frozenset({"topicset", "catalog", "dtd", "resource", "vocabulary"})
_RELATIONS = {"DerivedFrom": "derivedFrom", "AssociatedWith": "associatedWith"}
_MOST = 100


def set_management(said: Said, part: Part) -> None:
    """Take what has a field.

    Raises ParseError: `planning`, `not_news`, or `bad_field` for an unknown status or an embargo
    that can't be read.
    """
    draft = said.draft
    status = formal(part.first("Status"))
    for one in part:
        take = _TAKERS.get(one.name)
        if take is not None:
            take(draft, one)
    _set_change(draft, part, status)
    withhold_without_end(draft, status)


def _kind(draft: Draft, part: Part) -> None:
    """The kind of item. Some put the signal here: `Alert`, `Advisory`."""
    written = formal(part)
    word = plain_word(written)
    if word in _PLANS:
        raise refuse(Code.PLANNING, "a NewsItem of a type that announces coverage")
    if word in _NO_NEWS:
        raise refuse(Code.NOT_NEWS, "a NewsItem that holds a vocabulary or a resource")
    if marker := instruction(written):
        draft.markers.append(marker)
    if word == "news":
        part.remove()


def _date(name: str) -> Callable[[Draft, Part], None]:
    def take(draft: Draft, part: Part) -> None:
        own_name = part.name
        value = part.take_text()
        if value and name not in draft.story:
            draft.put_date(name, (own_name, value))

    return take


def _status(draft: Draft, part: Part) -> None:
    if written := take_formal(part):
        set_status(draft, "Status", written)


def _urgency(draft: Draft, part: Part) -> None:
    name = part.name
    value = take_formal(part)
    if value and "urgency" not in draft.story:
        draft.put_urgency((name, value))


def _instruction(draft: Draft, part: Part) -> None:
    """An instruction that says nothing about the version stays for `extra`."""
    if marker := instruction(part.peek("FormalName") or part.text()):
        draft.markers.append(marker)
        part.attribute("FormalName")


def _relation(draft: Draft, part: Part) -> None:
    uri = as_uri(part.peek("NewsItem") or "")
    if uri and len(draft.story.get("associations", ())) < _MOST:
        part.attribute("NewsItem")
        row = {"name": part.name, "uri": uri, "rel": _RELATIONS[part.name]}
        draft.story.setdefault("associations", []).append(row)


def _set_change(draft: Draft, management: Part, status: str | None) -> None:
    """`StatusWillChange`: until then what is embargoed waits, and what is usable is good."""
    change = management.first("StatusWillChange")
    when = change.take("DateAndTime") if change else None
    if change is None or not when:
        return
    future = plain_word(formal(change.first("FutureStatus")))
    is_free = draft.story.get("pub_status") == "usable" and plain_word(status) != "embargoed"
    if is_free and future not in {"usable", "published", "released"}:
        draft.put_date("expires", ("StatusWillChange", when))
    elif not is_free and draft.story.get("pub_status") != "canceled":
        draft.put_date("embargoed_until", ("StatusWillChange", when))
    else:
        draft.extra["StatusWillChange"] = when
    _drop_hold(draft)
    if future in {"usable", "released"}:
        change.remove()


def _drop_hold(draft: Draft) -> None:
    """What is withheld until a moment that is given is under embargo, and usable then."""
    if draft.story.get("pub_status") == "withheld" and "embargoed_until" in draft.story:
        draft.story["pub_status"] = "usable"
        draft.markers = [it for it in draft.markers if it.signal is not Signal.HOLD]


_TAKERS: dict[str, Callable[[Draft, Part], None]] = {
    "NewsItemType": _kind,
    "FirstCreated": _date("first_created"),
    "ThisRevisionCreated": _date("version_created"),
    "Status": _status,
    "Urgency": _urgency,
    "Priority": _urgency,
    "Instruction": _instruction,
    "DerivedFrom": _relation,
    "AssociatedWith": _relation,
}
