"""What a story calls the one who has just spoken, for want of another "he": "the Swede"."""

import re

from stream.enrich.lists import words
from stream.gazetteer import demonym

_AGED = re.compile(r"(?:[\w-]+ ){0,2}\d{1,3}-year-old|(?:veteran|embattled|ousted) [a-z]+")
_PARTISANS = {"Democrat", "Republican", "Conservative", "Socialist", "Liberal", "Green"}
_HEAD_CUT = re.compile(r" (?:of|in|for|at|from|with|on|who|that) ")
_NOUNS = words("who", "epithet")


def is_epithet(noun: str) -> bool:
    """Whether "the (noun)" may be anybody: by land, party, age or trade, not by an office."""
    head = _HEAD_CUT.split(noun)[0]
    if _AGED.fullmatch(head):
        return True
    last = head.split()[-1]
    if last[:1].isupper():
        return last in _PARTISANS or demonym(last) is not None
    return last in _NOUNS
