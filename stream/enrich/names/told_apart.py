"""Places that a story tells apart from others of their name."""

from collections.abc import Iterable

from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting
from stream.enrich.names.lands import land
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
