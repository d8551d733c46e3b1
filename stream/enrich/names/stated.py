"""What the words beside a place's name state of where it lies: after a comma, or before it."""

import re

from stream.enrich.names.endings import Ending, last_word
from stream.enrich.names.groups import Sighting
from stream.enrich.names.in_lists import divided_by
from stream.enrich.names.known import LISTED
from stream.enrich.names.lands import land
from stream.gazetteer import city, country, demonym, provinces_named, regions_named, towns

_OWNER = Ending(r"(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?)['\u2019]s ", "'s ", "\u2019s ")
_IN = r",? in (?:the )?"
_CAPITAL = r", (?:the )?capital of (?:the )?"
_BOUND_IN = re.compile(_IN)
_SEAT_OF = re.compile(_CAPITAL)
_LIES_IN = re.compile(
    rf" *, *|{_IN}|, (?:the one|this one|a town|a city) in (?:the )?|{_CAPITAL}| of (?:the )?"
)
_COMMA = re.compile(r" *, *")
_LIST_ENDS = re.compile(r" (?:and|or) [A-Z]")
_NEAR_TO = re.compile(
    r",? (?:just )?(?:outside|near|close to|not far from) |, an? (?:\w+ )?suburb of "
    r"|,? (?:just )?(?:north|south|east|west) of "
)
_VESSELS = (
    "frigate", "ship", "tanker", "ferry", "cruiser", "destroyer", "submarine", "yacht", "trawler",
    "carrier", "freighter", "corvette", "liner", "vessel", "schooner", "barge",
)  # fmt: skip
_VESSEL = Ending(rf"\b(?:{'|'.join(_VESSELS)}) ", *(f"{it} " for it in _VESSELS))
_WATERS = re.compile(
    r" (?:dam|field|glacier|river|valley|strait|canal|basin|plateau|range|mountains|reservoir)\b"
)
_MAKE = re.compile(
    r"(?:, an? (?:[\w-]+ ){0,3})? ?(?:car|pickup|sedan|saloon|hatchback|suv|truck|van|motorcycle)\b"
)
_COURT = re.compile(
    r" (?:(?:District|Circuit|Magistrate|Bankruptcy) (?:Judge|Court)|Attorney|Marshals?)\b"
)
# A river that a country is called by: "both banks of the Niger", "across the Jordan".
_SHORE = Ending(
    r"\b(?:(?:banks?|branch|bends?|mouth|waters|course|source|delta) of"
    r"|(?:up|down)(?:river|stream) on"
    r"|(?:boats?|ferry|ferries|barges?|bridges?|canoes?) (?:on|over|across))"
    r" the ",
    " the ",
)
# A kind of oil is called by its port: "its widest discount to Dubai".
_PRICED = Ending(
    r"\b(?:discounts?|premiums?|spreads?) (?:to|over|against|versus) ",
    *(" to ", " over ", " against ", " versus "),
)
_ISLAND = Ending(r"\b(?:island|isle|islet|peninsula|cape|mount|lake) of ", " of ", any_case=True)
_CHURCH = Ending(r"\b(?:church|cathedral|convent|basilica|monastery|chapel|shrine) of ", " of ")
_SAINTS = ("San ", "Santa ", "Santo ", "Saint ", "St. ", "St ")
_TAUGHT = Ending(
    r"\b(?:teaches|taught|studied|studies|lectures|lectured|lecturer|professor|degree|graduated)"
    r" (?:(?:of |in )?\w+ ){0,3}?(?:at|from) ",
    *(" at ", " from "),
)
_OF_ANOTHER = (_SHORE, _VESSEL, _TAUGHT, _PRICED)
_LAST = frozenset({*_VESSELS, "the", "of", "at", "from", "to", "over", "against", "versus"})
"""The last word of all these: before most names another stands."""
_THE = Ending(r"\b[Tt]he ", "the ", "The ")
_THE_SOME = re.compile(r"\b[Tt]he (?:[a-z]{3,12} ){0,2}$")
_ENDS = re.compile(
    r"(?:[.,;:!?)]|$| (?:to|in|at|on|of|from|and|or|is|was|has|had|near|by|for|with|as|which|that"
    r"|into|through|when|where|will|since|before|after|during)\b)"
)
_GREAT = 1_000_000
_QUARTER = re.compile(r" (?:neighbou?rhood|quarter|count(?:y|ies))\b")
_TOWNS = ("city", "town", "village", "port", "capital", "resort")
_CITY_OF = Ending(
    r"\b(?P<adjective>(?:[A-Z]\w+ )?[A-Z]\w+) (?:[a-z-]+ ){0,2}"
    rf"(?:{'|'.join(_TOWNS)}),?(?: of)? ",
    *(f" {it}{end}" for it in _TOWNS for end in (" ", ", ", " of ", ", of ")),
)


def after_comma(it: Sighting, following: Sighting | None) -> str | None:
    """The place that follows and says where it lies: "Paris, Texas", "Perth in Scotland"."""
    if following is None or not divided_by(it, following, _LIES_IN):
        return None
    return following.text


def is_state_of(it: Sighting, town: Sighting) -> bool:
    """Whether it says where a town lies, and isn't the next of a list: "Albany, New York"."""
    return divided_by(town, it, _COMMA) and not _LIST_ENDS.match(it.after)


def beside(it: Sighting, following: Sighting | None) -> str | None:
    """The place that follows and says what it lies near to: "Saint-Denis, outside Paris"."""
    if following is None or not divided_by(it, following, _NEAR_TO):
        return None
    return following.text


def is_bound_in(it: Sighting, following: Sighting | None) -> bool:
    """Whether what follows says in so many words where it lies: "Messina, in South Africa"."""
    return following is not None and divided_by(it, following, _BOUND_IN)


def is_seat_of(it: Sighting, following: Sighting | None) -> bool:
    """Whether what follows is a part that it is the capital of."""
    return following is not None and divided_by(it, following, _SEAT_OF)


def is_quarter(it: Sighting) -> bool:
    """Whether the text calls it a part of a town, or a county: "the Roma neighborhood"."""
    return bool(_QUARTER.match(it.after))


def country_before(it: Sighting) -> str | None:
    """The country that it is said to lie in: "Spain's Cordoba", "the Libyan city of Tripoli"."""
    lead = it.before
    if owner := _OWNER.search(lead):
        last = owner["name"].rpartition(" ")[2]
        return next((name for name in (owner["name"], last) if land(name)), None)
    found = _CITY_OF.search(lead)
    of = demonym(found["adjective"]) if found else None
    return of.name if of else None


def has_article(it: Sighting) -> bool:
    """Whether "the" stands before a city's name that ends there: a river, a ship, a hotel."""
    if _is_named_after(it):
        return True
    if not _THE.search(it.before) or not _ENDS.match(it.after):
        return False
    name = it.text
    found = city(name)
    if LISTED in it.span.by or country(name) or (regions_named(name) and not found):
        return False
    return found.population < _GREAT if found else bool(towns(name))


def _is_named_after(it: Sighting) -> bool:
    """A ship, a dam, a car, a church, a university, a court that is called by a place."""
    lead, rest = it.before, it.after
    if land(it.text):
        return bool(_COURT.match(rest) or _SHORE.search(lead))
    if last_word(lead).lower() not in _LAST:
        return bool(_WATERS.match(rest) and _THE_SOME.search(lead))
    saint = _CHURCH.search(lead) and it.text.startswith(_SAINTS)
    if saint or any(one.search(lead) for one in _OF_ANOTHER):
        return True
    if _ISLAND.search(lead) and not provinces_named(it.text, stated=True):
        return not regions_named(it.text)
    if _WATERS.match(rest) and _THE_SOME.search(lead):
        return True
    return bool(_THE.search(lead) and _MAKE.match(rest))
