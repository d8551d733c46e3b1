"""Clubs called by their city where a few words say so, whatever the story is about."""

import re

from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting
from stream.enrich.names.lands import land

_GAMES = r"(?:football|soccer|rugby|hockey|basketball|baseball|cricket|handball|volleyball|cycling)"
_BEFORE = Ending(
    rf"\b(?:(?<!shouting )match|fixture|derby|semi-?final|quarter-?final|play-?off"
    rf"|{_GAMES} (?:game|final|tie)) between (?:the )?"
    r"|\b(?:[Hh]e|[Ss]he|who) (?:once |also |now )?(?:plays|played) for "
    r"|\b(?:striker|midfielder|defender|goalkeeper|winger|quarterback|linebacker|shortstop)"
    r" (?:for|of|at) "
    r"|\blifelong (?:supporter|fan) of "
    r"|\b[Ww]atch(?:ed|ing)? (?:[A-Z]\w+ play )?",
    *(f"{it} " for it in ("between", "between the", "for", "of", "at", "play")),
    *("atch ", "atched ", "atching "),
)
_LEADS = ("took", "led", "guided", "steered", "coached", "captained")
_LED = Ending(rf"\b(?:{'|'.join(_LEADS)}) ", *(f"{it} " for it in _LEADS))
_TO_TITLES = re.compile(
    r" to (?:[\w-]+ ){0,3}(?:titles?|promotion|relegation|(?:semi-?|quarter-?)?finals?|play-?offs?"
    r"|championships?)\b"
)
_PLAYS = re.compile(r" play [A-Z]")
_TEAM = re.compile(rf" {_GAMES} (?:team|club|side|franchise)\b")
_IS_CLUB = re.compile(
    r", (?:the |an? |(?:[A-Z]\w+|(?:the|its) \w+)['\u2019]s )(?:[\w-]+ ){0,2}"
    r"(?:clubs?|sides?|teams?)(?:[,.]| (?:that|which|where|he|she|in)\b)"
)


def is_club(it: Sighting) -> bool:
    """Whether it is one: "took Basel to three titles", "Talleres, the city's club,"."""
    if land(it.text):
        return False
    lead, rest = it.before, it.after
    found = _BEFORE.search(lead)
    if found:
        return not found[0].startswith(("watch", "Watch")) or bool(
            found[0].endswith(" play ") or _PLAYS.match(rest)
        )
    if _LED.search(lead):
        return bool(_TO_TITLES.match(rest))
    return bool(_TEAM.match(rest)) or (not it.says_place and bool(_IS_CLUB.match(rest)))
