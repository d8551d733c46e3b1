"""Bytes to stories. Knows formats; knows nothing of Kafka, of NLP or of the clock.

    read(data, arrived=…, content_type=…)     every item of an input, in order
    Code                                      why something couldn't be read

Each item is a `ParsedStory`, or the `ParseError` of an item that is unreadable beside its readable
neighbours. Where no item can be read at all, `read` raises the `ParseError`.

The way through the room: `recognise` says which format it is, `formats/` holds a parser a file,
each makes a `draft`, and `build` makes the story of it: `dateline`, `signals`, `identity`.
"""

from stream.wire.codes import Code
from stream.wire.limits import MAX_BYTES, MAX_ITEMS
from stream.wire.read import read

__all__ = ["MAX_BYTES", "MAX_ITEMS", "Code", "read"]
