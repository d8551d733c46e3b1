"""Labels that agencies of other tongues set above a headline: `(Berichtigung)`, `RECTIFICATIF`.

Those in English are in `stream.wire.markers`. A label stands alone on its line, one
word with a capital, or in its brackets.
"""

import re

from schemas.wire import Signal
from stream.wire.markers import Marker, alone
from stream.wire.slug import folded

_LONGEST = 120
_WORDS = (
    (Signal.KILL, None, "annulation annullamento anulacion annulering makulering loschung"),
    (Signal.CORRECTION, None, "berichtigung korrektur korr rectificatif correctif correccion"),
    (Signal.CORRECTION, None, "corrige rettifica errata rettelse rattelse rectificatie oikaisu"),
    (Signal.REPEAT, None, "wiederholung repetition repeticion ripetizione wdh"),
    (Signal.UPDATE, None, "zusammenfassung aktualisierung neufassung actualisation"),
    (Signal.UPDATE, None, "actualizacion ampliacion aggiornamento"),
    (Signal.ADVISORY, None, "achtung attention avis aviso avviso hinweis"),
    (Signal.ALERT, 1, "blitz alerte alerta eilmeldung"),
    (Signal.ALERT, 2, "eil extra"),
    (Signal.NEW, 3, "urgente dringend vorrang"),
)  # fmt: skip
_TAKEN_BACK = re.compile(
    r"\b(?:zur(?:ü|ue)ckgezogen|withdrawn|retirée?|retirad[oa]|annulée?|anulad[oa]|annullat[oa]"
    r"|ritirat[oa]|ingetrokken|tilbakekalt|tilbagekaldt|återkallad)\b",
    re.IGNORECASE,
)
_SIGNALS = {word: (signal, urgency) for signal, urgency, words in _WORDS for word in words.split()}


def markers_of(line: str) -> list[Marker]:
    """The markers of a label; empty where the line is none."""
    plain = line.strip().strip("()[]*").strip()
    if not plain or len(plain) > _LONGEST:
        return []
    bracketed = line.strip()[:1] in {"(", "["}
    if found := alone(plain) or (alone(plain.upper()) if bracketed else []):
        return found
    if bracketed and line.strip()[-1:] in {")", "]"} and _TAKEN_BACK.search(plain):
        return [Marker(Signal.WITHDRAW, plain)]
    first, _, rest = folded(plain).partition("-")
    if first not in _SIGNALS or not (bracketed or (plain[0].isupper() and not rest)):
        return []
    signal, urgency = _SIGNALS[first]
    return [Marker(signal, plain, urgency)]
