"""ninjs's texts: `headline*`, `description_*`, `body_*` of version 1; the lists of 2 and 3."""

from typing import NamedTuple

from pydantic import JsonValue

from stream.wire import html_text
from stream.wire.draft import Draft
from stream.wire.fields import Fields, bad_field
from stream.wire.formats.json_body import set_markup, set_plain

_MARKED_UP = frozenset({"html", "xhtml", "richtext"})
_MAIN = frozenset({"main", "text", "html", "xhtml", "richtext", "simple", ""})


class _Form(NamedTuple):
    """One form of a text: where it stood, what it is."""

    role: str
    content_type: str
    value: str

    @property
    def is_markup(self) -> bool:
        kinds = {self.role, *self.content_type.replace("/", " ").replace("+", " ").split()}
        return bool((kinds | {self.content_type.removeprefix("body_")}) & _MARKED_UP)

    @property
    def plain(self) -> str:
        return html_text.to_text(self.value).text if self.is_markup else self.value.strip()


def set_texts(draft: Draft, fields: Fields) -> None:
    """Take headlines, descriptions and bodies. Raises ParseError `bad_field`."""
    _set_headlines(draft, fields)
    descriptions = [
        {"role": it.role or "main", "content_type": "text/plain", "value": it.plain}
        for it in _forms(fields, "descriptions", "description")
        if it.plain
    ]
    draft.put("descriptions", descriptions or None)
    _set_bodies(draft, _forms(fields, "bodies", "body"))


def _set_headlines(draft: Draft, fields: Fields) -> None:
    """The main headline first: offsets count in it."""
    found = [it for it in _forms(fields, "headlines", "headline") if it.plain]
    found.sort(key=lambda it: it.role not in {"main", ""})
    draft.headlines = [{"value": it.plain} | ({"role": it.role} if it.role else {}) for it in found]


def _set_bodies(draft: Draft, found: list[_Form]) -> None:
    """The plain form is the body, else the marked-up one read as text; both are kept."""
    filled = sorted((it for it in found if it.value.strip()), key=lambda it: it.role not in _MAIN)
    plain = next((it for it in filled if not it.is_markup), None)
    markup = next((it for it in filled if it.is_markup), None)
    if plain is None and markup is not None:
        set_markup(draft, markup.value, _media_type(markup))
    elif plain is not None:
        set_plain(draft, plain.value)
        draft.markup = (markup.value, _media_type(markup)) if markup else None
    rest = [it for it in filled if it not in (plain, markup)]
    if rest:
        draft.extra["bodies"] = [it._asdict() for it in rest]


def _media_type(form: _Form) -> str:
    if "/" in form.content_type:
        return form.content_type
    return "application/xhtml+xml" if "xhtml" in form.role + form.content_type else "text/html"


def _forms(fields: Fields, plural: str, singular: str) -> list[_Form]:
    found = [_of_row(plural, row) for row in (fields.rows(plural) or ("", []))[1]]
    for name in [it for it in fields.left if _is_form(it, singular)]:
        value = fields.left.pop(name)
        if not isinstance(value, str):
            raise bad_field(name, value, "a text")
        role = name[len(singular) + 1 :]
        found.append(_Form("" if role == "text" else role, "", value))
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
    return _Form(fields.text("role") or "", fields.text("contenttype") or "", value)
