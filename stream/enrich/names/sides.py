"""Cities and regions that play: "Denver beat Utah" is about two teams.

A team called by its city is an organisation. The words beside the name say so, in a story or a
sentence about sport; once they do, the name is the team's all through the story, except where the
text says that it is a place ("in Denver"). Countries stay places: their sides bear no other name.
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.clubs import is_club
from stream.enrich.names.endings import Ending, last_word
from stream.enrich.names.groups import Sighting, slug
from stream.enrich.names.in_lists import joined
from stream.enrich.names.lands import land
from stream.enrich.names.sport import has_score, is_about_sport, is_sporting
from stream.gazetteer import region

SIDE = "side"

# Nations that play under a region's name.
_NATIONS = frozenset({"england", "scotland", "wales", "northern-ireland"})
# A country whose side is a club: it enters no contest of nations.
_CLUBS = frozenset({"monaco"})

_BEATS = (
    r"beat|beats|beating|beaten by|defeat(?:s|ed|ing)?|edg(?:e|es|ed|ing)|thrash(?:ed|ing)?"
    r"|hammer(?:ed|ing)?|rout(?:ed|ing)?|down(?:ed|ing)|stun(?:ned|ning)?|trounc(?:ed|ing)"
    r"|crush(?:ed|ing)?|swe(?:ep|pt)|outscored|outplayed|upset|past|overc(?:ame|ome|oming)"
    r"|eliminat(?:ed|ing)|knock(?:ed|ing) out|held|sink|sank|blank(?:ed|ing)?"
)
_RESULT = (
    r"(?:win|wins|won|winning|victory|victories|triumph|success)"
    r" (?:\d{1,3}[-\u2013]\d{1,3} )?(?:over|against|away at|at)"
    r"|(?:loss|lost|lose|loses|losing|defeat|defeats|beaten|draw|drew|draws|drawn|tie|tied|held)"
    r" (?:\d{1,3}[-\u2013]\d{1,3} )?"
    r"(?:to|by|with|against|at home to|away to|away at|at)"
    r"|(?:goal|goals|points?|rebounds|double|hat-trick|try|century) (?:\w+ ){0,3}(?:against|at|for)"
)
_FIXTURE = (
    r"home (?:to|against)|away (?:to|at|against)"
    r"|(?:match|game|tie|fixture|clash|series|semi-?final|final|play-?off|leg|derby|test)"
    r" (?:against|with|versus|v)"
    r"|join(?:s|ed)?|plays? (?:on )?(?:[a-z]\w+day )?(?:night )?at|plays?|played"
    r"|visits? (?:to|of|from)|trips? to|visit|visits|visited|visiting|hosts?|hosted|hosting"
    r"|fac(?:e|es|ed|ing)|meet|meets|versus|vs\.?|v|against"
)
_PLAYS_FOR = (
    r"(?:play|plays|played|playing|score[sd]?|signed|striker|midfielder|defender|goalkeeper"
    r"|forward|winger|batsman|bowler|quarterback|coach|captain|manager) (?:for|of)"
    r"|spells? (?:at|with)|(?:joined|joins|join [a-z]\w+|signed|signs|arrived|moved?|loan"
    r"|transfer|bought|poached|signing|forward"
    r"|striker|midfielder|defender|goalkeeper) (?:\w+ )?from|loan (?:at|to|with)|signed by"
    r"|(?:football|soccer|rugby|hockey|basketball|baseball|cricket) (?:clubs?|sides?|teams?)"
    r"|(?:fans?|supporters?|expense) of|(?:his|her|their|former) club,?|rivals?|neighbou?rs"
    r"|visitors|hosts|champions|leaders|(?:trades?|swaps?|deal) with|(?:recalled|called up|acquired"
    r"|claimed|promoted) from"
)
# These three read what stands before in lower case: blind to case they took three times as long.
_BEFORE = re.compile(rf"\b(?:{_BEATS}|{_RESULT}|{_FIXTURE}|{_PLAYS_FOR}) (?:the )?$")
_LAST = re.compile(
    rf"{_BEATS}|the|by|out|over|against|at|to|with|for|of|from|versus|vs\.?|v|joins?|joined"
    r"|plays?|played|visit(?:s|ed|ing)?|hosts?|hosted|hosting|fac(?:e|es|ed|ing)|meets?"
    r"|clubs?|sides?|teams?|rivals?|neighbou?rs|visitors|champions|leaders"
)
"""The last word of all these: of most names another stands before."""
_SENT = re.compile(r"\b(?:sent|sends?|put|puts|fired|lifted|took|takes|moved) $")
_THROUGH = re.compile(
    r" (?:through to|into the|ahead|clear|level|top|in front|to the (?:final|semi))\b"
)
_AFTER = re.compile(
    r"(?:,? (?:who|which))? (?:now |then |also )?"
    r"(?:had (?:closed|led|trailed|won|lost|beaten|drawn)"
    r"|stun|thrash|rout|hold|sink|oust|upset|overcome|have|are|were|lead|trail|need|host|face|visit"
    r"|meet|play|lose|win"
    r"|draw|stay|remain|sit|go|move|climb|slip|drop|sign|sack|rally|supply|open|take|chase|edge"
    r"|beat|lost|won|drew|led|trailed|came from|scored|outscored|defeated|edged|routed|thrashed"
    r"|hosted|equali[sz]ed|conceded|rallied|sacked|signed|clinched|advanced|snapped|swept|outshot"
    r"|hung on|held off|pulled|missed|dropped to|beats|wins|visits|hosts|faces)\b"
    r"|(?:['\u2019]s)? (?:coach|manager|captain|striker|forward|midfielder|defender|goalkeeper"
    r"|keeper|winger|prop|hooker|flanker|lock|wing|centre|fly-half|scrum-half|full-?back|seamer|spinner"
    r"|batter|opener|linebacker|receiver|shortstop|goalie|guard|quarterback|pitcher|skipper|fans|supporters|players?|squad|defence"
    r"|defense|bench)\b"
    r"|['\u2019]s (?:\w+ )?(?:win|victory|defeat|loss|lead|title|season|opener|goal|try|innings)\b"
    r"| (?:against|versus|v) [A-Z]"
    r"|,? \d{1,3}(?:,| [A-Z]|[-\u2013]\d{1,3}\b|$)"
)
# With a score beside it, these are enough.
_BEATEN = re.compile(rf"\b(?:{_BEATS}|{_RESULT}) (?:the )?$")
# Nothing but a team stands after these, whatever the story is about.
_SURELY = Ending(
    r"\b(?:match|game|fixture|derby|semi-?final|quarter-?final|play-?off)"
    r" (?:(?:at home|away) (?:to|against)|against)"
    r" (?:the )?",
    *(" to ", " against ", " the "),
)
# "When Georgia plays Tennessee": two regions only do so as teams; a band plays Paris.
_MEETS = re.compile(r" plays (?P<other>[A-Z]\w+(?: [A-Z]\w+)?)")
_MET = Ending(r"\b(?P<other>(?:[A-Z]\w+ )?[A-Z]\w+) plays ", " plays ")
_WENT_HOME = Ending(
    r"\b(?:fl(?:y|ies|ew)|go(?:es)?|went|returns?|returned|c[oa]mes?|sent|travel\w*|way)"
    r" home to ",
    " home to ",
)
_VERSUS = re.compile(r" (?:against|versus|v) [A-Z]")
_NOT_AT = re.compile(r"\b(?:in|at|near|to) $")
_ITS_MATCH = re.compile(
    r" (?:\w+ )?(?:postponed|cancelled|canceled|forfeited|abandoned|won|lost|drew) (?:its|their)"
    r" (?:\w+ ){0,2}(?:match|game|fixture)\b"
)
# What a list of fixtures says: "At Chicago on Thursday night."
_AT_START = Ending(r"(?:^|[.:;] )At ", "At ")
_ON_DAY = re.compile(r",? (?:on )?(?:\w+day|tonight|tomorrow)\b")
# Who has a club already comes from a place: "the Lions defender from Santa Fe".
_OF_CLUB = re.compile(
    r"[A-Z][\w-]+ (?:forward|striker|midfielder|defender|goalkeeper|winger) from $"
)
_CONTESTS = re.compile(
    r" (?:beats?|lost|lose|won|wins?|drew|draw|led|trailed|rally|rallied|routed|defeated|edged?)\b"
)
_LISTED = re.compile(r"(?:,| and|, and| or| &) ")
_JOINS = (", ", " and ", " or ", " & ")


def as_sides(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings, with teams that are called by a place as organisations."""
    every = list(sightings)
    could = [at for at, it in enumerate(every) if _could_play(it)]
    # Where nations play, Georgia is one of them.
    if any(_is_land(every[at]) for at in could) and any(map(_is_nation_playing, every)):
        could = [at for at in could if not _is_land(every[at])]
    if not could:
        return every
    teams = {at for at, it in enumerate(every) if _is_team(it)}
    passages = {it.passage.field: it.passage for it in every}
    about = is_about_sport(passages.values())
    sure = {at for at in could if _plays(every[at], about=about)}
    # "Lost to Coventry and Watford": what a list joins to a team is one.
    sure |= joined(every, could, sure | teams, _LISTED, lambda it: not it.says_place)
    names = {slug(every[at].text) for at in sure}
    sides = sure | {
        at for at in could if slug(every[at].text) in names and not every[at].says_place
    }
    return [
        it.as_type(EntityType.ORGANISATION, SIDE) if at in sides else it
        for at, it in enumerate(every)
    ]


def _could_play(it: Sighting) -> bool:
    if it.span.type is not EntityType.PLACE or it.span.is_given:
        return False
    name = slug(it.text)
    if name in _NATIONS:
        return False
    return name in _CLUBS or land(it.text) is None or bool(region(it.text))


def _is_land(it: Sighting) -> bool:
    return land(it.text) is not None and slug(it.text) not in _CLUBS


def _is_nation_playing(it: Sighting) -> bool:
    """Whether a nation that no region is called like plays: "Wales", "France beat Fiji"."""
    if slug(it.text) not in _NATIONS and (land(it.text) is None or region(it.text)):
        return False
    return bool(_stands_after(it.before.lower()) or _AFTER.match(it.after))


def _is_team(it: Sighting) -> bool:
    if it.span.type is not EntityType.ORGANISATION or not _is_in_list(it):
        return False
    return bool(_stands_after(it.before.lower()) or _AFTER.match(it.after))


def _stands_after(low: str) -> bool:
    """Whether words stand before it that stand before teams."""
    return bool(_LAST.fullmatch(last_word(low)) and _BEFORE.search(low))


def _is_in_list(it: Sighting) -> bool:
    """Whether it may stand in a list: only then it matters which team it is."""
    text, (start, end, *_) = it.passage.text, it.span
    return text.startswith(_JOINS, end) or text.endswith(_JOINS, 0, start)


def _plays(it: Sighting, *, about: bool) -> bool:
    rest, low = it.after, it.before.lower()
    if _SURELY.search(low) or _ITS_MATCH.match(rest) or _is_region_playing(it):
        return True
    if is_club(it):
        return True
    return not _WENT_HOME.search(low) and _may_play(it, low, about=about)


def _is_region_playing(it: Sighting) -> bool:
    plays = _MEETS.match(it.after) or _MET.search(it.before)
    if plays is None or not region(it.text):
        return False
    return bool(region(plays["other"]) or any(map(region, plays["other"].split())))


def _may_play(it: Sighting, low: str, *, about: bool) -> bool:
    lead, rest = it.before, it.after
    if _AT_START.search(lead) and _ON_DAY.match(rest):
        return about
    if _MEETS.match(rest) or _MET.search(lead):
        return about or is_sporting(it)
    if _stands_after(low) and not _OF_CLUB.search(lead):
        return about or is_sporting(it) or bool(_BEATEN.search(low) and has_score(it))
    if _THROUGH.match(rest) and _SENT.search(lead):
        return about or is_sporting(it)
    against = _VERSUS.match(rest) and not _NOT_AT.search(low)
    if _AFTER.match(rest) and (against or not it.says_place):
        return about or is_sporting(it) or bool(_CONTESTS.match(rest) and has_score(it))
    return False
