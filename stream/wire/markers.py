"""Revision markers in their conventional form: what a line says about its own story.

A marker counts where wires put it: alone on a line, or at the start of a line before a colon or a
dash, in capitals ("KILL: ...", "UPDATE 1-..."). The same word inside a sentence or a plain headline
is just a word: "Kill Bill tops box office" kills nothing.
"""

import re
from typing import NamedTuple

from schemas.wire import Signal

# A hyphen that is glued on makes a compound ("FLASH-FLOOD"), so it divides only after the few
# markers that agencies write so ("UPDATE 1-Headline").
_DIVIDER = r"(?:\s*[:–—]\s*|\s*--+\s*|\s+[-_]\s+|\s*\*{0,4}\s*$)"
_GLUED = r"(?:\s*[:–—-]+\s*|\s+_\s+|\s*$)"
# Reuters sets a headline right after it: "ADVISORY-Ferry story", which no compound is.
_GLUED_ON = r"(?:\s*[:–—]\s*|\s*-+\s*(?=[A-Z][a-z])|\s*$)"
_MOST = 3
_LINE = 300
_LONGEST = 60
"""Characters of a marker; the rest of a line is never looked at."""


class Marker(NamedTuple):
    """A marker: what it does, how it is written, and the urgency that it alone gives."""

    signal: Signal
    written: str
    urgency: int | None = None


class _Form(NamedTuple):
    """A marker's form: a pattern with one group, which is what is written."""

    signal: Signal
    pattern: str
    urgency: int | None = None


def _form(signal: Signal, words: str, divider: str = _DIVIDER, urgency: int | None = None) -> _Form:
    return _Form(signal, rf"({words}){divider}", urgency)


_ORDINAL = r"\d{1,2}(?i:st|nd|rd|th)"
_LEAD = rf"{_ORDINAL}[\s-]?(?i:ld|lead)(?:[\s-]?(?i:write-?thru))?"
# "CORRECTION AND UPDATE - ", "CORRECTION ET MISE À JOUR - "
_AND = r"(?: (?:AND|ET|&) [A-ZÀ-Þ ]{3,20}[A-ZÀ-Þ])?"
# A correction in the tongues of other agencies, in capitals before a colon or a dash.
_ELSEWHERE = (
    "BERICHTIGUNG|KORREKTUR|CORRECTIF|RECTIFICATIF|CORRECCI[OÓ]N|CORREZIONE|RETTIFICA|RETTELSE|"
    "KORRIGERT|KORRIGERET|RÄTTELSE|RÄTTNING|KORJAUS|KORJATTU|OIKAISU|CORRECTIE|RECTIFICATIE|"
    "CORREÇÃO|SPROSTOWANIE|KOREKTA"
)
_KILL_ELSEWHERE = (
    "ANNULLAMENTO|ANNULATION|ANULACI[OÓ]N|ANULAÇÃO|ANNULERING|MAKULERING|ANNULLERING|LÖSCHUNG|"
    "ANNULLIERUNG|ANNULLERES|TREKKES"
)
# The same for updates and flashes; only words that agencies use of their own stories.
_UPDATES_ELSEWHERE = (
    "ACTUALISATION|MISE À JOUR|ACTUALIZACI[OÓ]N|ACTUALIZA|AMPLIACI[OÓ]N|AKTUALISIERUNG|"
    "AKTUALISIERT|AGGIORNAMENTO|ATUALIZAÇÃO|OPPDATERING|OPPDATERT|OPDATERING|OPDATERET|UPPDATERING"
)
_FLASHES_ELSEWHERE = "ALERTE|ALERTA|EILMELDUNG|EIL|HASTER|FLITS"
# In brackets, with what was changed or without: "(Berichtigung: Zahl im 2. Absatz) Titel".
# Nothing stands before the bracket.
_BRACKETED = r"(?<![*\s])[(\[]({})(?:\.|:[^()\[\]]{{1,80}})?[)\]]"
_FORMS = (
    _form(Signal.KILL, r"(?:(?:MANDATORY|BULLETIN|STORY|NEWS) )?KILL(?:(?: KILL){1,4}| NOTICE)?"),
    _form(Signal.KILL, r"(?:Mandatory|Bulletin|Story) [Kk]ill(?: [Nn]otice)?"),
    _form(Signal.KILL, rf"(?:{_KILL_ELSEWHERE})", r"[\s:!.-]{0,4}$"),
    _form(Signal.KILL, r"(?:MANDATORY |STORY |URGENT )?KILL(?:ED)?", r"[!.]{0,3}\s*$"),
    _form(Signal.KILL, r"(?:STORY |ARTICLE )?KILLED", r"\s*:\s*"),
    _form(Signal.KILL, r"(?:[A-Z]{2,8} )?KILL NOTICE"),
    _form(
        Signal.WITHDRAW, r"(?:STORY |ARTICLE )?WITHDRAWN|(?:STORY|ARTICLE) (?:WITHDRAWAL|REMOVED)"
    ),
    _form(Signal.WITHDRAW, r"(?:Story|Article) [Ww]ithdrawn"),
    _form(Signal.WITHDRAW, r"STORY WITHDRAWN|WITHDRAWN|RETRACTED", _GLUED_ON),
    _form(Signal.HOLD, r"(?:MANDATORY )?HOLD(?: FOR RELEASE)?"),
    _form(Signal.RELEASE, r"(?:HOLD (?:LIFTED|RELEASED)|RELEASED FROM HOLD)"),
    _form(Signal.CORRECTION, rf"CORRECT(?:ED|ION|ING|S)(?: \([A-Z ]{{2,20}}\))?{_AND}", _GLUED),
    _form(Signal.CORRECTION, rf"(?:{_ELSEWHERE}){_AND}", _GLUED),
    _form(Signal.CORRECTION, r"Correct(?:ed|ion|s)|Clarification|CLARIFICATION", r"\s*:\s*"),
    _form(Signal.CORRECTION, r"[(\[]CORRECT(?:ED|ION)[)\]]", r"[\s:-]*"),
    _Form(Signal.CORRECTION, _BRACKETED.format(f"(?i:{_ELSEWHERE})")),
    _form(Signal.REFILE, r"REFIL(?:E|ED|ING)", _GLUED),
    _form(Signal.REPEAT, r"RPT(?: \d{1,2})?|REPEAT(?: \d{1,2})", _GLUED),
    _form(Signal.REPEAT, r"REPEAT(?:ING|ED)?"),
    _form(Signal.APPEND, rf"{_ORDINAL}[\s-]?(?i:add)|ADD \d{{1,2}}|TAKE \d{{1,2}}"),
    _form(Signal.UPDATE, r"(?i:update) \d{1,3}", _GLUED),
    _form(Signal.UPDATE, rf"UPDATED?|{_LEAD}|(?i:write-?thru)"),
    _form(Signal.UPDATE, r"LEAD", r"\s*:\s*"),
    _form(Signal.UPDATE, rf"[(\[](?:{_ORDINAL} )?(?:LEAD|LD)[)\]]", r"[\s:-]*"),
    _form(Signal.NEW, r"[(\[]URGENT[)\]]", r"[\s:-]*", urgency=3),
    _form(Signal.UPDATE, r"[(\[]Updated?[)\]]", r"[\s:-]*"),
    _form(Signal.UPDATE, _UPDATES_ELSEWHERE),
    _Form(Signal.UPDATE, _BRACKETED.format(f"{_UPDATES_ELSEWHERE}|AMPL?")),
    _form(Signal.ALERT, r"(?:AP\s?)?[Nn]ews\s?[Aa]lert|(?:AP\s?)?NEWS\s?ALERT|FLASH", urgency=1),
    _form(Signal.ALERT, _FLASHES_ELSEWHERE, urgency=1),
    _form(Signal.ALERT, r"BULLETIN|EXTRA", urgency=2),
    _form(Signal.NEW, r"URGENTE?", urgency=3),
    _form(Signal.ADVISORY, r"(?:NEWS |MEDIA |EDITORS'? )?ADVISORY|(?:ATTENTION )?EDITORS|Eds"),
    _form(Signal.ADVISORY, r"(?:NEWS |MEDIA )?ADVISORY|Attention [Ee]ditors", _GLUED_ON),
)
# All forms at once; the first that fits counts. Each has one group, so the group's number tells.
_ANY_FORM = re.compile(rf"[*\s]*+(?:{'|'.join(form.pattern for form in _FORMS)})")
_TITLED = (
    "mandatory", "bulletin", "story", "article", "correct", "clarification", "take", "news", "ap",
    "eds", "attention", "update", "write",
)  # fmt: skip
_STARS = re.compile(r"\s*(\*{4,})\s*(?=\S|$)")
_CLOSING = (
    (Signal.CORRECTION, re.compile(r"[(\[](CORRECT(?:ED|ION))[)\]]\s*$")),
    (Signal.UPDATE, re.compile(r"[(\[](UPDATED?(?: \d{1,3})?)[)\]]\s*$")),
    (Signal.REFILE, re.compile(r"[(\[](REFILED?)[)\]]\s*$")),
    (Signal.REPEAT, re.compile(r"[(\[](REPEAT|RPT)[)\]]\s*$")),
)
_WITHDRAWS = re.compile(
    r"\s*ADVISORY\W.*\b(?:story|item|alert|snap|headline|report)s?\b.*\b(withdrawn)\s*$",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\(?(?:Eds|EDS|EDITORS|ATTENTION EDITORS|ATTN)\s*:")
_STRONGEST = (
    Signal.KILL,
    Signal.WITHDRAW,
    Signal.HOLD,
    Signal.RELEASE,
    Signal.CORRECTION,
    Signal.REFILE,
    Signal.REPEAT,
    Signal.APPEND,
    Signal.UPDATE,
    Signal.ADVISORY,
    Signal.ALERT,
    Signal.NEW,
)


def leading(line: str) -> tuple[list[Marker], str]:
    """The markers that a line starts with, and what follows them."""
    found: list[Marker] = []
    rest = line
    while len(found) < _MOST and (step := _first(rest)) is not None:
        found.append(step[0])
        rest = rest[step[1] :]
    return found, rest.strip()


def of_headline(line: str) -> list[Marker]:
    """The markers of a headline: at its start, and in brackets at its end."""
    found, _ = leading(line)
    tail = line[-_LONGEST:].rstrip()
    if tail.endswith((")", "]")):
        closing = ((signal, pattern.search(tail)) for signal, pattern in _CLOSING)
        found += [Marker(signal, it[1]) for signal, it in closing if it]
    if found and (withdraws := _WITHDRAWS.match(line[:_LINE])):
        found.append(Marker(Signal.WITHDRAW, withdraws[1]))
    return found


def alone(line: str) -> list[Marker]:
    """The markers of a line that holds nothing else; none where anything follows."""
    found, rest = leading(line)
    return [] if rest else found


def is_note(line: str) -> bool:
    """Whether a line is a note to editors, which no reader should see."""
    return bool(_ADDRESSED.match(line.lstrip()))


def strongest(found: list[Marker]) -> Marker | None:
    """The marker that decides: a kill before a correction, a correction before an update."""
    return min(found, key=lambda it: _STRONGEST.index(it.signal), default=None)


def _first(line: str) -> tuple[Marker, int] | None:
    head = line[: _LONGEST * 2]
    if stars := _STARS.match(head):
        return Marker(Signal.ALERT, stars[1][:4], 1), stars.end()
    if not _may_mark(head):
        return None
    found = _ANY_FORM.match(head)
    if found is None or found.lastindex is None:
        return None
    form = _FORMS[found.lastindex - 1]
    return Marker(form.signal, found[found.lastindex], form.urgency), found.end()


def _may_mark(line: str) -> bool:
    """Whether a line can start with a marker at all: most headlines show at once that they don't.

    Markers begin with capitals, a number or a bracket, but for a few words.
    """
    bare = line.lstrip("* \t\n")
    first = bare[:2]
    return not first.isalpha() or first.isupper() or bare[:_LONGEST].lower().startswith(_TITLED)
