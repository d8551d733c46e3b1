"""What a feed says of itself, for all its entries."""

from schemas.wire import StoryFormat
from stream.wire.formats.escaped import of_escaped
from stream.wire.xml import Part
from stream.wire.xml.part import local

_FEED_NAMES = (
    "title link description subtitle tagline ttl pubDate lastBuildDate updated id generator "
    "copyright rights publisher managingEditor webMaster"
)
_FEED = [f"{{*}}{name}" for name in _FEED_NAMES.split()]
_LONGEST = 300
"""Characters of a fact of the feed that each item repeats."""


class Feed:
    """What the feed says of itself."""

    def __init__(self, root: Part, *, atom: bool) -> None:
        self.atom = atom
        channel = root if root.name.lower() in {"feed", "entry"} else root.first("channel") or root
        own = {} if root.name.lower() == "entry" else _facts(channel)
        self.facts = own
        self.title = own.get("title")
        self.publisher = own.get("publisher")
        self.rights = own.get("rights") or own.get("copyright")
        languages = (lang_of(channel), lang_of(root), channel.first("language"))
        written = (it.text() if isinstance(it, Part) else it for it in languages)
        self.language = next((it for it in written if it), None)
        self.format = StoryFormat.ATOM if atom else StoryFormat.RSS


def _facts(channel: Part) -> dict[str, str]:
    """Short texts of the feed by name, the first of each."""
    found: dict[str, str] = {}
    for element in channel.element.iterchildren(*_FEED):
        part = Part(element)
        if part.name in found:
            continue
        text = part.text() or (part.peek("href") if part.name == "link" else None)
        if text:
            words = of_escaped(text).text if part.name in {"title", "description"} else text
            found[part.name] = " ".join(words.split())[:_LONGEST]
    return found


def lang_of(part: Part) -> str | None:
    """The language that an element's own attribute names, XML's or not."""
    return next(
        (str(value) for name, value in part.element.attrib.items() if local(name) == "lang"), None
    )
