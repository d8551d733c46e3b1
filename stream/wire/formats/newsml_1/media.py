"""Pictures, films and sounds beside a text, or instead of one."""

from stream.wire.draft import Draft
from stream.wire.formats.newsml_1.content import kind_of, text_of
from stream.wire.formats.newsml_1.roles import MEDIA
from stream.wire.formats.newsml_1.tree import Node
from stream.wire.formats.tags import Row
from stream.wire.paragraphs import join
from stream.wire.uris import as_uri

_MOST = 100
"""Associations of one story; more stay in `extra` only."""


def media_in(node: Node) -> list[Node]:
    """The components at or below a node that point to a file, in their order."""
    found = [node] if node.files else []
    return found + [one for it in node.below for one in media_in(it)]


def captions_in(node: Node) -> list[str]:
    """The texts of every part that is called a caption or a summary, at or below a node."""
    found = [it for part in node.texts if (it := text_of(part).body)]
    for one in node.below:
        if one.role in {"caption", "body", "summary", "lead"} or one.role in MEDIA or not one.role:
            found += captions_in(one)
    return found


def kind_in(node: Node) -> str | None:
    """What the first file at or below a node is."""
    for one in media_in(node):
        if found := (one.role if one.role in MEDIA else kind_of(one.files[0])):
            return found
    return None


def associate(draft: Draft, nodes: list[Node]) -> None:
    """An association for each component with a file that has an address, with its caption."""
    rows = draft.story.setdefault("associations", [])
    for one in nodes[: max(0, _MOST - len(rows))]:
        file = one.files[0]
        uri = as_uri(file.peek("Href") or "")
        if uri is None:
            continue
        kind = one.role if one.role in MEDIA else kind_of(file)
        caption = _caption(one)
        name = uri.partition("?")[0].rstrip("/").rpartition("/")[2] or uri
        row: Row = {"name": name, "uri": uri}
        row |= {"type": kind} if kind else {}
        row |= {"headlines": [{"value": caption}]} if caption else {}
        rows.append(row)


def _caption(node: Node) -> str | None:
    """The caption of a picture, else its headline."""
    texts = [part.text() for it in node.below if it.role == "caption" for part in it.texts]
    lines = node.said.draft.headlines
    found = [it for it in texts if it] or [it["value"] for it in lines[:1]]
    return join(found) or None
