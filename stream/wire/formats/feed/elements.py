"""What an entry has in elements of its own, beside its head and its texts."""

import re
from collections.abc import Callable, Mapping

from schemas.wire import Signal, StoryFormat
from stream.wire.draft import Draft
from stream.wire.formats.feed.about import Feed, lang_of
from stream.wire.formats.feed.authors import set_authors
from stream.wire.formats.feed.texts import take_line
from stream.wire.formats.instructions import instruction
from stream.wire.formats.language import put_language
from stream.wire.moments import moment
from stream.wire.xml import Part
from stream.wire.xml.part import local


def set_elements(draft: Draft, entry: Part, feed: Feed) -> None:
    """What stands in elements of its own. Raises ParseError `bad_field` for an unread embargo."""
    draft.put("copyright_notice", feed.rights)
    put_language(draft, "language", _take_lang(entry) or feed.language)
    set_authors(draft, entry)
    for part in entry:
        if take := _FIELDS.get(part.name.lower()):
            take(draft, part)


def _take_lang(entry: Part) -> str | None:
    """The language of an entry, whether or not the attribute is XML's own."""
    found = lang_of(entry)
    for name in [it for it in entry.element.attrib if local(it) == "lang"]:
        del entry.element.attrib[name]
    return found


def _set_source(draft: Draft, part: Part) -> None:
    """RSS names the feed that an entry came from; Atom repeats that feed's head."""
    named = part.take("title") or (None if len(part.element) else part.take_text())
    draft.source = named or draft.source


def _set_rights(draft: Draft, part: Part) -> None:
    draft.put("copyright_notice", take_line(part, atom=draft.format is StoryFormat.ATOM))


def _set_language(draft: Draft, part: Part) -> None:
    put_language(draft, "language", part.take_text())


def _set_slug(draft: Draft, part: Part) -> None:
    draft.slug = part.take_text() or draft.slug


def _set_urgency(draft: Draft, part: Part) -> None:
    if text := part.take_text():
        draft.put_urgency(("urgency", text))


def _set_embargo(draft: Draft, part: Part) -> None:
    name = part.name
    if text := part.take_text():
        draft.put_date("embargoed_until", (name, text))


def _set_available(draft: Draft, part: Part) -> None:
    """Dublin Core's `available`: a day, or a period in its own form ("start=…; end=…")."""
    start = _START.match(part.text() or "")
    if start and "embargoed_until" not in draft.story and (found := moment(start[1])):
        draft.story["embargoed_until"] = found.when
        if not found.zone_known:
            draft.zone_unknown.append(part.name)
    # The element itself stays for `extra`: it may say more than the start.


def _set_status(draft: Draft, part: Part) -> None:
    """Only what ends or holds a story: other words of content systems say nothing to readers."""
    marker = instruction(part.text())
    if marker is None or marker.signal not in _STATUSES:
        return
    draft.markers.append(marker)
    draft.put("pub_status", "withheld" if marker.signal is Signal.HOLD else "canceled")


def _set_control(draft: Draft, part: Part) -> None:
    """A draft isn't yet to be seen (RFC 5023, 13.1.1)."""
    if (text := part.take("draft")) and text != "no":
        draft.put("pub_status", "withheld")


def _set_keywords(draft: Draft, part: Part) -> None:
    words = (it.strip() for it in (part.take_text() or "").split(","))
    draft.keywords += [it for it in words if it]


_START = re.compile(r"\s{0,9}(?:start\s?=\s?)?([0-9][0-9T:.+Z-]{3,40})")
_STATUSES = frozenset({Signal.KILL, Signal.WITHDRAW, Signal.HOLD})
_FIELDS: Mapping[str, Callable[[Draft, Part], None]] = {
    "source": _set_source,
    "rights": _set_rights,
    "copyright": _set_rights,
    "language": _set_language,
    "slugline": _set_slug,
    "slug": _set_slug,
    "urgency": _set_urgency,
    "control": _set_control,
    "status": _set_status,
    "pubstatus": _set_status,
    "available": _set_available,
    "keywords": _set_keywords,
    "keyword": _set_keywords,
    "embargo": _set_embargo,
    "embargoed": _set_embargo,
    "embargodate": _set_embargo,
    "embargoeduntil": _set_embargo,
}
