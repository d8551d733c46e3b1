"""`Identification`: the item's id, its version, and how its provider calls it."""

import re

from schemas.wire import Signal
from stream.wire.formats.instructions import instruction
from stream.wire.formats.newsml_1.said import Said
from stream.wire.markers import Marker
from stream.wire.xml import Part

_DAY = re.compile(r"\d{8}")
# RFC 3085: provider, date, id. Some send a URN that names only themselves.
_WHOLE_URN = re.compile(r"(?i:urn:newsml):[^:]+:.+")
_UPDATES = frozenset({"U", "A"})
"""`Update` of a RevisionId: this revision holds an update, or new administrative data alone."""


def set_identification(said: Said, part: Part) -> None:
    """Take ids, version and name label; dates and labels stay for `extra`."""
    draft = said.draft
    identifier = part.first("NewsIdentifier")
    if identifier:
        _set_ids(said, identifier)
    if label := part.take("NameLabel"):
        draft.slug = label


def _set_ids(said: Said, identifier: Part) -> None:
    draft = said.draft
    provider = identifier.take("ProviderId")
    news_id = identifier.take("NewsItemId")
    public = identifier.take("PublicIdentifier")
    if revision := identifier.first("RevisionId"):
        draft.version = revision.text()
        _set_revision(said, revision)
    if provider:
        draft.extra["ProviderId"] = provider
    if news_id:
        draft.alt_ids.append({"role": "NewsItemId", "value": news_id})
    is_urn = bool(public and public.lower().startswith("urn:newsml:"))
    if public and (not is_urn or _WHOLE_URN.fullmatch(public)):
        draft.own_id = public
    elif news_id:
        draft.own_id = _own_id(provider, identifier.first("DateId"), news_id)


def _own_id(provider: str | None, date_id: Part | None, news_id: str) -> str:
    """The parts of the id as a URN; of its date only the day, for some put the version's time."""
    day = _DAY.match((date_id.text() or "").replace("-", "")) if date_id else None
    parts = ["urn:newsml", provider, day[0] if day else None, news_id]
    return ":".join(it for it in parts if it)


def _set_revision(said: Said, revision: Part) -> None:
    update = revision.peek("Update") or ""
    if update in _UPDATES:
        said.draft.markers.append(Marker(Signal.UPDATE, f'Update="{update}"'))
    elif marker := instruction(update):
        said.draft.markers.append(marker)
    previous = revision.peek("PreviousRevision")
    if update == "N" and previous in {None, "0"}:
        revision.attribute("Update")
        revision.attribute("PreviousRevision")
    revision.clear_text()
