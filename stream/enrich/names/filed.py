"""Where a story was filed: its name means that place all through the story."""

import re

from stream.enrich.names.company import in_company
from stream.enrich.names.groups import Sighting
from stream.enrich.names.lands import land
from stream.enrich.names.place import Place, city_place, country_place
from stream.enrich.names.spans import DATELINE
from stream.enrich.names.whereabouts import Whereabouts
from stream.gazetteer import fold, namesakes

_LONGER = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?: |-)(?:an der|am|upon|on|sur|de|del|do|da|di|la)"
    r"(?: |-).+"
)

_CITY_STATES = frozenset({"GI", "HK", "LU", "MC", "MO", "SG", "SM", "VA"})
"""Countries that are meant wherever the name of their only city, or their largest, is theirs."""


def names_of(filed: Place) -> set[str]:
    """Its name, and how it begins: Frankfurt is the one an der Oder in a story from there."""
    found = _LONGER.fullmatch(filed.name)
    return {fold(filed.name), fold(found["name"])} if found else {fold(filed.name)}


def as_kept(filed: Place, story: Whereabouts) -> Place:
    """Where it was filed, or its namesake in the country where the story's other cities are.

    From Singapore or Hong Kong it is the country.
    """
    if _is_its_lands(filed) and filed.ids["iso3166_1"] in _CITY_STATES:
        return country_place(filed.name) or filed
    if "iso3166_2" in filed.ids or not filed.id.startswith("geonames:"):
        return filed
    near = (it for it, _ in namesakes(filed.name, filed.ids["iso3166_1"]))
    found = next((it for it in near if it.geonames == filed.ids["geonames"]), None)
    kept = in_company(found, filed.name, story.company) if found else None
    if found is None or kept is None or kept.geonames == found.geonames:
        return filed
    return (kept.country == found.country and city_place(kept)) or filed


def called_so(it: Sighting, filed: Place, names: set[str]) -> Place | None:
    """Where it was filed, if a name is one of its `names`.

    After the dateline "Kuwait" is the country, whose capital is called so too.
    """
    if fold(it.text) not in names:
        return None
    if DATELINE not in it.span.by and _is_its_lands(filed) and land(it.text):
        return country_place(it.text)
    return filed


def _is_its_lands(filed: Place) -> bool:
    """Whether the city that it was filed from lies in the country of its name."""
    found = land(filed.name)
    return found is not None and found.iso2 == filed.ids.get("iso3166_1")
