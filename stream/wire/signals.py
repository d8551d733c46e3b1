"""Which signal a draft carries: its status decides first, then the strongest of its markers."""

from schemas.wire import Signal
from stream.wire.draft import Draft
from stream.wire.markers import Marker, leading, of_headline, strongest
from stream.wire.slug import take_apart

_UNMARKED = Marker(Signal.NEW, "")
_STATUS = {"canceled": Signal.KILL, "withheld": Signal.HOLD}


def decide(draft: Draft) -> Marker:
    """The marker that stands for the version; `written` is "" where nothing marks it.

    The urgency is the most urgent that any marker gives: a flash that is corrected is still one.
    """
    found = [*draft.markers, *_in_text(draft)]
    deciding = strongest(found) or _UNMARKED
    urgency = min((it.urgency for it in found if it.urgency), default=None)
    status = draft.story.get("pub_status")
    if status in _STATUS and not deciding.signal.ends_story:
        return Marker(_STATUS[status], status, urgency)
    return deciding if deciding.urgency == urgency else deciding._replace(urgency=urgency)


def _in_text(draft: Draft) -> list[Marker]:
    found = of_headline(draft.headline)
    if draft.slug:
        found += take_apart(draft.slug).markers
    return found + leading(draft.body.partition("\n")[0])[0]
