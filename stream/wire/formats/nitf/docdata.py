"""NITF's `docdata`: ids, dates, status, urgency, notes, rights, and what the story is about."""

import re
from collections.abc import Callable

from schemas.wire import Signal
from stream.wire.draft import Draft
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.instructions import (
    EMBARGOED,
    instruction,
    plain_word,
    set_status,
    withhold_without_end,
)
from stream.wire.formats.nitf.tags import set_tags
from stream.wire.formats.tags import tag
from stream.wire.markers import Marker
from stream.wire.moments import moment
from stream.wire.uris import as_uri
from stream.wire.xml import Part

_RESERVED = re.compile(r"[.,;]?\s*All rights reserved\.?$", re.IGNORECASE)
_NUMBERED = re.compile(r"[_.:/-]v?\d{1,9}")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WORDS = re.compile(r"(?=.*[^\W\d_]{3}).*", re.DOTALL)


def set_docdata(draft: Draft, docdata: Part) -> None:
    """Take what has a field. Raises ParseError `bad_field`: an unknown status, a bad embargo."""
    status = docdata.attribute("management-status")
    if status and "pub_status" not in draft.story:
        set_status(draft, "management-status", status)
    _set_predecessor(draft, docdata)
    _set_own_id(draft, docdata)
    for one in docdata:
        take = _TAKERS.get(one.name)
        if take is not None:
            take(draft, one)
    _set_dates(draft, docdata, status)
    _set_source(draft, docdata)
    withhold_without_end(draft, status)


def _set_predecessor(draft: Draft, docdata: Part) -> None:
    """The document that this one replaces; what became of it stays for `extra`."""
    uri = as_uri(docdata.peek("management-doc-idref") or "")
    if uri:
        docdata.attribute("management-doc-idref")
        row = {"name": "management-doc-idref", "uri": uri, "rel": "previousVersion"}
        draft.story.setdefault("associations", []).append(row)


def _urgency(draft: Draft, part: Part) -> None:
    value = part.attribute("ed-urg")
    if value and "urgency" not in draft.story:
        draft.put_urgency(("ed-urg", value))


def _note(draft: Draft, part: Part) -> None:
    if marker := instruction(part.peek("msg-type")) or instruction(part.peek("info")):
        draft.markers.append(marker)
    add_note(draft, part.attribute("info") or part.take_text())


def _correction(draft: Draft, part: Part) -> None:
    """The element alone says that this corrects what was sent before."""
    info, id_string = part.attribute("info"), part.peek("id-string")
    if not info and not id_string:
        return
    draft.markers.append(Marker(Signal.CORRECTION, "correction"))
    add_note(draft, info)
    if uri := as_uri(id_string or ""):
        row = {"name": "correction", "uri": uri, "rel": "corrects"}
        draft.story.setdefault("associations", []).append(row)


def _key(draft: Draft, part: Part) -> None:
    """`du-key` ties the versions of a story together; made of words, it is the slugline."""
    key = part.peek("key")
    if key and draft.slug is None and _is_wordy(key):
        draft.slug = part.attribute("key")
    for name in ("version", "generation"):
        if draft.version is None:
            draft.version = part.attribute(name)


def _is_wordy(key: str) -> bool:
    """Whether a key names the story, rather than numbering it: `PORT-Strike`, not `417733K`."""
    return bool(_WORDS.match(key)) and not _UUID.search(key) and not key.isdecimal()


def _keywords(draft: Draft, part: Part) -> None:
    for one in part.all("keyword"):
        word = one.attribute("key") or one.take_text()
        if word and word not in draft.keywords[-1:]:
            draft.keywords.append(word)


def _copyright(draft: Draft, part: Part) -> None:
    if "copyright_holder" not in draft.story:
        draft.put("copyright_holder", part.attribute("holder"))


def _rights(draft: Draft, part: Part) -> None:
    """What sort of right it is, and its limits, are the terms."""
    if "usage_terms" in draft.story:
        return
    found = [it for name in ("type", "limitations") if (it := part.attribute(name))]
    draft.put("usage_terms", "\n\n".join(found) or None)


def _place(draft: Draft, part: Part) -> None:
    """Where it happened, the smallest place that is named; the rest stays for `extra`."""
    name = part.attribute("city") or part.attribute("county-dist")
    region = part.peek("state-prov")
    country = part.peek("iso-cc")
    if name or region:
        draft.tag("places", tag(name or part.attribute("state-prov")))
        if name and region == name:
            part.attribute("state-prov")
    elif country:
        draft.tag("places", tag(None, country, "iso3166"))


def _identified(draft: Draft, part: Part) -> None:
    set_tags(draft, part, set())
    for one in part.all("classifier"):
        text = one.take_text()
        vocabulary, value = one.attribute("idsrc"), one.attribute("value")
        draft.tag("subjects", tag(text or value, value if text else None, vocabulary))


def _expires(draft: Draft, part: Part) -> None:
    value = part.attribute("norm")
    if value and "expires" not in draft.story:
        draft.put_date("expires", ("date.expire", value))


def _set_dates(draft: Draft, docdata: Part, status: str | None) -> None:
    """The day of issue is the version's. What may be released only later is under embargo."""
    issued = _date_of(docdata.first("date.issue"))
    until = _date_of(docdata.first("date.release"))
    if issued and "version_created" not in draft.story:
        draft.put_date("version_created", ("date.issue", issued))
    if not until or until == issued or "embargoed_until" in draft.story:
        return
    if plain_word(status) == EMBARGOED or _is_later(until, issued):
        draft.put_date("embargoed_until", ("date.release", until))
    else:
        draft.extra["date.release"] = until


def _is_later(until: str, issued: str | None) -> bool:
    """Whether a release lies after the issue, as far as that can be told: by its day at least."""
    at, before = moment(until), moment(issued) if issued else None
    if at is None:
        day = _DAY.match(until)
        at = moment("".join(day.groups())) if day else None
        before = before and before._replace(when=before.when.replace(hour=23, minute=59))
    return at is not None and (before is None or at.when > before.when)


def _date_of(part: Part | None) -> str | None:
    return (part.attribute("norm") or part.take_text()) if part else None


def _set_source(draft: Draft, docdata: Part) -> None:
    """Who sent it: the register of the id, the feed's source, whoever holds the rights."""
    named = (("doc-id", "regsrc"), ("del-list/from-src", "src-name"), ("doc.rights", "owner"))
    for path, name in named:
        part = docdata.first(path)
        if draft.source is None and part:
            draft.source = part.attribute(name)
    draft.source = draft.source or _house(draft.story.get("copyright_holder"))


def _set_own_id(draft: Draft, docdata: Part) -> None:
    """Where the id is the story's constant key with a number for the version, the key is the id."""
    part = docdata.first("doc-id")
    found = part.attribute("id-string") if part else None
    if found is None or draft.own_id is not None:
        if found and found != draft.own_id:
            draft.alt_ids.append({"role": "doc-id", "value": found})
        return
    keyed = docdata.first("du-key")
    key = (keyed.peek("key") if keyed else None) or ""
    if keyed and key and _NUMBERED.fullmatch(found[len(key) :]) and found.startswith(key):
        keyed.attribute("key")
        draft.alt_ids.append({"role": "doc-id", "value": found})
        draft.own_id = key
    else:
        draft.own_id = found


def _house(holder: str | None) -> str | None:
    """A copyright's holder as a name: "Norr. All rights reserved." is Norr's."""
    return _RESERVED.sub("", holder).strip() or None if holder else None


_TAKERS: dict[str, Callable[[Draft, Part], None]] = {
    "urgency": _urgency,
    "ed-msg": _note,
    "correction": _correction,
    "du-key": _key,
    "key-list": _keywords,
    "doc.copyright": _copyright,
    "doc.rights": _rights,
    "evloc": _place,
    "identified-content": _identified,
    "date.expire": _expires,
}
