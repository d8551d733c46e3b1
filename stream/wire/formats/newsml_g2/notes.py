"""Notes to editors: `edNote`, in markup or not."""

from stream.wire.draft import Draft
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.newsml_g2.codes import drop, get, tail
from stream.wire.formats.newsml_g2.texts import text_of
from stream.wire.xml import Part

_SIGN_OFF = "closingline"
_LONGEST = 20_000
"""Characters of notes; what comes then stays under its own name."""


def set_note(draft: Draft, part: Part, _: str | None) -> None:
    """Add a note; sign-off codes of the desk go to `extra`, they tell nobody anything."""
    if tail(get(part, "role")) == _SIGN_OFF:
        _sign_off(draft, part)
        return
    inside = part.deep("p", "div", "span") if len(part.element) else []
    if found := next((it for it in inside if get(it, "class") == _SIGN_OFF), None):
        _sign_off(draft, found)
    if _add(draft, text_of(part)):
        drop(part, "role")
        part.clear_text()


def _add(draft: Draft, text: str | None) -> bool:
    """Add a note; False where there are too many already."""
    if len(draft.story.get("ed_note") or "") > _LONGEST:
        return False
    add_note(draft, text)
    return True


def _sign_off(draft: Draft, part: Part) -> None:
    draft.extra[_SIGN_OFF] = part.text()
    part.remove()
