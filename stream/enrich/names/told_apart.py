"""Places that a story tells apart from others of their name."""

from collections.abc import Iterable

from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting
from stream.enrich.names.lands import land
from stream.enrich.names.place import Place
from stream.gazetteer import fold

_REGION_OF = Ending(r"\b(?:region|province|prefecture) of ", " of ")


def is_part_called_so(it: Sighting) -> bool:
    """Whether the text says that a country's name is here a region's: "the region of Macedonia"."""
    return land(it.text) is not None and bool(_REGION_OF.search(it.before))


def told_apart(listed: list[Sighting], stated: Iterable[str | None]) -> dict[int, str]:
    """By number of a sighting, the country in which its place isn't.

    `stated` are the countries in which the text itself sets each: "Sydney, Australia"; else None.
    Who writes of Sydney in Nova Scotia says only then where the other lies, once it comes up: "that
    is Sydney, Australia, dear".
    """
    alone: dict[str, list[int]] = {}
    found: dict[int, str] = {}
    both = list(enumerate(zip(listed, stated, strict=True)))
    both.sort(key=lambda row: row[1][0].passage.field == "body")  # the headline is read first
    for number, (it, code) in both:
        key = fold(it.text)
        if code is None:
            alone.setdefault(key, []).append(number)
            continue
        earlier = alone.pop(key, [])
        # A headline leaves out what the opening then says of the same place.
        if any(listed[one].passage.field == "body" for one in earlier):
            found.update((one, code) for one in earlier)
        alone[key] = []
    return found


def told_once(listed: list[Sighting], said: list[Place | None]) -> dict[int, Place]:
    """By number of a sighting, the place that the text itself sets its name in elsewhere.

    "Cambridge, Ohio" is Ohio's from there on and in the headline, unless the body has the bare name
    first, which may be another's, or sets the same name in two places.
    """
    by_name: dict[str, list[tuple[int, Place]]] = {}
    for number, place in enumerate(said):
        if place is not None and land(listed[number].text) is None:
            by_name.setdefault(fold(listed[number].text), []).append((number, place))
    if not by_name:
        return {}
    found: dict[int, Place] = {}
    bare_first: set[str] = set()
    # "body" comes before "headline".
    for number, it in sorted(enumerate(listed), key=lambda row: row[1].passage.field):
        key = fold(it.text)
        there = by_name.get(key)
        if there is None or said[number] or key in bare_first:
            continue
        first, place = there[0]
        if it.passage.field == "body" and number < first:
            bare_first.add(key)
        elif len({other.id for _, other in there}) == 1:
            found[number] = place
    return found
