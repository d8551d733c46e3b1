"""One `NewsItem`: its stories, each with what every level above it says."""

import datetime as dt
from typing import Any

from stream.wire.codes import Code, refuse
from stream.wire.dateline import Given
from stream.wire.draft import Draft
from stream.wire.formats.embargo_lines import take_embargo
from stream.wire.formats.headline_alone import set_headline_alone
from stream.wire.formats.language import put_language
from stream.wire.formats.newsml_1.identification import set_identification
from stream.wire.formats.newsml_1.management import set_management
from stream.wire.formats.newsml_1.media import associate, captions_in, kind_in, media_in
from stream.wire.formats.newsml_1.names import count
from stream.wire.formats.newsml_1.said import Said, add, add_draft
from stream.wire.formats.newsml_1.text import set_text
from stream.wire.formats.newsml_1.tree import Node, StoryNode, read_tree, stories_in
from stream.wire.formats.nitf.filed import place_of
from stream.wire.formats.opening import take_closing, take_opening
from stream.wire.found import Piece
from stream.wire.identity import without_version
from stream.wire.xml import Part

_MOST_STORIES = 50
"""Stories in one NewsItem: languages, or the texts of a bulletin."""
_ROLES = ("provider", "sender", "source")


def stories_of(item: Part, envelope: Said, arrived: dt.datetime) -> list[Piece]:
    """Every story of an item.

    Raises ParseError: `planning`, `not_news`, `too_many_items`, or `bad_field` for an unknown
    status and an embargo that can't be read.
    """
    own = _own(item)
    component = item.first("NewsComponent")
    if component is None:
        _refuse_vocabulary(item)
        return [_without_text(own, envelope, item)]
    root = read_tree(component, arrived)
    found = _main(stories_in(root))
    if len(found) > _MOST_STORIES:
        raise refuse(Code.TOO_MANY_ITEMS, f"{len(found)} stories in a NewsItem; it may hold 50")
    if not found:
        found = [StoryNode(root, [])]
    drafts = [
        _read(
            one, own if number == 0 else own.for_others(), envelope, arrived, is_first=number == 0
        )
        for number, one in enumerate(found)
    ]
    _set_media(drafts, found, root)
    if len(drafts) > 1:
        _tell_apart(drafts, found)
    _keep_rest(drafts, found, item)
    return list[Piece](drafts)


def _own(item: Part) -> Said:
    """What the item says about itself: management, identification, language."""
    said = Said()
    said.weight = sum(count(it) for it in item if it.name in {"NewsManagement", "Identification"})
    put_language(said.draft, "lang", item.attribute("lang"))
    if management := item.first("NewsManagement"):
        set_management(said, management)
    if identification := item.first("Identification"):
        set_identification(said, identification)
    return said


def _refuse_vocabulary(item: Part) -> None:
    if item.first("TopicSet") is not None:
        raise refuse(Code.NOT_NEWS, "a NewsItem that holds a TopicSet is a vocabulary")


def _without_text(own: Said, envelope: Said, item: Part) -> Draft:
    """An item that only manages another one: a kill, a change of status."""
    said = Said()
    add(said, own)
    add(said, envelope)
    _set_source(said.draft)
    _keep(said.draft, item)
    return said.draft


def _main(found: list[StoryNode]) -> list[StoryNode]:
    """Texts before captions: beside a text, a picture's caption is no story of its own.

    Of equivalents in one language the first is read.
    """
    texts = [it for it in found if it.kind is None] or found
    kept: list[StoryNode] = []
    seen: set[tuple[int, str | None]] = set()
    for one in texts:
        above = one.node.above
        if above is not None and above.part.peek("EquivalentsList") == "yes":
            key = (id(above), one.language)
            if key in seen:
                continue
            seen.add(key)
        kept.append(one)
    return kept


def _read(
    story: StoryNode, own: Said, envelope: Said, arrived: dt.datetime, *, is_first: bool
) -> Draft:
    draft = _story(story, own, envelope, is_first=is_first)
    _set_subtitle(draft)
    take_embargo(draft, arrived)
    take_opening(draft)
    take_closing(draft)
    set_headline_alone(draft)
    return draft


def _story(story: StoryNode, own: Said, envelope: Said, *, is_first: bool) -> Draft:
    """The draft of a story: the item's management first, then level by level outwards."""
    said = Said()
    _add_management(said, own)
    text = set_text(said.draft, story)
    chain: list[Node] = [it for it in story.bodies if it is not story.node][:1]
    node: Node | None = story.node
    while node is not None:
        chain.append(node)
        node = node.above
    for one in chain:
        shared = not is_first and one not in story.bodies[:1] and one is not story.node
        add(said, one.said.for_others() if shared else one.said)
    add_draft(said.draft, text)
    add(said, own)
    add(said, envelope)
    draft = said.draft
    if story.kind or not draft.body:
        _set_captions(draft, story)
    _set_filed(said)
    _set_source(draft)
    return draft


def _set_subtitle(draft: Draft) -> None:
    line = draft.extra.get("SubHeadLine")
    if draft.headlines and isinstance(line, str):
        draft.extra.pop("SubHeadLine")
        draft.headlines = [*draft.headlines, {"role": "subtitle", "value": line}]


def _add_management(said: Said, own: Said) -> None:
    """Status, dates and urgency of the item stand before what its components say of them."""
    said.draft.story.update(
        {name: value for name, value in own.draft.story.items() if name != "language"}
    )
    said.draft.own_id = own.draft.own_id


def _set_captions(draft: Draft, story: StoryNode) -> None:
    """Without a text the captions are the body, and the story is what they describe."""
    kind = story.kind or kind_in(story.node)
    if not draft.body:
        captions = list(dict.fromkeys(captions_in(story.node)))
        rows: list[dict[str, Any]] = draft.story.get("descriptions") or []
        captions = captions or ([it["value"] for it in rows] if kind else [])
        draft.body = "\n\n".join(captions)
    if kind:
        draft.story.setdefault("type", kind)


def _set_filed(said: Said) -> None:
    """The dateline's own line, with what the fields of its place add."""
    draft, line, origin = said.draft, said.line, said.origin
    if origin is not None:
        draft.story.setdefault("located", origin.city)
    if not line:
        return
    if draft.filed is not None:
        _add_line(draft, draft.filed, line)
        return
    if origin and origin.city.casefold() in line.casefold():
        draft.filed = Given(line, origin.city, origin.area, origin.country)
    else:
        draft.filed = Given(line, place_of(line))


def _add_line(draft: Draft, inner: Given, line: str) -> None:
    """The dateline of the news lines beside the markup's own: the one that says more is it."""
    if inner.text and inner.text.casefold() in line.casefold():
        draft.filed = inner._replace(text=line)
    elif line != inner.text:
        draft.extra.setdefault("DateLine", line)


def _set_source(draft: Draft) -> None:
    """The provider; else whom the credit line names, who sent it, what is its source."""
    rows: list[dict[str, Any]] = draft.story.get("info_sources") or []
    by_role = {it["role"]: it["name"] for it in reversed(rows) if "role" in it}
    credit = draft.extra.get("CreditLine")
    found = by_role.get("provider") or (credit if isinstance(credit, str) else None)
    found = found or next((by_role[it] for it in _ROLES if it in by_role), None)
    provider = draft.extra.get("ProviderId")
    draft.source = found or draft.source or (provider if isinstance(provider, str) else None)


def _set_media(drafts: list[Draft], found: list[StoryNode], root: Node) -> None:
    """Files belong to the story that they stand in; the others to the first."""
    inside: set[int] = set()
    for draft, story in zip(drafts, found, strict=True):
        nodes = media_in(story.node)
        inside |= {id(it) for it in nodes}
        associate(draft, nodes)
    associate(drafts[0], [it for it in media_in(root) if id(it) not in inside])
    for draft in drafts:
        if not draft.story.get("associations"):
            draft.story.pop("associations", None)


def _tell_apart(drafts: list[Draft], found: list[StoryNode]) -> None:
    """Stories that share one identifier get their language, else their number, behind it."""
    languages = [it.language for it in found]
    distinct = len(set(languages)) == len(languages) and None not in languages
    for number, (draft, language) in enumerate(zip(drafts, languages, strict=True)):
        if draft.own_id:
            shared = draft.own_id
            base = without_version(shared, draft.version)
            draft.extra["shared_id"] = shared
            draft.own_id = f"{base}#{language if distinct else number + 1}"


def _keep_rest(drafts: list[Draft], found: list[StoryNode], item: Part) -> None:
    """What nobody took inside a story stays with it, the rest of the item with the first one."""
    for draft, story in zip(drafts, found, strict=True):
        if len(found) > 1:
            _keep(draft, story.node.part)
    _keep(drafts[0], item)


def _keep(draft: Draft, part: Part) -> None:
    for one in part.deep("BasisForChoice", "Catalog"):
        one.remove()
    left = part.left()
    part.remove()
    if isinstance(left, dict):
        draft.extra |= {name: it for name, it in left.items() if name not in draft.extra}
