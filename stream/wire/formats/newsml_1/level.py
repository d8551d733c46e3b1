"""One `NewsComponent` by itself: its lines and its metadata, without the components inside it."""

import datetime as dt
from collections.abc import Callable

from stream.wire.formats.language import put_language
from stream.wire.formats.newsml_1.lines import set_lines
from stream.wire.formats.newsml_1.metadata import (
    set_administrative,
    set_descriptive,
    set_properties,
    set_rights,
    set_topics,
)
from stream.wire.formats.newsml_1.names import count
from stream.wire.formats.newsml_1.said import Said
from stream.wire.xml import Part

_PREFIX = "Descriptive"
"""Some misspell `DescriptiveMetadata`."""


def read_level(component: Part, arrived: dt.datetime) -> Said:
    """What the component says. Its parts are taken out of the tree; their rest is in `extra`."""
    said = Said()
    put_language(said.draft, "lang", component.attribute("lang"))
    others = [(name, it) for name, it in component.named() if name not in _COMPONENTS]
    for name, one in others:
        if take := _TAKERS.get(name):
            take(said, one)
        elif name.startswith(_PREFIX):
            set_descriptive(said, one)
    language = said.draft.story.get("language")
    for name, one in others:
        if name == _LINES:
            set_lines(said, one, language, arrived)
    for name, one in others:
        if name == _LINES or name in _TAKERS or name.startswith(_PREFIX):
            said.weight += count(one)
            _keep(said, name, one)
    said.draft.keywords = list(dict.fromkeys(said.draft.keywords))
    return said


_COMPONENTS = frozenset({"NewsComponent", "ContentItem"})
_LINES = "NewsLines"
_TAKERS: dict[str, Callable[[Said, Part], None]] = {
    "AdministrativeMetadata": set_administrative,
    "RightsMetadata": set_rights,
    "Metadata": set_properties,
    "TopicSet": set_topics,
}


def _keep(said: Said, name: str, part: Part) -> None:
    """What nobody took: under its own name, several of a name as a list."""
    left = part.left()
    part.remove()
    if left is None:
        return
    before = said.draft.extra.get(name)
    if before is None:
        said.draft.extra[name] = left
    elif isinstance(before, list):
        before.append(left)
    else:
        said.draft.extra[name] = [before, left]
