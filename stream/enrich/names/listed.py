"""Listed companies among a story's organisations: "Siemens" has an ISIN and a ticker.

"Apple" and "Shell" are words as well, "Abbott" is a name: such a one is the company only where the
words beside it are of business, or where the story gives its legal form or ticker. So is every
company in a story about sport, where teams bear their names. No id rather than a wrong one.
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Group, Sighting, slug
from stream.enrich.names.legal_forms import LEGAL_FORMS
from stream.enrich.names.sport import is_about_sport
from stream.enrich.names.surroundings import after, before
from stream.enrich.names.tickers import TICKER, is_symbol_of
from stream.gazetteer import Company, asks_for_more, company, country

COMPANY = "listed company"

_FORM = rf"(?:{LEGAL_FORMS}|plc|N\.V|KGaA)\.?"
_TAIL = re.compile(rf"(?:,? (?:{_FORM}|Group|Holdings?))+$")
_LEGAL = re.compile(rf",? {_FORM}$")
_NEAR = 90
_BUSINESS = re.compile(
    r"\b(?:shares?|shareholders?|stock|stocks|company|companies|firm|maker|giant|retailer|supplier"
    r"|automaker|carmaker|planemaker|drugmaker|chipmaker|insurer|lender|bank|brewer|miner|airline"
    r"|profits?|revenues?|sales|earnings|margins?|guidance|chief executive|CEO|chairman|dividend"
    r"|takeover|acquire[sd]?|acquisition|bid|merger|investors?|analysts?|quarterly|per share"
    r"|billion|million|listed|rivals?|customers|factory|plants?|smartphones?|software|brand"
    r"|subsidiary|conglomerate|antitrust|IPO|market value|stake)\b"
)


def with_companies(groups: Iterable[Group]) -> list[Group]:
    """The same groups; those of listed companies with their ids."""
    every = list(groups)
    passages = {it.passage.field: it.passage for group in every for it in group.sightings}
    sport: bool | None = None
    for group in every:
        found = None if group.ids else listed(group.name)
        if found is None:
            continue
        if sport is None:
            sport = is_about_sport(passages.values())
        if _is_meant(group, found, sport=sport):
            group.ids = found.ids
            group.id = f"organisation:{slug(found.name)}"
    return every


def as_companies(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings; a place that is called like a company and does business is one."""
    return [
        it.as_type(EntityType.ORGANISATION, COMPANY) if _does_business(it) else it
        for it in sightings
    ]


def _does_business(it: Sighting) -> bool:
    if it.span.type is not EntityType.PLACE or it.span.is_given:
        return False
    if (found := company(it.text)) is None or country(it.text) or it.says_place:
        return False
    return asks_for_more(found, it.text) and _speaks_of_it(it, found)


def listed(name: str) -> Company | None:
    """The company of this name, with or without its legal form."""
    return company(name) or company(_TAIL.sub("", name))


def _is_meant(group: Group, found: Company, *, sport: bool) -> bool:
    if _LEGAL.search(group.name):
        return True
    core = _TAIL.sub("", group.name)
    if not sport and not (asks_for_more(found, core) or asks_for_more(found, group.name)):
        return True
    return any(_speaks_of_it(it, found) for it in group.sightings)


def _speaks_of_it(it: Sighting, found: Company) -> bool:
    rest = after(it.passage, it.span, _NEAR)
    if is_symbol_of(TICKER.match(rest), found):
        return True
    return bool(_BUSINESS.search(rest) or _BUSINESS.search(before(it.passage, it.span, _NEAR)))
