"""NITF's `body.head`: headline, byline, dateline, abstract, notes to editors."""

from stream.wire.draft import Draft
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.nitf.bylines import set_bylines
from stream.wire.formats.nitf.filed import filed_of
from stream.wire.xml import Part, readable

_FEW = 20
"""Headlines and abstracts that one is compared with; no story has nearly as many."""
_ROLES = {"hl1": "alternative", "hl2": "subtitle"}


def set_lines(draft: Draft, lines: Part) -> None:
    """Take what has a field; what the draft has already stands."""
    for one in lines.all("hedline") or lines.all("headline"):  # some mend its spelling
        _set_headline(draft, one)
    set_bylines(draft, lines.all("byline"))
    for one in lines.all("dateline"):
        filed = filed_of(one)
        draft.filed = draft.filed or filed
        one.remove()
    for one in lines.all("abstract"):
        _set_abstract(draft, one)
    for one in lines.all("note"):
        _set_note(draft, one)
    _set_distributor(draft, lines)
    _set_rights(draft, lines)


def _set_headline(draft: Draft, hedline: Part) -> None:
    """`hl1` is the headline, `hl2` stands below it. Some set the words without either."""
    given = bool(draft.headlines)
    rows = hedline.all("hl1") + hedline.all("hl2") or [hedline]
    for one in rows:
        name = one.name
        role = _ROLES.get(name)
        one.attribute("id")
        value = _line(one)
        if not value or any(it["value"] == value for it in draft.headlines[:_FEW]):
            continue
        if given:
            draft.extra.setdefault(name if role else "hedline", value)
        elif role and draft.headlines:
            draft.headlines.append({"role": role, "value": value})
        else:
            draft.headlines.append({"role": "main", "value": value})


def _line(part: Part) -> str | None:
    """Take a text on one line; `<br/>` divides words."""
    if len(part.element) == 0:
        return part.take_text()
    text = " ".join(readable(part).text.split())
    part.clear_text()
    return text or None


def _set_abstract(draft: Draft, abstract: Part) -> None:
    text = readable(abstract).text
    abstract.remove()
    rows = draft.story.setdefault("descriptions", []) if text else []
    if text and not any(it["value"] == text for it in rows[-_FEW:]):
        rows.append({"role": "abstract", "content_type": "text/plain", "value": text})


def _set_note(draft: Draft, note: Part) -> None:
    """A note by its class: on copyright, or to editors."""
    form = (note.attribute("noteclass") or "").lower()
    note.attribute("type")
    text = readable(note).text
    note.clear_text()
    if form == "cpyrt":
        draft.story.setdefault("copyright_notice", text) if text else None
    else:
        add_note(draft, text)


def _set_distributor(draft: Draft, lines: Part) -> None:
    for one in lines.all("distributor"):
        name = one.take_text()
        if name and draft.source is None:
            draft.source = name
        elif name and name != draft.source:
            draft.extra.setdefault("distributor", name)


def _set_rights(draft: Draft, lines: Part) -> None:
    for one in lines.all("rights"):
        text = one.text()
        if text and "copyright_notice" not in draft.story:
            draft.put("copyright_notice", text)
            one.clear_text()
