"""The places of the dateline, which the wire room has read already."""

from collections.abc import Iterator
from itertools import islice

from schemas.enrichment import EntityType
from schemas.wire import Dateline
from stream.enrich.names.groups import slug
from stream.enrich.names.place import Place
from stream.enrich.names.spans import DATELINE, WORD, Passage, Span, longest_first
from stream.gazetteer import city, country, fold, regions_named

_READS, _MOST_WORDS = 40, 6
_JOINERS = ("/", " / ", " and ", " & ")
_BY = frozenset({DATELINE})


def dateline_spans(passage: Passage, dateline: Dateline | None) -> list[Span]:
    """Where the dateline's place, region and country stand in the body, as far as they do."""
    if dateline is None:
        return []
    return longest_first(_spans(passage, dateline))


def filed_from(dateline: Dateline | None) -> Place | None:
    """The place that the wire room found, with its ids: the same one for the whole story."""
    if dateline is None or dateline.place is None:
        return None
    for vocabulary in ("wikidata", "geonames"):
        if number := dateline.ids.get(vocabulary):
            return Place(f"{vocabulary}:{number}", dateline.place, dateline.ids)
    code = dateline.ids.get("iso3166_2") or dateline.ids.get("iso3166_1")
    return _unlisted(dateline.place, code, dateline.ids) if code else None


def _spans(passage: Passage, dateline: Dateline) -> Iterator[Span]:
    """Read the words as written: the wire room's names are spelled out ("Mass.", "SAO PAULO")."""
    read = [match.span() for match in islice(WORD.finditer(passage.text), _READS)]
    words = [span for span in read if dateline.start <= span[0] < dateline.end]
    for first, (start, _) in enumerate(words):
        for _, end in reversed(words[first : first + _MOST_WORDS]):
            written = passage.text[start:end]
            if _is_place(written, dateline) or _is_another(passage, start, written):
                yield Span(start, _with_dot(passage, start, end), EntityType.PLACE, _BY)
                break


def _is_another(passage: Passage, start: int, written: str) -> bool:
    """Whether it is a second place that the story was filed from: "N'DJAMENA/GENEVA"."""
    before = passage.text[max(0, start - 5) : start]
    return before.endswith(_JOINERS) and bool(city(written) or country(written))


def _with_dot(passage: Passage, start: int, end: int) -> int:
    """The dot of "Fla." and "Ont." belongs to the region's short form."""
    dotted = passage.text[start : end + 1]
    short = (form for it in regions_named(dotted) for form in it.short)
    return end + 1 if dotted.endswith(".") and dotted in short else end


def _is_place(written: str, dateline: Dateline) -> bool:
    if dateline.place and fold(written) == fold(dateline.place):
        return True
    if dateline.country and (land := country(written)):
        return fold(land.name) == fold(dateline.country) or fold(written) == fold(dateline.country)
    return any(found.name == dateline.region for found in regions_named(written))


def _unlisted(name: str, code: str, ids: dict[str, str]) -> Place:
    """A place too small for the gazetteer, in a country or region that the dateline names."""
    return Place(f"place:{slug(f'{name} {code}')}", name, ids)
