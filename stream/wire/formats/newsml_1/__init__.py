"""IPTC NewsML 1.0 to 1.2, as agencies send it.

items(document, arrived)    every story of every `NewsItem`
"""

from stream.wire.formats.newsml_1.message import items

__all__ = ["items"]
