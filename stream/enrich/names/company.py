"""A place is known by the company it keeps: which of two namesakes lies where the others lie.

Fuzhou beside Nanchang, Ganzhou and Jiujiang is Jiangxi's, though Fujian's is far better known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from stream.enrich.names.renown import RENOWNED, UNITED_KINGDOM
from stream.gazetteer import City, fold, is_capital, renowned

Company = Mapping[tuple[str, str], int]
"""How many cities a story names by country and first-level code, capitals aside."""

_KEPT = 4_096
_ALONE = 30
"""So much more renowned than the next of its name, and it is meant."""
_ENOUGH = 2
# A namesake in better company may be so much less renowned; beyond that it is open which is meant.
_LESS = 20
_LESS_ABROAD = 4
"""Seattle's stories of Vancouver mean Canada's, mostly."""


def company(names: Iterable[str]) -> Company:
    """The company that a story's places keep, by those names that mean one place."""
    found = Counter(map(_where_alone, {fold(name) for name in names}))
    return {where: times for where, times in found.items() if where}


@lru_cache(_KEPT)
def _where_alone(key: str) -> tuple[str, str] | None:
    """Country and first-level code of the city that a folded name means, if it means one."""
    weighed = renowned(key)
    if not weighed or (len(weighed) > 1 and weighed[0][1] < _ALONE * weighed[1][1]):
        return None
    it = weighed[0][0]
    return (it.country, it.admin1) if it.keys[0] == key and not is_capital(it) else None


def in_company(found: City, name: str, story: Company) -> City | None:
    """The namesake that keeps better company, else the one that was found; None if it is open."""
    weighed = [(it, weight) for it, weight in renowned(name) if it.keys[0] == fold(name)]
    if len(weighed) < _ENOUGH or is_capital(found):
        return found
    better, weight = max(weighed, key=lambda row: (_known(row[0], story), row[1]))
    if _known(better, story) < max(_ENOUGH, _ENOUGH * _known(found, story)):
        return found
    own = next((row[1] for row in weighed if row[0].geonames == found.geonames), 0)
    abroad = better.country != found.country and found.fame >= RENOWNED
    less = _LESS_ABROAD if abroad else _LESS
    if weight * less < own or UNITED_KINGDOM == better.country == found.country:
        return None
    return better


def _known(it: City, story: Company) -> int:
    return story.get((it.country, it.admin1), 0)
