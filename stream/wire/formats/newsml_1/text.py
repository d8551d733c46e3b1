"""The text of a story, put together of its parts: lead and body, and what stands beside them."""

from stream.wire.draft import Draft
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.newsml_1.content import rank, text_of
from stream.wire.formats.newsml_1.said import add_draft
from stream.wire.formats.newsml_1.tree import Node, StoryNode
from stream.wire.paragraphs import join


def set_text(draft: Draft, story: StoryNode) -> Draft:
    """Set body, tables, markup, notes and summaries.

    Returns what else the markup says, for which the components around it know better.
    """
    leads, others = _parts(story)
    found = Draft(draft.format)
    texts = [_text(found, it) for it in leads]
    bodies = [_text(found, it) for it in story.bodies]
    if texts and bodies and bodies[0].startswith(texts[-1]):
        texts = []
    draft.body = join(texts + bodies)
    draft.tables, draft.markup = found.tables, found.markup
    for one in others:
        _set_beside(draft, found, one)
    return found


def _parts(story: StoryNode) -> tuple[list[Node], list[Node]]:
    """The leads, and the other parts that have a text, of a story."""
    bodies = {id(it) for it in story.bodies}
    beside = [it for it in story.node.below if it.texts and id(it) not in bodies]
    leads = [it for it in beside if it.role == "lead"]
    return leads, [it for it in beside if it.role in {"title", "summary", "note"}]


def _text(found: Draft, node: Node) -> str:
    """The text of a part: of several forms of it the one with the most structure."""
    item = min(node.texts, key=rank)
    draft = text_of(item)
    found.tables += draft.tables
    found.markup = draft.markup or found.markup
    body, draft.body, draft.tables = draft.body, "", []
    add_draft(found, draft)
    return body


def _set_beside(draft: Draft, found: Draft, node: Node) -> None:
    """A title, a summary or a note to editors that is a component of its own."""
    text = text_of(min(node.texts, key=rank)).body
    if not text:
        return
    if node.role == "title":
        found.headlines.insert(0, {"role": "main", "value": " ".join(text.split())})
    elif node.role == "note":
        add_note(draft, text)
    else:
        rows = draft.story.setdefault("descriptions", [])
        rows.append({"role": "summary", "content_type": "text/plain", "value": text})
