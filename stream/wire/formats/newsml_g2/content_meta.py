"""`contentMeta`: what the item says about its content: texts, places, sources, tags."""

from collections.abc import Callable

from stream.wire.draft import Draft
from stream.wire.formats.byline import names_of
from stream.wire.formats.newsml_g2.assertions import asserted
from stream.wire.formats.newsml_g2.authors import set_author
from stream.wire.formats.newsml_g2.codes import (
    bare,
    drop,
    get,
    is_foreign,
    row_of,
    says_more,
    tail,
    take_label,
)
from stream.wire.formats.newsml_g2.item_meta import set_date
from stream.wire.formats.newsml_g2.located import Located
from stream.wire.formats.newsml_g2.notes import set_note
from stream.wire.formats.newsml_g2.subjects import Subjects
from stream.wire.formats.newsml_g2.texts import text_of
from stream.wire.uris import as_uri
from stream.wire.xml import Part

Taker = Callable[[Draft, Part, str | None], None]
_MAIN = frozenset({"", "main", "title", "headline"})
_LONGEST_BYLINE = 500
_WRITERS = frozenset({"captionwriter", "captionauthor", "descriptionwriter", "writer"})
"""Roles of a description that only names who wrote the caption."""
_RECENT = 20
"""Rows back that are looked at for the same one again."""
_SOURCES = frozenset({"", "source", "origprov", "originalprovider", "provider", "infosource"})


def set_content_meta(draft: Draft, item: Part, language: str | None) -> Located:
    """Take what has a field. Returns where it was filed, to be set once the text is known."""
    located = Located()
    subjects = Subjects(language, asserted(item, language))
    takers = {**_TAKERS, "located": located.take_place, "dateline": located.take_line}
    for meta in item.all("contentMeta"):
        named = meta.named()
        for name, one in named:  # a byline as written, before the names of its authors
            if name == "by":
                _by(draft, one, language)
        for name, one in named:
            if name == "subject":
                if subjects.take(draft, one):
                    meta.discard(one)
            elif take := takers.get(name):
                take(draft, one, language)
        if not draft.headlines:
            for one in meta.all("headline"):
                _headline(draft, one, None)
        _fill_dates(draft, meta)
    draft.headlines.sort(key=lambda it: it.get("role", "") not in _MAIN)
    return located


def _fill_dates(draft: Draft, meta: Part) -> None:
    """Where no version's date is given, that of the content's last change is the nearest."""
    if "version_created" not in draft.story and (modified := meta.first("contentModified")):
        set_date(draft, "version_created", modified)


def _urgency(draft: Draft, part: Part, _: str | None) -> None:
    if "urgency" not in draft.story and (value := part.take_text()):
        draft.put_urgency(("urgency", value))


def _created(draft: Draft, part: Part, _: str | None) -> None:
    set_date(draft, "content_created", part)


def _headline(draft: Draft, part: Part, language: str | None) -> None:
    """One in another language stays, beside those in the story's."""
    if is_foreign(part, language):
        return
    role = bare(get(part, "role"))
    drop(part, "role", "rank", "dir")
    value = " ".join((text_of(part) or "").split())
    part.clear_text()
    if value:
        draft.headlines.append({"value": value} | ({"role": role} if role else {}))


def _slugline(draft: Draft, part: Part, _: str | None) -> None:
    if not draft.slug:
        drop(part, "separator")
        draft.slug = part.take_text()


def _by(draft: Draft, part: Part, language: str | None) -> None:
    """A byline; several are one line. Those in another language stay."""
    before = draft.story.get("by") or ""
    names = names_of(part.text() or "")
    if is_foreign(part, language) or not names or len(before) > _LONGEST_BYLINE:
        return
    if names.casefold() not in before.casefold():
        draft.put("by", f"{before}, {names}" if before else names)
    drop(part)
    part.clear_text()


def _description(draft: Draft, part: Part, language: str | None) -> None:
    """A caption, a summary, a shot list: where the item has no other text, it is the body."""
    if is_foreign(part, language) or tail(get(part, "role")) in _WRITERS:
        return
    text = text_of(part)
    if text:
        row = {"role": bare(get(part, "role")) or "main", "content_type": "text/plain"}
        draft.story.setdefault("descriptions", []).append({**row, "value": text})
    drop(part, "role")
    part.clear_text()


def _keyword(draft: Draft, part: Part, _: str | None) -> None:
    drop(part, "role")
    if word := part.take_text():
        draft.keywords.append(word)


def _genre(draft: Draft, part: Part, language: str | None) -> None:
    if row := row_of(part, language):
        rows = draft.story.setdefault("genres", [])
        if row not in rows[-_RECENT:]:
            rows.append(row)
    drop(part, "type")
    if not says_more(part):
        part.remove()


def _alt_id(draft: Draft, part: Part, _: str | None) -> None:
    role = get(part, "type") or get(part, "environment")
    value = part.text() or get(part, "id")
    if value:
        draft.alt_ids.append({"value": value} | ({"role": role} if role else {}))
    part.remove()


def _source(draft: Draft, part: Part, language: str | None) -> None:
    """Who the information came from. The role says it; a photographer is no source."""
    said = get(part, "role")
    if tail(said) not in _SOURCES:
        _creator(draft, part, language)
        return
    written = get(part, "qcode") or get(part, "uri")
    name = take_label(part, language)
    if not (name or written):
        return
    row = {"name": name or bare(written)}
    row |= {"role": bare(said)} if said else {}
    row |= {"uri": uri} if (uri := as_uri(written or "")) else {}
    draft.story.setdefault("info_sources", []).append(row)
    if draft.source is None:
        draft.source = name
    drop(part, "role", "qcode", "uri")


def _creator(draft: Draft, part: Part, language: str | None) -> None:
    """Only an author is taken, for the byline; agencies' and desks' names stay as they are."""
    role = tail(get(part, "role"))
    is_person = tail(get(part, "type")) == "person" or part.first("personDetails") is not None
    name = part.first("name")
    label = (name.text() if name else None) or get(part, "literal")
    if label and set_author(draft, role or ("author" if is_person else ""), label):
        take_label(part, language)
        drop(part, "role", "type")


def _credit(draft: Draft, part: Part, _: str | None) -> None:
    if text := part.take_text():
        draft.extra.setdefault("creditline", text)


_TAKERS: dict[str, Taker] = {
    "urgency": _urgency,
    "contentCreated": _created,
    "headline": _headline,
    "slugline": _slugline,
    "description": _description,
    "keyword": _keyword,
    "genre": _genre,
    "altId": _alt_id,
    "infoSource": _source,
    "creator": _creator,
    "contributor": _creator,
    "creditline": _credit,
    "edNote": set_note,
}
