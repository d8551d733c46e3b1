"""One `NewsComponent` by itself: its lines and its metadata, without the components inside it."""

import datetime as dt

from stream.wire.formats.language import put_language
from stream.wire.formats.newsml_1.lines import set_lines
from stream.wire.formats.newsml_1.metadata import (
    set_administrative,
    set_descriptive,
    set_property,
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
    others = [it for it in component if it.name not in {"NewsComponent", "ContentItem"}]
    lines = [it for it in others if it.name == "NewsLines"]
    for one in others:
        _take(said, one)
    for one in lines:
        set_lines(said, one, said.draft.story.get("language"), arrived)
    for one in others:
        if one.name in _READ or one.name.startswith(_PREFIX):
            said.weight += count(one)
            _keep(said, one)
    said.draft.keywords = list(dict.fromkeys(said.draft.keywords))
    return said


_READ = frozenset({"NewsLines", "AdministrativeMetadata", "RightsMetadata", "Metadata", "TopicSet"})


def _take(said: Said, part: Part) -> None:
    if part.name == "AdministrativeMetadata":
        set_administrative(said, part)
    elif part.name == "RightsMetadata":
        set_rights(said, part)
    elif part.name.startswith(_PREFIX):
        set_descriptive(said, part)
    elif part.name == "Metadata":
        for one in part.all("Property"):
            set_property(said, one)
    elif part.name == "TopicSet":
        set_topics(said, part)


def _keep(said: Said, part: Part) -> None:
    """What nobody took: under its own name, several of a name as a list."""
    name, left = part.name, part.left()
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
