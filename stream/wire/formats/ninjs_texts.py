"""ninjs's texts: `headline*`, `description_*`, `body_*` of version 1; the lists of 2 and 3."""

from typing import NamedTuple

from pydantic import JsonValue

from stream.wire import html_text
from stream.wire.draft import Draft
from stream.wire.fields import Fields, bad_field
from stream.wire.formats.json_body import set_body
from stream.wire.formats.json_words import is_marked_up, plain_line

_MARKED_UP = frozenset({"html", "xhtml", "richtext", "nitf", "xml"})
_MAIN = frozenset({"main", "text", "html", "xhtml", "richtext", "simple", ""})
_CREDITS = frozenset({"creditline", "credit", "copyright"})
_CAPTIONED = frozenset({"picture", "graphic"})
"""Kinds whose text is the caption; a `body` beside it describes the picture for the blind."""
_BEST = ("caption", "summary", "", "main", "text", "html", "richtext", "abstract")
"""Roles of a description, from the one that says most."""
_BARE = ("caption", "summary", "abstract")
"""Descriptions that some houses send under their role alone."""


class _Form(NamedTuple):
    """One form of a text: where it stood, what it is."""

    role: str
    content_type: str
    value: str
    field: str

    @property
    def is_markup(self) -> bool:
        kinds = {self.role, *self.content_type.replace("/", " ").replace("+", " ").split()}
        kinds.add(self.content_type.removeprefix("body_"))
        return bool(kinds & _MARKED_UP) or is_marked_up(self.value)

    @property
    def plain(self) -> str:
        return html_text.to_text(self.value).text if self.is_markup else self.value.strip()


def set_texts(draft: Draft, fields: Fields) -> None:
    """Take headlines, descriptions and bodies. Raises ParseError `bad_field`.

    An item without a body that has a description, such as a picture with its caption, has that for
    its body; `extra["body_from"]` names the field.
    """
    _set_headlines(draft, fields)
    described = _described(fields)
    different = {plain: it.role or "main" for it in reversed(described) if (plain := it.plain)}
    draft.put(
        "descriptions",
        [
            {"role": role, "content_type": "text/plain", "value": plain}
            for plain, role in reversed(different.items())
        ]
        or None,
    )
    _set_bodies(draft, _forms(fields, "bodies", "body"), described)


def _described(fields: Fields) -> list[_Form]:
    found = [it for it in _forms(fields, "descriptions", "description") if it.value.strip()]
    bare = ((name, fields.soft(name)) for name in _BARE)
    return found + [_Form(name, "", text, name) for name, text in bare if text]


def _set_headlines(draft: Draft, fields: Fields) -> None:
    """The main headline first: offsets count in it. Where there is none, the title is it."""
    lines = [(it.role, plain_line(it.value)) for it in _forms(fields, "headlines", "headline")]
    lines.sort(key=lambda it: it[0] not in {"main", ""})
    draft.headlines = [
        {"value": line} | ({"role": role} if role else {}) for role, line in lines if line
    ]
    if not draft.headlines and (title := draft.story.get("title")):
        draft.headlines = [{"value": title}]


def _set_bodies(draft: Draft, found: list[_Form], described: list[_Form]) -> None:
    """The plain form is the body, else the marked-up one read as text; both are kept."""
    filled = sorted((it for it in found if it.value.strip()), key=lambda it: it.role not in _MAIN)
    best = _best(described)
    if best and (not filled or draft.story.get("type") in _CAPTIONED):
        draft.extra["body_from"] = best[0].field
        rest, filled = filled, best
    else:
        rest = []
    plain = next((it for it in filled if not it.is_markup), None)
    markup = next((it for it in filled if it.is_markup), None)
    set_body(
        draft,
        plain.value if plain else None,
        markup.value if markup else None,
        _media_type(markup) if markup else "",
    )
    rest = rest or [it for it in filled if it is not plain and it is not markup]
    if rest:
        draft.extra["bodies"] = [_kept(it) for it in rest]


def _best(described: list[_Form]) -> list[_Form]:
    """The description to read as the body; the same one in plain and in marked-up form."""
    fit = [it for it in described if it.role not in _CREDITS]
    fit.sort(key=lambda it: _BEST.index(it.role) if it.role in _BEST else len(_BEST))
    same = ("", "main", "text", "html", "richtext")
    return [it for it in fit if it is fit[0] or (it.role in same and fit[0].role in same)]


def _kept(form: _Form) -> dict[str, JsonValue]:
    return {"role": form.role, "content_type": form.content_type, "value": form.value}


def _media_type(form: _Form) -> str:
    if "/" in form.content_type:
        return form.content_type
    return "application/xhtml+xml" if "xhtml" in form.role + form.content_type else "text/html"


def _forms(fields: Fields, plural: str, singular: str) -> list[_Form]:
    found = [_of_row(plural, row) for row in (fields.rows(plural) or ("", []))[1]]
    for name in [it for it in fields.left if _is_form(it, singular)]:
        value = fields.left[name]
        if isinstance(value, str):
            del fields.left[name]
            role = name[len(singular) + 1 :]
            found.append(_Form("" if role == "text" else role, "", value, name))
        elif name in {singular, f"{singular}_text"}:
            raise bad_field(name, value, "a text")
    return found


def _is_form(name: str, singular: str) -> bool:
    return name == singular or name.startswith(f"{singular}_")


def _of_row(name: str, row: JsonValue) -> _Form:
    if not isinstance(row, dict):
        raise bad_field(name, row, "a list of objects with a value")
    fields = Fields(row)
    value = fields.left.get("value")
    if not isinstance(value, str):
        raise bad_field(f"{name}.value", value, "a text")
    return _Form(fields.text("role") or "", fields.text("contenttype") or "", value, name)
