"""Labels that agencies of other tongues set above a headline: `(Berichtigung)`, `RECTIFICATIF`.

Those in English are in `stream.wire.markers`. A label stands alone on its line or in its brackets.
"""

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
    (Signal.NEW, 3, "urgente dringend"),
)  # fmt: skip
_SIGNALS = {word: (signal, urgency) for signal, urgency, words in _WORDS for word in words.split()}


def markers_of(line: str) -> list[Marker]:
    """The markers of a label; empty where the line is none."""
    plain = line.strip().strip("()[]*").strip()
    if not plain or len(plain) > _LONGEST:
        return []
    if found := alone(plain):
        return found
    bracketed = line.strip()[:1] in {"(", "["}
    first, _, rest = folded(plain).partition("-")
    if first not in _SIGNALS or (rest and not bracketed) or not (bracketed or plain.isupper()):
        return []
    signal, urgency = _SIGNALS[first]
    return [Marker(signal, plain, urgency)]
