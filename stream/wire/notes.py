"""What a note to editors says about its own version: "UPDATES with ...", "Eds: CORRECTS spelling".

Agencies write why a version was sent at the start of its note, in capitals; only a correction is
taken from small letters too, for it must reach those who had the first version.
"""

import re

from schemas.wire import Signal
from stream.wire.markers import Marker, alone

_ADDRESSED = re.compile(
    r"\s*(?:(?:Eds|EDS|Editors|EDITORS|ATTENTION(?: EDITORS)?)\b\s*[:.–—-]*\s*)+"
)
_REASON = re.compile(
    r"(CORRECT(?:S|ED|ING|ION|IVE)?|Correct(?:s|ion)|REFIL(?:E|ES|ED|ING)|"
    r"UPDAT(?:ES?|ED|ING)|RECASTS?|ADDS|WRITE-?THRU)(?![\w-])"
)
# How agencies of other languages begin a note of correction.
_ELSEWHERE = re.compile(
    r"(Berichtig(?:t|ung)|Korrigiert|Korrektur|Korrigering|Korrigerer|Correctif|Rectificatif|"
    r"Corrige|Correcci[oó]n|Correzione|Rettifica|Correção|Rectificatie|Rättelse|Rättar|Rättad|"
    r"Rettelse|Retter|Rettet|Korjattu|Korjaus|Oikaisu|Oikaisee|Sprostowanie|Korekta)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_SIGNALS = {"CO": Signal.CORRECTION, "REF": Signal.REFILE}
_LONGEST = 200


def of_note(note: str | None) -> list[Marker]:
    """The markers that a note to editors starts with; none where it only informs."""
    if not note:
        return []
    head = note[:_LONGEST]
    addressed = _ADDRESSED.match(head)
    rest = head[addressed.end() :] if addressed else head
    if found := _REASON.match(rest):
        written = found[1]
        signal = next(
            (it for start, it in _SIGNALS.items() if written.upper().startswith(start)),
            Signal.UPDATE,
        )
        return [Marker(signal, written)]
    if found := _ELSEWHERE.match(rest):
        return [Marker(Signal.CORRECTION, found[1])]
    first = rest.partition("\n")[0].partition(":")[0]
    return [it for it in alone(first) if it.signal is not Signal.ADVISORY]
