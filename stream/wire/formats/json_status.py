"""What a simple JSON story says of itself in one word: `"status": "killed"`, `"action": "update"`.

Content systems have many words for what readers may see already; only those that change what
readers have count here. The fields stay for `wire.extra`.
"""

from schemas.wire import Signal
from stream.wire.draft import Draft
from stream.wire.fields import Fields
from stream.wire.formats.instructions import instruction
from stream.wire.markers import Marker

_NAMES = ("status", "action", "instruction", "messagetype")
_KINDS = ("type", "storytype")
"""Fields that are rather subjects: "Recall" is a kind of news, "kill" isn't."""
_FLAGS = ("killed", "deleted", "isdeleted", "withdrawn", "retracted", "canceled", "cancelled")
_UNMISTAKABLE = frozenset({
    "kill", "killed", "withdrawn", "retracted", "correction", "update", "advisory", "flash",
    "bulletin", "newsalert",
})  # fmt: skip
_LONGEST = 40
_COUNT = frozenset({
    Signal.KILL, Signal.WITHDRAW, Signal.HOLD, Signal.CORRECTION, Signal.REFILE, Signal.UPDATE,
    Signal.ADVISORY, Signal.ALERT,
})  # fmt: skip
_HELD = frozenset({"withheld", "withhold", "embargo", "embargoed"})


def set_status_word(draft: Draft, fields: Fields) -> None:
    """Add a marker, and the status that goes with a kill or a hold."""
    for name in _FLAGS:
        written = fields.name_of(name)
        if written and fields.left.get(written) is True:
            draft.markers.append(Marker(Signal.WITHDRAW, written))
            draft.story.setdefault("pub_status", "canceled")
    for name in (*_NAMES, *_KINDS):
        written = fields.name_of(name)
        value = fields.left.get(written) if written else None
        if not isinstance(value, str) or len(value) > _LONGEST:
            continue
        if name in _KINDS and value.strip().lower() not in _UNMISTAKABLE:
            continue
        if value.strip().lower() in _HELD and "embargoed_until" not in draft.story:
            draft.story.setdefault("pub_status", "withheld")
        marker = instruction(value)
        if marker is None or marker.signal not in _COUNT:
            continue
        draft.markers.append(marker)
        if marker.signal.ends_story:
            draft.story.setdefault("pub_status", "canceled")
