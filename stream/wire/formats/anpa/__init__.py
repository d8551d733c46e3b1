"""ANPA 1312, the wire format of the Newspaper Publishers, as the AP, Kyodo and Reuters send it.

`parse` reads one story, `header` only the two lines before it.
"""

from stream.wire.formats.anpa.header import Header, header
from stream.wire.formats.anpa.story import parse

__all__ = ["Header", "header", "parse"]
