"""What makes it unsure that a name means the city that is best known by it.

Each of these ways to choose an id was wrong so often in stories read by hand that none is better.
"""

from stream.enrich.names.renown import GREAT, RENOWNED, UNITED_KINGDOM
from stream.enrich.names.whereabouts import FAR_KNOWN, Whereabouts
from stream.gazetteer import City, fold, is_capital, renowned

_SHIRES = frozenset(
    [
        *("berkshire", "cheshire", "cornwall", "cumberland", "devon", "dorset", "durham", "essex"),
        *("fife", "hampshire", "kent", "leinster", "munster", "norfolk", "northumberland"),
        *("rutland", "somerset", "suffolk", "surrey", "sussex", "ulster"),
    ]
)
"""Counties and provinces of Britain and Ireland whose names towns elsewhere bear."""
_SEATS = frozenset({"white house", "wall street", "downing street", "capitol hill"})
"""What stands for a government or a market, and is a small town's name too."""
_KNOWN_SHIRE = 200_000
"""Norfolk in Virginia is as large as this; in a story of Britain a smaller one isn't meant."""
_FAMOUS, _WORLD_FAMOUS = 5, 60
# A namesake with more than this share of another's renown makes it unsure which is meant.
_RIVAL = 0.3
_RIVAL_ABROAD = 8
# One that so many more languages name is meant all the same.
_BETTER_NAMED = 1.3
_AT_HOME = 150
# A name that hardly any language has and that no story's country explains is another thing's.
_UNHEARD = 10
_BARELY_HEARD = 20


def is_doubtful(it: City, name: str, story: Whereabouts) -> bool:
    """Whether it could as well be another place, or no place at all."""
    return fold(name) in _SEATS or has_rival(it, name, story) or _is_out_of_place(it, name, story)


def is_shire(found: City, name: str, story: Whereabouts) -> bool:
    """Whether the county may be meant: Norfolk in Virginia is called after it."""
    if fold(name) not in _SHIRES or found.country == UNITED_KINGDOM:
        return False
    if UNITED_KINGDOM in story.home:
        return found.country not in story.near or found.population < _KNOWN_SHIRE
    return found.country not in story.hinted


def _is_out_of_place(it: City, name: str, story: Whereabouts) -> bool:
    """Whether nothing says that the name is a place, and hardly anybody knows such a one.

    "Mobile gaming", "Garfield", "Perry": what the story's country doesn't explain must be known.
    """
    if it.country == story.filed_in or is_capital(it) or " " in name:
        return False
    key = fold(name)
    if it.country not in story.hinted and it.population < GREAT and it.fame < _UNHEARD:
        return it.keys[0] == key
    if key in story.placed:
        return False
    if it.country in story.home:
        return it.population < FAR_KNOWN and it.fame < _BARELY_HEARD
    return it.population < GREAT and it.fame < RENOWNED


def has_rival(it: City, name: str, story: Whereabouts) -> bool:
    """Whether another of its name is nearly as renowned, and nothing tells which of them is meant.

    In its own country, or, where the story isn't of that country, in any; in the story's own a far
    less renowned one does: Cambridge in a story of New Zealand alone.
    """
    if is_capital(it):
        return False
    weighed = renowned(name)
    own = next((weight for found, weight in weighed if found.geonames == it.geonames), 0)
    others = [
        (found, weight)
        for found, weight in weighed
        if found.geonames != it.geonames
        and (found.country, found.admin1) != (it.country, it.admin1)
    ]
    if it.country not in story.hinted and _has_rival_abroad(it, own, others, story):
        return True
    if it.population >= GREAT or it.fame >= RENOWNED:
        return False
    if it.country in story.home:
        return any(o.country == it.country and w > _RIVAL * own for o, w in others)
    if it.country in story.hinted or is_far_known(it):
        return False
    return any(weight * _RIVAL_ABROAD > own for _, weight in others)


def _has_rival_abroad(
    it: City, own: float, others: list[tuple[City, float]], story: Whereabouts
) -> bool:
    """Whether another country has one nearly as well known, or the story's own has one at all."""
    return any(
        found.country != it.country
        and weight * _RIVAL_ABROAD > own
        and found.fame * _BETTER_NAMED > it.fame
        for found, weight in others
    ) or (
        it.population < GREAT
        and any(
            found.country in story.home and found.keys[0] == it.keys[0] and weight * _AT_HOME > own
            for found, weight in others
        )
    )


def is_far_known(it: City) -> bool:
    """Whether any country's stories may name it: it is large, and many languages have a name."""
    if it.population < FAR_KNOWN:
        return it.fame >= _WORLD_FAMOUS
    return it.fame >= _FAMOUS or it.population >= GREAT
