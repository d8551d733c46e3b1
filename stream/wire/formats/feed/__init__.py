"""RSS 0.9x, 1.0 and 2.0, and Atom: each entry is an item.

heads       has feedparser name the heads of entries: links, dates, categories
texts       reads their texts word for word
authors, elements, media    what else stands in an entry
about       what the feed says of itself
entries     makes drafts of them
"""

from stream.wire.formats.feed.entries import items

__all__ = ["items"]
