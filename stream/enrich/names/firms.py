"""Companies and bodies by the words beside them: "shares in Halden", "Halden, a charity, said".

The model takes a lone name that it hasn't seen for a person or a place. Where the story calls the
same name a company elsewhere ("Halden AB", "Halden Bank"), or the words beside it say what it is,
the name is an organisation all through the story: except where somebody bears it as a surname, or
the text says that it is a place.
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.beside import is_market
from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting, slug
from stream.enrich.names.lands import land
from stream.enrich.names.legal_forms import LEGAL_FORMS
from stream.enrich.names.organisations import names_nothing
from stream.enrich.names.reader import set_in_capitals
from stream.enrich.names.shorts import is_short
from stream.gazetteer import city, regions_named

FIRM = "firm"

_TAKEN = {EntityType.PERSON, EntityType.PLACE}

_NOUNS = (
    "company|firm|bank|lender|charity|regulator|watchdog|airline|carrier|retailer|insurer"
    "|brewer|broadcaster|newspaper|daily|publisher|startup|start-up|supermarket|app|exchange"
    "|fund|group|conglomerate|carmaker|automaker|chipmaker|drugmaker|planemaker|steelmaker"
    "|shipbuilder|supplier|manufacturer|refiner|wholesaler|utility|union|federation"
    "|party|militia|institute|think-tank|thinktank|consultancy|brokerage|university|agency"
)
_NOUN = f"(?:{_NOUNS})"
_TAIL = re.compile(
    rf",? (?:{LEGAL_FORMS}|Oy|A/S|AS"
    r"|Group|Holdings?|Bank|Airlines?|Airways|Motors?|Technolog(?:y|ies)"
    r"|Pharma|Pharmaceuticals?|Energy|Petroleum|Oil|Steel|Systems|Industries|Capital|Partners"
    r"|Foods?|Media|Telecom|Insurance|Electronics)\.?$"
)
_LEAD = re.compile(r"^(?:Bank|Banco|Banque|Grupo|Groupe) (?!of\b|de\b|for\b)")
_ACRONYM = 4
_MORE = r"(?:(?!(?:with|of|in|near|for|and|at|on|to|from|whose|the) )[\w-]+ ){0,3}"
_LAST = frozenset({*_NOUNS.split("|"), "giant", "in", "of"})
"""The words that all of these end with."""
_BEFORE = re.compile(
    r"(?:\b(?:[Ss]hares?|[Ss]tock|[Ss]take|[Ii]nvestors?|[Ss]hareholders?|[Bb]onds?) (?:in|of)"
    rf"|\b(?:[a-z-]+ |^){_NOUN})(?: giant)? [\"\u201c\u2018']?$"
)
_IN_MARKET = Ending(r"\b(?:[Ss]hares?|[Ss]tocks?|[Ii]nvestors?|[Bb]onds?) in ", " in ")
# "London shares slip" is about a city's stock exchange, "Halden's shares" about a company's.
_SHARES = re.compile(r"(?:['\u2019]s shares| shareholders)\b")
_SLIPS = re.compile(r"(?:['\u2019]s)? shares\b")
_WHERE = re.compile(r"\b(?:in|at|on|of)(?: the)? $")
_APPOSED = re.compile(
    r", (?:owned|majority-owned|part-owned) by "
    rf"|, (?:a|an|the) {_MORE}{_NOUN}(?=[,.;]| that\b| which\b| based\b| in\b)"
)


def as_firms(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings, with such names as organisations."""
    every = list(sightings)
    surnames = _surnames(every)
    told = {slug(it.text) for it in every if _could(it) and _is_told(it)} - surnames
    if told:
        every = [
            it.as_type(EntityType.ORGANISATION, FIRM) if _is_firm(it, told) else it for it in every
        ]
    short = _companies(every) - surnames
    return [
        it.as_type(EntityType.ORGANISATION, FIRM) if _is_firm(it, short) or _is_acronym(it) else it
        for it in every
    ]


def _companies(sightings: Iterable[Sighting]) -> set[str]:
    """What companies are called for short: "Halden" for "Halden AB" and "Bank Halden"."""
    found: set[str] = set()
    for it in sightings:
        if it.span.type is not EntityType.ORGANISATION:
            continue
        text = it.text
        for short in {_TAIL.sub("", text), _LEAD.sub("", text)} - {text}:
            if short and short[0].isupper() and not names_nothing(short) and land(short) is None:
                found.add(slug(short))
    return found


def _surnames(sightings: Iterable[Sighting]) -> set[str]:
    """The words of everybody's full name, where every word has its capital."""
    people = (it.text for it in sightings if it.span.type is EntityType.PERSON)
    full = (slug(name).split("-") for name in people if name == name.title())
    return {part for parts in full if len(parts) > 1 for part in parts}


def _could(it: Sighting) -> bool:
    return it.span.type in _TAKEN and not it.span.is_given and land(it.text) is None


def _is_told(it: Sighting) -> bool:
    """Whether the words beside it say what it is."""
    lead, rest = it.before, it.after
    if _IN_MARKET.search(lead) and is_market(it.text):
        return False
    if (_is_kind(lead) and _BEFORE.search(lead)) or _APPOSED.match(rest):
        return True
    return bool(_SHARES.match(rest)) and not _WHERE.search(lead)


def _is_kind(lead: str) -> bool:
    """Whether what stands before ends as a kind of firm does, quotation marks aside."""
    return lead.rstrip(" \"\u201c\u2018'").rpartition(" ")[2] in _LAST


def _is_firm(it: Sighting, names: set[str]) -> bool:
    if slug(it.text) not in names or not _could(it):
        return False
    if it.span.type is EntityType.PERSON or not it.says_place:
        return True
    return _is_told(it) or bool(_SLIPS.match(it.after) and not _WHERE.search(it.before))


def _is_acronym(it: Sighting) -> bool:
    """Whether capitals that no list of places has are taken for a place: "the mission, UNARO"."""
    text = it.text
    if it.span.type is not EntityType.PLACE or it.span.is_given:
        return False
    if not is_short(text) or len(text) < _ACRONYM or set_in_capitals(_line(it)):
        return False
    return not (land(text) or city(text) or regions_named(text) or it.says_place)


def _line(it: Sighting) -> str:
    return it.before + it.after
