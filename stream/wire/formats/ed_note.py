"""Notes to editors: several make one, and each may say what its version does."""

from stream.wire.draft import Draft
from stream.wire.notes import of_note

_LONGEST = 20_000
"""Characters of a note that grows; what comes after it is kept beside it."""


def add_note(draft: Draft, text: str | None) -> None:
    """Add a note to those there are, and the marker that it may start with."""
    if not text or not text.strip():
        return
    text = text.strip()
    draft.markers += of_note(text)
    before = draft.story.get("ed_note")
    if not before:
        draft.story["ed_note"] = text
    elif len(before) > _LONGEST:
        more = draft.extra.setdefault("more_notes", [])
        if isinstance(more, list):
            more.append(text)
    elif text not in before:
        draft.story["ed_note"] = f"{before}\n\n{text}"
