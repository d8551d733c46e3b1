"""Whether a phrase for which nobody is found means somebody who has no name in the story.

"Prosecutors", "a nurse", "his lawyer" have no name in the story; "the club", "Translink" may be
somebody whom it names, in a way that nobody could tell.
"""

import re

from stream.enrich.lists import words
from stream.enrich.who.cast import Cast
from stream.enrich.who.finite import has_verb

_DETERMINER = re.compile(
    r"(?P<some>an?|one|another|some|two|three|four|five|six|several|many|most|few|others?"
    r"|more|dozens|hundreds|thousands|none|no one|critics)\b ?"
    r"|(?P<the>the|this|that|these|those)\s+|(?P<own>his|her|their|its|my|our)\s+",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:[\w'\u2019.&/-]+ )*?(?P<noun>[\w'\u2019-]+)"
    r"(?=$|,| (?:of|in|for|at|from|with|on|who|that|to|by|close|familiar|near|briefed|involved"
    r"|about|inside|outside|within|across|under|there|here|working|seen|unsealed"
    r"|released|\w{3,}ed)\b)"
)
_AND_MANY = re.compile(r"(?:[a-z-]+ )?(?:[a-z-]{2,}s|police) and (?:[a-z-]+ ){0,3}[a-z-]+$")
"""Several, all without names: "residents and a local official"."""
_PLURAL = re.compile(r"(?:.*[a-z](?<!s)(?<!u)(?<!i)s|police|people|media|.*(?:wo)?men|MPs|MEPs)$")
_MEDIA_ENDS = ("reports", "media", "records")
_MEDIA = re.compile(
    r"(?:(?:local|state|newspaper|news|media|press|police|court) )+(?:reports|media|records)"
)
_MANY = words("who", "many")
_PEOPLE = words("who", "person")
_NAMELESS = words("who", "without a name")
_SOMEBODYS = re.compile(r"\b[a-z]+['\u2019]s? (?:[a-z]+ )?$")
"""Whose somebody is: "the prime *minister's* spokesman"."""
_AIDES = {"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "lawyer", "friend"}
_REPORTS = {"report", "review", "indictment", "complaint", "lawsuit", "suit"}
"""Papers that speak for themselves, unless it is said whose they are."""
_BODIES = words("who", "group") - words("who", "private group")
_ONE_AMONG = re.compile(r"\b(?:biggest|largest|main|top|leading|oldest|second|only)\b|-")
"""So a body is told apart, and may well be named: "Kenya's *largest* union"."""
_SEVERAL_NAMED = {"companies", "parties", "groups", "leaders", "sides", "countries"}
_PAPERS = words("who", "paper")


def is_unnamed(text: str, cast: Cast, start: int, end: int) -> bool:
    """Whether the phrase names nobody on purpose."""
    said = text[start:end]
    determiner = _DETERMINER.match(said)
    rest = said[determiner.end() :] if determiner else said
    head = _HEAD.match(rest)
    if not head or _AND_MANY.match(said) or (said.endswith(_MEDIA_ENDS) and _MEDIA.fullmatch(said)):
        return head is not None or bool(determiner and determiner["some"])
    noun, lead = head["noun"].lower(), rest[: head.start("noun")]
    of_whom = noun.removesuffix("s") in _REPORTS and bool(not determiner or cast.within(start, end))
    if determiner is None:
        many = _are_many(noun) and said[:5].lower() != "both "
        many = many or _is_of_somebody(cast, said, noun)
        return many and not of_whom and noun.removesuffix("s") not in _PAPERS
    if of_whom or noun in _PAPERS or noun in _SEVERAL_NAMED or rest.startswith("of them"):
        return False
    if determiner["some"]:
        return not has_verb(rest, 0, len(lead))
    if determiner["own"]:
        return noun in _PEOPLE or bool(_PLURAL.match(noun))
    aide = noun in _AIDES and bool(_SOMEBODYS.search(lead))
    return aide or _is_told_of(cast, start, noun)


def _are_many(noun: str) -> bool:
    """Bare words for many: "prosecutors", "Israeli officials", "residents of the town"."""
    return bool(_PLURAL.fullmatch(noun)) or noun in _MANY


def _is_of_somebody(cast: Cast, said: str, noun: str) -> bool:
    """As in "Byron's lawyer", "Kenya's air force"."""
    if "'s " not in said and "\u2019s " not in said:
        return False
    if noun in _PEOPLE or _is_nameless(cast, noun):
        return True
    return noun in _BODIES and not (cast.has_body(noun) or _ONE_AMONG.search(said))


def _is_told_of(cast: Cast, start: int, noun: str) -> bool:
    """Whether "the official" was "an official" before, or "the army" is none that has a name."""
    if _PLURAL.fullmatch(noun):
        return True
    if cast.is_introduced(noun, start):
        return True
    return _is_nameless(cast, noun)


def _is_nameless(cast: Cast, noun: str) -> bool:
    """Whether it is an institution that the story never names."""
    return noun in _NAMELESS and not cast.has_body(noun)
