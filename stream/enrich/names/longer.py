"""A place's name within a longer name of something else isn't that place.

Capitals around it say so: "*Boston* Globe", "Bank of *Jordan*", "Real *Madrid*", "Lake *Geneva*".
Titles, parties, days and parts of a country may stand beside a place and leave it one: "*Texas*
Governor", "*Detroit* Monday", "East *London*".
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting
from stream.enrich.names.surroundings import opens_sentence, titled
from stream.enrich.names.tables import words
from stream.enrich.names.titles import OCCUPATIONS, is_title
from stream.gazetteer import country, demonym

_NEXT = re.compile(r" (?P<word>[A-Z][\w'\u2019-]*)(?P<more> [A-Z])?")
# A club that is called by a day.
_DAY_OF_CLUB = "wednesday"
_CLUB = re.compile(
    r" Wednesday(?:['\u2019]s)? (?:won|win|beat|lost|lose|drew|draw|were|are|have|play|host|visit"
    r"|face|sit|go|went|manager|coach|captain|striker|goalkeeper|midfielder|defender|fans)\b"
)
_ARTICLE = re.compile(r"\b(?:a|an|the) $", re.IGNORECASE)
_LAST = re.compile(r"(?P<word>[A-Z][\w'\u2019-]*|[A-Z][a-z]\.) (?:[Tt]he )?$")
_OF = Ending(
    r"(?P<head>[A-Z][\w'\u2019-]*) of (?:the )?(?:[A-Z][\w-]* and )?", " of ", " the ", " and "
)
# Games and fairs are called by place and year: "*Tokyo* 2020"; "in Tokyo 2020 people" isn't one.
# So are none that a date follows: "OSLO 2026-08-30".
_YEAR = re.compile(r" (?:19|20)\d\d\b(?![-/.]\d)")
# Named after the city where they were made; a country's agreements are its own.
_MADE = re.compile(
    r" (?:(?:climate|peace|nuclear|refugee) )?(?:accords?|agreements?|conventions?|criteria"
    r"|declaration|protocols?|prize|treaty|treaties)\b"
)
_PREPOSITION = re.compile(
    r"\b(?:in|at|from|near|to|outside|into|for|with|of|leaving) (?:the )?$", re.IGNORECASE
)
# Within a title of a work, in quotation marks: "Last Train to Lhasa".
_WORK = re.compile(r"[\"\u201c](?P<title>[^\"\u201c\u201d\n.,;!?]{0,48})$")
_WORK_END = re.compile(r"(?P<title>[^\"\u201c\u201d\n.,;!?]{0,48})[\"\u201d]")
_MINOR = re.compile(r"(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with|&)$", re.IGNORECASE)
_MOST_TITLE_WORDS = 8

# May follow a place, or stand before it, and leave it one.
_FOLLOWS = words("follows a place")
_PRECEDES = words("precedes a place")
# What is called after a place: "*Bank* of Jordan", "*Lake* Geneva".
_BODIES_OF = words("body of")
# What is sold under a place's name: "*Brussels* sprouts".
_WARES = words("ware")
_WARE = re.compile(r" (?P<first>[a-z]{3,12})(?: (?P<second>[a-z]{3,12}))?\b")


def without_parts_of_names(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The sightings without places that are part of a longer name."""
    return [it for it in sightings if not _is_part(it)]


def _is_part(it: Sighting) -> bool:
    if it.span.type is not EntityType.PLACE or it.span.is_given:
        return False
    return in_longer_name(it)


def in_longer_name(it: Sighting) -> bool:
    """Whether the words around a place's name make it part of another name."""
    if _is_ware(it) or _in_title_of_work(it):
        return True
    if _after_body(it) or _names_another(it):
        return True
    return (_goes_on(it) or _went_before(it)) and not titled(it.passage, it.span)


def _goes_on(it: Sighting) -> bool:
    """Whether a capital follows that can't stand beside a place by itself."""
    found = _NEXT.match(it.after)
    if found is None:
        return False
    word = found["word"]
    key = _key(word)
    if key in OCCUPATIONS:
        # "Texas Librarian Ada Byron", but "the Hollywood Reporter".
        return not found["more"]
    if key == _DAY_OF_CLUB and _CLUB.match(it.after) and not _PREPOSITION.search(it.before):
        return True
    if key in _FOLLOWS:
        return bool(_ARTICLE.search(it.before))
    if is_title(word) or _stands_by_itself(word):
        return False
    # "In Paris Angela Merkel said": a person may follow a place that is said to be one.
    return not _PREPOSITION.search(it.before) or key in _BODIES_OF or word.isupper()


def _went_before(it: Sighting) -> bool:
    """Whether a capital before it, that no sentence begins with, makes one name with it."""
    found = _LAST.search(it.before)
    if found is None or found[0].endswith(("the ", "The ")):
        return False
    word = found["word"]
    key = _key(word)
    if key in _BODIES_OF:
        return True
    start = it.span.start - len(found[0])
    if opens_sentence(it.passage, start) or key in _PRECEDES or key in _FOLLOWS or is_title(word):
        return False
    return not _stands_by_itself(word)


def _after_body(it: Sighting) -> bool:
    """Whether it ends "Bank of …", "Battle of …"; a company or a person "of" a place is from it."""
    found = _OF.search(it.before)
    return found is not None and _key(found["head"]) in _BODIES_OF


def _names_another(it: Sighting) -> bool:
    """Whether games or a treaty are called by it: "Tokyo 2020", "the Copenhagen criteria"."""
    if _MADE.match(it.after):
        return country(it.text) is None
    return _has_year(it)


def _has_year(it: Sighting) -> bool:
    if not _YEAR.match(it.after):
        return False
    return not _PREPOSITION.search(it.before)


def _in_title_of_work(it: Sighting) -> bool:
    start = _WORK.search(it.before)
    end = _WORK_END.match(it.after)
    if start is None or end is None:
        return False
    title = f"{start['title']}{it.text}{end['title']}".split()
    return len(title) <= _MOST_TITLE_WORDS and all(
        word[0].isupper() or word[0].isdigit() or _MINOR.match(word) for word in title
    )


def _is_ware(it: Sighting) -> bool:
    # "U.S. crude" is the country's.
    if country(it.text) and it.text.isupper():
        return False
    found = _WARE.match(it.after)
    return found is not None and bool(_WARES & {found["first"], found["second"]})


def _stands_by_itself(word: str) -> bool:
    bare = word.removesuffix("'s").removesuffix("\u2019s")
    return bool(country(bare) or demonym(bare))


def _key(word: str) -> str:
    return word.removesuffix("'s").removesuffix("\u2019s").strip(".").casefold()
