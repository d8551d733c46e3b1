"""XML, read safely: limits first, then a tree, and nothing in it lost.

parse(data, content_type=…)     bytes to the root element, every hostile form refused by name
Part                            an element from which fields are taken; the rest goes to `extra`
readable(part)                  marked-up text to paragraphs and tables
"""

from stream.wire.xml.part import Part
from stream.wire.xml.readable import readable
from stream.wire.xml.tree import Document, parse

__all__ = ["Document", "Part", "parse", "readable"]
