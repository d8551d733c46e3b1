"""IPTC NITF, the News Industry Text Format.

items(document, arrived)    the one story of a document of its own
set_nitf(draft, part)       the same inside another format, which knows better what it says itself
"""

from stream.wire.formats.nitf.document import items
from stream.wire.formats.nitf.whole import set_nitf

__all__ = ["items", "set_nitf"]
