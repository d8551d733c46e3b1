"""A flash is often a headline alone, and so is the text above a table: then it is the body."""

from schemas.wire import Signal
from stream.wire.draft import Draft
from stream.wire.markers import of_headline

_MOST_URGENT = frozenset({1, 2})
_NO_NEWS = frozenset({Signal.KILL, Signal.WITHDRAW, Signal.HOLD, Signal.RELEASE, Signal.ADVISORY})


def set_headline_alone(draft: Draft) -> None:
    """Make the headline the body of a flash, or of tables, where the item has no text at all.

    A flash has urgency 1 or 2, or its marker; any other item without a text is broken.
    """
    if draft.body or not draft.headlines or draft.story.get("type", "text") != "text":
        return
    if not draft.tables and not _is_flash(draft):
        return
    draft.body = draft.headline
    draft.extra["body_from"] = "headline"


def _is_flash(draft: Draft) -> bool:
    signals = {it.signal for it in (*draft.markers, *of_headline(draft.headline))}
    if draft.story.get("pub_status", "usable") != "usable" or signals & _NO_NEWS:
        return False
    return draft.story.get("urgency") in _MOST_URGENT or Signal.ALERT in signals
