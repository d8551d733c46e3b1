"""Where a story was filed: its name means that place all through the story."""

import re

from stream.enrich.names.company import in_company
from stream.enrich.names.place import Place, city_place
from stream.enrich.names.whereabouts import Whereabouts
from stream.gazetteer import fold, namesakes

_LONGER = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?: |-)(?:an der|am|upon|on|sur|de|del|do|da|di|la)"
    r"(?: |-).+"
)


def names_of(filed: Place) -> set[str]:
    """Its name, and how it begins: Frankfurt is the one an der Oder in a story from there."""
    found = _LONGER.fullmatch(filed.name)
    return {fold(filed.name), fold(found["name"])} if found else {fold(filed.name)}


def as_kept(filed: Place, story: Whereabouts) -> Place:
    """Where it was filed, or its namesake in the country where the story's other cities are."""
    if "iso3166_2" in filed.ids or not filed.id.startswith("geonames:"):
        return filed
    near = (it for it, _ in namesakes(filed.name, filed.ids["iso3166_1"]))
    found = next((it for it in near if it.geonames == filed.ids["geonames"]), None)
    kept = in_company(found, filed.name, story.company) if found else None
    if found is None or kept is None or kept.geonames == found.geonames:
        return filed
    return (kept.country == found.country and city_place(kept)) or filed
