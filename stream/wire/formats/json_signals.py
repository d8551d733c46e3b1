"""Signals in JSON: IPTC's codes, the AP's editorial types, Superdesk's states, editors' notes."""

from pydantic import JsonValue

from schemas.wire import Signal
from stream.wire.draft import Draft
from stream.wire.fields import Fields
from stream.wire.markers import Marker
from stream.wire.notes import of_note

_MEANING = {
    # IPTC's NewsCodes `sig:`
    "update": (Signal.UPDATE, None),
    "correction": (Signal.CORRECTION, None),
    "clarification": (Signal.CORRECTION, None),
    "retraction": (Signal.WITHDRAW, None),
    # the AP's editorial types
    "lead": (Signal.UPDATE, None),
    "sub": (Signal.UPDATE, None),
    "writethru": (Signal.UPDATE, None),
    "add": (Signal.APPEND, None),
    "corrective": (Signal.CORRECTION, None),
    "corrected": (Signal.CORRECTION, None),
    "kill": (Signal.KILL, None),
    "elimination": (Signal.WITHDRAW, None),
    "disregard": (Signal.WITHDRAW, None),
    "withhold": (Signal.HOLD, None),
    "advisory": (Signal.ADVISORY, None),
    "repeat": (Signal.REPEAT, None),
    "refile": (Signal.REFILE, None),
    "flash": (Signal.ALERT, 1),
    "newsalert": (Signal.ALERT, 1),
    "alert": (Signal.ALERT, 1),
    "bulletin": (Signal.ALERT, 2),
    "urgent": (Signal.NEW, 3),
}
_STATES = {
    "killed": Signal.KILL,
    "recalled": Signal.WITHDRAW,
    "unpublished": Signal.WITHDRAW,
    "corrected": Signal.CORRECTION,
}
"""How Superdesk names what became of an item."""
_PUBLISHABLE = "newscontent"


def set_signals(draft: Draft, fields: Fields) -> None:
    """Add a marker for each thing that says what the version does. The fields stay for `extra`."""
    for name in ("signal", "signals", "editorialtypes"):
        for word in _words(fields, name):
            if found := _MEANING.get(_bare(word)):
                draft.markers.append(Marker(found[0], word, found[1]))
    state = _words(fields, "state")
    if state and state[0] in _STATES:
        draft.markers.append(Marker(_STATES[state[0]], state[0]))
    draft.markers += of_note(draft.story.get("ed_note"))


def set_for_editors(draft: Draft, fields: Fields) -> None:
    """The AP marks what may be published; anything else of it is for editors (its API's guide)."""
    words = _words(fields, "signals")
    if words and _PUBLISHABLE not in map(_bare, words):
        draft.markers.append(Marker(Signal.ADVISORY, f"not {_PUBLISHABLE}"))


def _words(fields: Fields, name: str) -> list[str]:
    written = fields.name_of(name)
    value = fields.left.get(written) if written else None
    rows = value if isinstance(value, list) else [value]
    return [it for it in map(_word, rows) if it]


def _word(value: JsonValue) -> str | None:
    if isinstance(value, dict):
        found = (value.get(key) for key in ("uri", "code", "qcode", "literal", "name"))
        value = next((it for it in found if isinstance(it, str)), None)
    return (value.strip() or None) if isinstance(value, str) else None


def _bare(word: str) -> str:
    """A code without its scheme, case and dividers: "sig:update", "News Alert"."""
    last = word.rstrip("/").replace(":", "/").rpartition("/")[2]
    return last.lower().replace(" ", "").replace("-", "").replace("_", "")
