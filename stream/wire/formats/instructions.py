"""What a wire's own words for an instruction or a status do to a story.

The words are those of NewsML 1's `Instruction` and `Status`, of NITF's `management-status`, and
those that agencies put there. Case and the ending of a code's scheme don't matter.
"""

import re

from schemas.wire import Signal
from stream.remembered import remembered
from stream.wire.draft import Draft
from stream.wire.fields import bad_field
from stream.wire.markers import Marker

_SIGNALS: dict[Signal, str] = {
    Signal.KILL: "kill killed mandatorykill cancel canceled cancelled delete deleted retract "
    "retracted annul annulled spike spiked",
    Signal.WITHDRAW: "withdraw withdrawn withdrawal remove removed recall recalled "
    "unpublish unpublished retraction trash trashed",
    Signal.HOLD: "hold onhold holdforrelease",
    Signal.RELEASE: "release released",
    Signal.CORRECTION: "correct corrected correction corrective rectify rectified rectification "
    "berichtigung korrektur",
    Signal.REFILE: "refile refiled",
    Signal.REPEAT: "repeat repeated resend resent rerun",
    Signal.APPEND: "append add addition",
    Signal.UPDATE: "update updated replace replaced replacement rewrite writethru supersede "
    "supersedes superseded followsup followup lead",
    Signal.ADVISORY: "advisory",
    Signal.ALERT: "alert newsalert flash bulletin",
}
_BY_WORD = {word: signal for signal, words in _SIGNALS.items() for word in words.split()}
_URGENCY = {"alert": 1, "newsalert": 1, "flash": 1, "bulletin": 2}
_WORDS = {
    "usable": "usable published publishable publish approved valid validated ok active current "
    "final complete completed available open public ready live normal new release released sent "
    "distributed transmitted publiable utilisable bruikbaar verwendbar frei",
    "withheld": "withheld withhold hold onhold embargo",
}
_STATUS = {word: status for status, words in _WORDS.items() for word in words.split()}
EMBARGOED = "embargoed"
"""A status that says nothing without the embargo's end: see `set_status`."""
_APART = re.compile(r"[\W_]+")
_LONGEST = 200


def instruction(written: str | None) -> Marker | None:
    """The marker that an instruction's word is, or None for a word that says nothing here."""
    word = plain_word(written)
    signal = _BY_WORD.get(word)
    return Marker(signal, written or "", _URGENCY.get(word)) if signal else None


def set_status(draft: Draft, name: str, written: str) -> None:
    """Set the status, or note its marker. "embargoed" is left to who knows the embargo's end.

    Raises ParseError `bad_field` for a word that nobody knows: it could be a kill.
    """
    word = plain_word(written)
    marker = instruction(written)
    if word in _STATUS:
        draft.put("pub_status", _STATUS[word])
    elif marker is not None:
        _set_by_marker(draft, marker)
    elif word != EMBARGOED:
        raise bad_field(name, written, "a status that is known: it could be a kill")


def withhold_without_end(draft: Draft, status: str | None) -> None:
    """A story that is embargoed must wait for its release where no end is given."""
    if plain_word(status) == EMBARGOED:
        draft.put("pub_status", "usable" if "embargoed_until" in draft.story else "withheld")


def plain_word(written: str | None) -> str:
    """A word as it is compared: its last part, letters only, in lower case."""
    return _plain(written[-_LONGEST:]) if written else ""


@remembered()
def _plain(written: str) -> str:
    return _APART.sub("", written.rpartition(":")[2].rpartition("/")[2]).lower()


def _set_by_marker(draft: Draft, marker: Marker) -> None:
    ends = marker.signal.ends_story
    draft.put("pub_status", "canceled" if ends else "usable")
    draft.markers.append(marker)
