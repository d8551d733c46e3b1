"""IPTC NewsML-G2 (the News Architecture's items), as agencies send it.

items_of(document, arrived)     every item of a message, or of a single item or fragment
"""

from stream.wire.formats.newsml_g2.items import ROOTS, items_of

__all__ = ["ROOTS", "items_of"]
