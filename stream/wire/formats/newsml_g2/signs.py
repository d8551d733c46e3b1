"""Signals by code: `sig:correction`, an agency's own actions, Reuters' editorial status."""

from schemas.wire import Signal
from stream.wire.draft import Draft
from stream.wire.formats.newsml_g2.codes import code, drop, scheme, tail
from stream.wire.markers import Marker
from stream.wire.xml import Part

_SIGNS: dict[str, tuple[Signal, int | None]] = {
    "correction": (Signal.CORRECTION, None),
    "corrected": (Signal.CORRECTION, None),
    "correct": (Signal.CORRECTION, None),
    "update": (Signal.UPDATE, None),
    "updated": (Signal.UPDATE, None),
    "replace": (Signal.UPDATE, None),
    "replacement": (Signal.UPDATE, None),
    "writethru": (Signal.UPDATE, None),
    "kill": (Signal.KILL, None),
    "retract": (Signal.KILL, None),
    "retraction": (Signal.KILL, None),
    "clarification": (Signal.CORRECTION, None),
    "cancel": (Signal.KILL, None),
    "canceled": (Signal.KILL, None),
    "delete": (Signal.KILL, None),
    "withdraw": (Signal.WITHDRAW, None),
    "withdrawn": (Signal.WITHDRAW, None),
    "withdrawal": (Signal.WITHDRAW, None),
    "refile": (Signal.REFILE, None),
    "repeat": (Signal.REPEAT, None),
    "resend": (Signal.REPEAT, None),
    "hold": (Signal.HOLD, None),
    "release": (Signal.RELEASE, None),
    "append": (Signal.APPEND, None),
    "add": (Signal.APPEND, None),
    "advisory": (Signal.ADVISORY, None),
    "flash": (Signal.ALERT, 1),
    "newsalert": (Signal.ALERT, 1),
    "alert": (Signal.ALERT, 1),
    "bulletin": (Signal.ALERT, 2),
}
"""What a signal's code does. The IPTC's own list is short; agencies add theirs."""
_EDITORIAL_STATUS = {"u": Signal.UPDATE, "c": Signal.CORRECTION, "d": Signal.KILL}
_SCHEMES = ("sig", "act", "action", "instruction")


def set_sign(draft: Draft, part: Part, _: str | None) -> None:
    """Note the marker of a `signal`; a code that says nothing about the version stays."""
    written = code(part)
    if written is None:
        return
    where, what = scheme(written), tail(written)
    if where == "edstat" and what in _EDITORIAL_STATUS:
        draft.markers.append(Marker(_EDITORIAL_STATUS[what], written))
    elif what in _SIGNS and any(it in where for it in _SCHEMES):
        signal, urgency = _SIGNS[what]
        draft.markers.append(Marker(signal, written, urgency))
    else:
        return
    drop(part, "qcode", "uri", "literal")


def set_hold(draft: Draft) -> None:
    """An embargo without an end: not to be shown until a later version says so."""
    draft.markers.append(Marker(Signal.HOLD, "embargoed"))
