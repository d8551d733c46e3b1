"""NITF as a document of its own: one story."""

import datetime as dt

from schemas.wire import StoryFormat
from stream.wire.draft import Draft
from stream.wire.formats.embargo_lines import take_embargo
from stream.wire.formats.headline_alone import set_headline_alone
from stream.wire.formats.nitf.whole import set_nitf
from stream.wire.formats.opening import take_closing, take_opening
from stream.wire.found import Piece
from stream.wire.xml import Document


def items(document: Document, arrived: dt.datetime) -> list[Piece]:
    """The story. Raises ParseError `bad_field` for what can't be guessed safely."""
    draft = Draft(StoryFormat.NITF)
    set_nitf(draft, document.root)
    _set_issue(draft, arrived)
    take_embargo(draft, arrived)
    take_opening(draft)
    take_closing(draft)
    set_headline_alone(draft)
    return [draft]


def _set_issue(draft: Draft, arrived: dt.datetime) -> None:
    """A release without an issue that lies behind us is no embargo but the version's date."""
    until = draft.story.get("embargoed_until")
    if until is not None and "version_created" not in draft.story and until <= arrived:
        draft.story["version_created"] = draft.story.pop("embargoed_until")
