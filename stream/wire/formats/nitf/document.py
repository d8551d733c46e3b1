"""NITF as a document of its own: one story."""

import datetime as dt

from schemas.wire import StoryFormat
from stream.wire.draft import Draft
from stream.wire.formats.embargo_lines import take_embargo
from stream.wire.formats.nitf.whole import set_nitf
from stream.wire.formats.opening import take_closing, take_opening
from stream.wire.found import Piece
from stream.wire.xml import Document


def items(document: Document, arrived: dt.datetime) -> list[Piece]:
    """The story. Raises ParseError `bad_field` for what can't be guessed safely."""
    draft = Draft(StoryFormat.NITF)
    set_nitf(draft, document.root)
    take_embargo(draft, arrived)
    take_opening(draft)
    take_closing(draft)
    return [draft]
