"""Names that no entity has: a surname of somebody named, a paper, else the words themselves."""

import re

from stream.enrich.who.cast import Cast
from stream.enrich.who.referent import NAMED, NOBODY, UNLISTED, Referent

# Every word but the first needs a space before it: else a line in capitals can be cut in more ways
# than anybody can try.
_WORD = r"[A-Z][\w.&'\u2019-]*"
_CAPITALS = re.compile(
    rf"(?<!\w){_WORD}(?:\s+(?:(?:of|for|the|and|de|von|van|al|bin)\s+)?{_WORD})*\s*$"
)
_KIND_OF_PAPER = re.compile(
    rf"(?:the|The) (?:[\w-]+ ){{0,2}}?(?:journal|newspaper|daily|weekly|magazine|paper|tabloid"
    rf"|website|broadcaster|news agency|agency|channel|think tank|group|company|bank) "
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
)
_TWO_CAPITALS = re.compile(rf"(?<![\w.&'\u2019-]){_WORD} {_WORD}")
_PREPOSITIONS = (" of", " in", " for", " from", " at")


def unlisted(cast: Cast, said: str) -> Referent:
    """The name that the words end with."""
    found = _CAPITALS.search(said)
    name = found[0].strip() if found else ""
    if not found or not name:
        return NOBODY
    if found.start() and said[: found.start()].rstrip().endswith(_PREPOSITIONS):
        return NOBODY
    if found.start() == 0 and " " not in name and not name.isupper():
        people = [it for it in cast.people() if it.name.split()[-1] == name]
        return Referent(people[0], people[0].name, NAMED) if len(people) == 1 else NOBODY
    return Referent(None, name, UNLISTED)


def titled(said: str) -> Referent | None:
    """A paper, a journal: "the journal *Nature*"."""
    found = _KIND_OF_PAPER.fullmatch(said)
    return Referent(None, found["name"], UNLISTED) if found else None


def has_name(said: str) -> bool:
    """Whether two words with a capital follow each other."""
    return bool(_TWO_CAPITALS.search(said))
