"""Answers of services that hold no story: lists of fixtures and results."""

import datetime as dt

from stream.wire.codes import Code, refuse
from stream.wire.found import Piece
from stream.wire.xml import Document

_LIST = "_list"


def items(document: Document, _arrived: dt.datetime) -> list[Piece]:
    """Always an error: `not_news` for what we know, `unsupported_format` for another `Response`."""
    root = document.root
    known = root.peek("Status_Code") is not None or any(
        it.name.lower().endswith(_LIST) for it in root
    )
    if known:
        raise refuse(Code.NOT_NEWS, "an answer of a sports service: fixtures or results, no story")
    raise refuse(Code.UNSUPPORTED_FORMAT, "XML with root 'Response' is no format that is read")
