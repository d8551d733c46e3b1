"""Which city of a name a story means: by its regions, by its countries, by renown.

Where neither the story nor renown tells namesakes apart there is none: a wrong id is worse.
"""

from stream.enrich.names.company import in_company
from stream.enrich.names.doubts import is_doubtful, is_far_known, is_shire
from stream.enrich.names.renown import RENOWNED, UNITED_KINGDOM
from stream.enrich.names.whereabouts import FAR_KNOWN, Whereabouts, is_anothers
from stream.gazetteer import City, by_renown, city, fold, is_capital, renowned, towns

# A namesake in a region that the story names may be so much less renowned than the great city of
# that name; in a nation of the United Kingdom only a little, since stories name those for sport.
_IN_PART, _IN_NATION = 300, 8
_SMALL = 15_000
_FAMOUS, _HEARD = 5, 10
_LITTLE = 50_000
# One in the country that the story was filed from may be so much less renowned.
_FILED = 8
# So much more renowned than the next in the regions that a story names.
_CLEARLY = 4
# Richmond is Virginia's, though the story names Georgetown, Kentucky.
_IN_SAME = 15
# What a country's regions and cities weigh that the story doesn't name itself.
_HINT = 4


def likely(name: str, story: Whereabouts) -> City | None:
    """The city: in a region that the story names, in its countries, else the most renowned.

    A small one isn't meant where the story is of one other country alone.
    """
    found = city(name, near=story.near, without=story.not_in)
    if found and found.country not in story.near:
        found = city(name, near=story.hinted, times=_HINT, without=story.not_in)
    if found and (is_anothers(found, name, story) or is_shire(found, name, story)):
        found = None
    found = _near_by(_where_filed(found, name, story), name, story)
    if found:
        kept = in_company(found, name, story.company)
        if kept is None and found.country not in story.near:
            return None
        if kept and (found.country not in story.near or kept.country == found.country):
            found = kept
    several = _in_parts(name, story)
    part = several[0] if len(several) == 1 else None
    if part and (found is None or _rather(part, found, name, story)):
        return part
    if found and _is_one_of(several, found, name, story):
        return None
    if found and is_doubtful(found, name, story):
        return None if found.country in story.home else _only_town(name, story)
    return _alone(found, name, story)


def _where_filed(found: City | None, name: str, story: Whereabouts) -> City | None:
    """The one of the country that the story was filed from, unless it is far less renowned."""
    if found is None or story.filed_in in {None, found.country} or is_capital(found):
        return found
    weighed = renowned(name)
    highest = next((weight for it, weight in weighed if it.geonames == found.geonames), 0)
    return next(
        (
            it
            for it, weight in weighed
            if it.country == story.filed_in
            and it.keys[0] == fold(name)
            and it.country != story.not_in
            and weight * _FILED >= highest
        ),
        found,
    )


def _near_by(found: City | None, name: str, story: Whereabouts) -> City | None:
    """The town where the story was filed, where the city elsewhere isn't renowned.

    St Helens in a story from Hobart is Tasmania's; none where several towns there are called so.
    """
    if found is None or found.fame >= RENOWNED or is_capital(found):
        return found
    if found.country != story.filed_in:
        there = [it for it in towns(name) if it.country == story.filed_in]
        if found.country in story.hinted and found.fame >= _HEARD:
            there = [it for it in there if it.population * _FILED >= found.population]
    elif story.filed and (found.country, found.admin1) != story.filed:
        there = [it for it in towns(name) if (it.country, it.admin1) == story.filed]
    else:
        return found
    if not there or story.not_in == story.filed_in:
        return found
    return there[0] if len(there) == 1 and fold(name) in story.placed else None


def _is_one_of(several: list[City], found: City, name: str, story: Whereabouts) -> bool:
    """Whether one in the story's regions is meant, and nothing says which of them."""
    if len(several) < 2 or found in several:  # noqa: PLR2004 - several
        return False
    return all(_rather(it, found, name, story) for it in several)


def _alone(found: City | None, name: str, story: Whereabouts) -> City | None:
    """The city where nothing but its renown and the story's countries speak for it."""
    if found and (is_far_known(found) or found.country in story.home):
        return found
    if town := _only_town(name, story):
        return town
    if found and is_capital(found) and (found.population > _SMALL or not towns(name)):
        return found
    if found and found.country not in story.hinted and _is_little_known(found):
        return None
    return None if len(story.home) == 1 else found


def _is_little_known(it: City) -> bool:
    """Whether it is small and hardly any other language names it: then another may be called so."""
    return it.population < _LITTLE and it.fame < _FAMOUS


def _in_parts(name: str, story: Whereabouts) -> list[City]:
    """The towns in the regions that the story names: one where it was filed or far better known."""
    found = [it for part in story.parts if (it := city(name, region=part))]
    if len(found) > 1:
        there = [it for it in found if (it.country, it.admin1) == story.filed]
        found = there or _foremost(found, fold(name))
    placed = fold(name) in story.placed
    return [it for it in found if it.population >= _SMALL or placed]


def _foremost(found: list[City], key: str) -> list[City]:
    """The one of a country that is far better known than the next: Concord, New Hampshire."""
    if len({it.country for it in found}) > 1:
        return found
    weighed = by_renown(found, key)
    clear = weighed[0][1] > _CLEARLY * weighed[1][1]
    return [weighed[0][0]] if clear else found


def _rather(part: City, found: City, name: str, story: Whereabouts) -> bool:
    """Whether the one in the region is meant, and not the one that is better known."""
    key = fold(name)
    weighed = {it.geonames: weight for it, weight in by_renown([part, found], key)}
    # Victoria in Texas, where the story is, rather than Ciudad Victoria.
    named_so = found.keys[0] != key == part.keys[0] and part.population >= _SMALL
    if named_so or weighed[part.geonames] >= weighed[found.geonames]:
        return True
    if found.country in story.near - {part.country}:
        return False
    if is_capital(found) and found.keys[0] == key and found.country != part.country:
        from_there = story.filed == (part.country, part.admin1)
        if not from_there or found.country in story.hinted or part.population < _SMALL:
            return False
    at_home = part.country in story.near and found.country not in story.home
    times = _IN_NATION if part.country == UNITED_KINGDOM and not at_home else _IN_PART
    if part.country == found.country and story.filed != (part.country, part.admin1):
        times = _IN_SAME
    least = FAR_KNOWN if story.filed_in == part.country else _SMALL
    if part.population < _SMALL and found.population >= least:
        return False
    return weighed[part.geonames] * times >= weighed[found.geonames]


def _only_town(name: str, story: Whereabouts) -> City | None:
    """The town below the gazetteer's cities, where the story's countries have one of this name."""
    if fold(name) not in story.placed:
        return None
    every = towns(name, also=True)
    found = [it for it in every if it.country in story.near]
    if not found:
        key = fold(name)
        found = [
            it
            for it in every
            if it.country in story.home
            or (it.country in story.hinted and it.keys[0].startswith(key))
        ]
    if len(found) != 1 or any(it.country == found[0].country for it, _ in renowned(name)):
        return None
    # A seat of which nobody counted the people is hardly meant where others are called so.
    there = found[0].country == story.filed_in or len(story.home) == 1
    return found[0] if found[0].population or there or len(every) == 1 else None
