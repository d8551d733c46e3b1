"""The components of a `NewsItem`: which of them are stories, and which only parts of one.

NewsML 1 leaves to each agency how it nests them. A story is the innermost component that holds a
text: in a `ContentItem` of its own, or in a part that is called its body. What is beside that part,
such as title, lead and caption, belongs to the same story.
"""

import datetime as dt
from dataclasses import dataclass, field

from stream.wire.codes import Code, refuse
from stream.wire.formats.newsml_1.content import has_text, kind_of, rank
from stream.wire.formats.newsml_1.level import read_level
from stream.wire.formats.newsml_1.roles import MEDIA, PARTS, role_of
from stream.wire.formats.newsml_1.said import Said
from stream.wire.xml import Part

_MOST = 2_000
"""Components of one item. An agency's gallery has some hundred."""
_DEEPEST = 40
"""Levels of components. Agencies use up to five."""


@dataclass(slots=True, eq=False)
class Node:
    """A component with what it says, the texts and files in it, and the components below."""

    part: Part
    role: str
    said: Said
    texts: list[Part]
    files: list[Part]
    above: "Node | None" = None
    below: list["Node"] = field(default_factory=list)

    @property
    def language(self) -> str | None:
        """Its language, or that of the nearest component above that says one."""
        node: Node | None = self
        while node is not None:
            if found := node.said.draft.story.get("language"):
                return str(found)
            node = node.above
        return None


@dataclass(slots=True, eq=False)
class StoryNode:
    """A component that is a story, and the parts below it that hold its text."""

    node: Node
    bodies: list[Node]

    @property
    def kind(self) -> str | None:
        """What the story is by its role, where that is no text."""
        return self.node.role if self.node.role in MEDIA else None

    @property
    def language(self) -> str | None:
        """The language of its text."""
        return self.bodies[0].language if self.bodies else self.node.language


def read_tree(
    component: Part, arrived: dt.datetime, above: Node | None = None, level: int = 0
) -> Node:
    """A component and all below it; what lies too deep stays unread, for `extra`.

    Raises ParseError `too_large` for more components than any agency sends.
    """
    if level == 0 and (count := len(component.deep("NewsComponent"))) > _MOST:
        raise refuse(Code.TOO_LARGE, f"{count} components; a NewsItem may have {_MOST}")
    items = component.all("ContentItem")
    flags = [has_text(it) for it in items]
    texts = [it for it, flag in zip(items, flags, strict=True) if flag]
    others = [it for it, flag in zip(items, flags, strict=True) if not flag]
    files = [it for it in others if it.peek("Href") or kind_of(it)]
    said = read_level(component, arrived)
    node = Node(component, role_of(component), said, texts, files, above)
    if level < _DEEPEST:
        inner = component.all("NewsComponent")
        node.below = [read_tree(it, arrived, node, level + 1) for it in inner]
    return node


def stories_in(node: Node) -> list[StoryNode]:
    """The stories in a component, in their order; without a text there is none."""
    if node.texts:
        return [StoryNode(node, [node])]
    bodies = [it for it in node.below if it.role == "body" and it.texts]
    if bodies and node.part.peek("EquivalentsList") == "yes":
        bodies = _best_of_each_language(bodies)
    if len(bodies) == 1 or (bodies and not _stand_alone(bodies)):
        return [StoryNode(node, bodies)]
    found = [one for it in node.below if it.role not in PARTS for one in stories_in(it)]
    if len(found) == 1 and found[0].node.above is node and found[0].bodies == [found[0].node]:
        beside = [it for it in node.below if it is not found[0].node]
        if beside and all(it.role in PARTS | MEDIA or it.files for it in beside):
            return [StoryNode(node, found[0].bodies)]
    return found


def _best_of_each_language(bodies: list[Node]) -> list[Node]:
    """Equivalents say the same in several forms: of each language the one with most structure."""
    found: dict[str | None, Node] = {}
    for one in sorted(bodies, key=lambda it: min(map(rank, it.texts))):
        found.setdefault(one.language, one)
    kept = {id(it) for it in found.values()}
    return [it for it in bodies if id(it) in kept]


def _stand_alone(bodies: list[Node]) -> bool:
    """Whether several bodies are stories: each in its own language, or with its own headline."""
    languages = {it.language for it in bodies}
    return len(languages) == len(bodies) or all(it.said.draft.headlines for it in bodies)
