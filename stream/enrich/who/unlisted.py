"""Names that no entity has: a surname of somebody named, a paper, else the words themselves."""

import re

from stream.enrich.lists import words
from stream.enrich.who.cast import Cast, is_given
from stream.enrich.who.referent import NAMED, NOBODY, UNLISTED, Referent
from stream.gazetteer import demonym

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
_PAPER = re.compile(
    r"(?:(?:The|the|An?|a|State|state|(?:The |the )?[A-Z]?[\w'\u2019]+['\u2019]s) )?"
    r"(?:[a-z-]+ ){0,2}"
    rf"(?P<name>(?!The )(?:{_WORD})(?: {_WORD}){{0,3}}) (?:[a-z]+ )?"
    r"(?:news agency|newspaper|daily|weekly|magazine|website|broadcaster|channel|radio|television"
    r"|TV)"
)
_NOT_WITHIN = re.compile(r"['\u2019]|^(?:In|At|On|From|To|For|Of|Near|Outside|Like|Unlike|As|By) ")
_NO_NAME = re.compile(
    r"(?:No|Some|Every|Any)(?:body|one)|None|One|Two|Three|Most|Many|Few|Some|Others?|Another|Both|All|Neither|He"
    r"|She|It|They|You|This|That|There|Who|What|Why|When|Where|How|Which|Dad|Mum|Mom|Father|Mother"
    r"|People|Police|Everything|Nothing|Critics|Staff|Opponents?|Paper|Radio|Media|Report|Source"
    r"|But|And|Yet|Still|Then|Also|Asked|Later|Earlier|Again|\w+ing"
)
_OFFICE = re.compile(
    r"(?:[Aa] (?:spokes\w+|statement) (?:for|at|from|by) )?(?:[Tt]he )?"
    rf"(?P<name>(?:U\.?S\.?|{_WORD}(?: {_WORD}){{0,2}})"
    r" (?:[a-z]+ )?[a-z]+['\u2019]s office"
    r"|U\.?S\.? (?:military|army|navy|embassy)|(?P<land>[A-Z][a-z]+) [Ee]mbassy)"
    r"(?: in [A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
)
_GIVES_NAME = re.compile(
    r",? who (?:gave (?:his|her|their) name"
    r"|(?:asked|wanted|agreed) to be (?:identified|named|called)|identified \w+sel(?:f|ves))"
    r"(?: only)? (?:as|by) (?:(?:the|his|her) (?:first )?name )?"
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
"""So somebody is named after all: "A driver, who gave his name as *Mykola*"."""
_SURNAMED = re.compile(
    r"\b(?:surnamed|named|called|identified (?:only )?(?:as|by the (?:sur)?name))"
    r" (?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)?)$"
)
"""So a name is given: "a miner surnamed *Guo*"."""
_SEVERAL = re.compile(r"([A-Z][a-z]+s) and (?:the )?[A-Z].*s")
"""Of several who speak together, the first: "*Conservatives* and Liberal Democrats"."""
_SOMEBODY_OF = re.compile(r"([A-Z][\w-]+ [A-Z][\w-]+) of ")
_OF_THE_UN = re.compile(
    r"[Tt]he (?P<name>(?:U\.?N\.?|United Nations) (?:[a-z-]+ ){1,3}"
    r"(?:agency|office|mission|tribunal))"
)
_ANY_OF = re.compile(
    r"(?:another|one|some|several|many|most|other|while|when|if|although|because|residents"
    r"|villagers|people|members|relatives|neighbours|neighbors|supporters|workers) ",
    re.IGNORECASE,
)
"""Many, or whoever belongs there: "*Residents* of Lima", "*another* member of the Cabinet"."""
_TWO_CAPITALS = re.compile(rf"(?<![\w.&'\u2019-]){_WORD} {_WORD}")
_NOUNS = words("who", "person") | words("who", "group") | words("who", "paper")
_WE = {"", "I", "We", "He", "She", "It", "They", "You"}
_MARKS = "\"'\u201c\u2018 -"
_PREPOSITIONS = (" of", " in", " for", " from", " at")


def unlisted(cast: Cast, said: str) -> Referent:
    """The name that the words end with."""
    said = said.lstrip(_MARKS)
    found = _CAPITALS.search(said)
    name = found[0].strip() if found else ""
    if not found or name in _WE or _is_a_people(name) or _ANY_OF.match(said):
        return NOBODY
    if several := _SEVERAL.fullmatch(name):
        name = several[1]
    if somebody := _SOMEBODY_OF.match(name):
        name = somebody[1] if is_given(somebody[1].partition(" ")[0]) else name
    if found.start() and said[: found.start()].rstrip().endswith(_PREPOSITIONS):
        return NOBODY
    if found.start() == 0 and " " not in name and not name.isupper():
        people = [it for it in cast.people() if it.name.split()[-1] == name]
        if len(people) == 1:
            return Referent(people[0], people[0].name, NAMED)
        if people or name.endswith("s") or name.lower() in _NOUNS or _NO_NAME.fullmatch(name):
            return NOBODY
    return Referent(None, name, UNLISTED)


def titled(said: str) -> Referent | None:
    """A paper, a journal: "the journal *Nature*"."""
    found = _KIND_OF_PAPER.fullmatch(said)
    return Referent(None, found["name"], UNLISTED) if found else None


def has_name(said: str) -> bool:
    """Whether two words with a capital follow each other."""
    return bool(_TWO_CAPITALS.search(said))


def paper(said: str) -> Referent | None:
    """A paper or agency by its name and kind: "the *Nikkei* business daily"."""
    found = _PAPER.fullmatch(said)
    if found is None or _is_a_people(found["name"]):
        return None
    return Referent(None, found["name"], UNLISTED)


def _is_a_people(name: str) -> bool:
    """Whether it says only from where: "the Swede", "Iraqi Kurds"."""
    first, *others = name.split() or [""]
    if demonym(first) is None:
        return False
    return not others or others[-1].endswith("s")


def given_name(text: str, said: str, end: int) -> Referent | None:
    """The name of somebody who is called so after all; the words end at `end`."""
    found = _GIVES_NAME.match(text, end) or _SURNAMED.search(said)
    return Referent(None, found["name"], UNLISTED) if found else None


def office(said: str) -> Referent | None:
    """An office called by whose it is: "the *U.S. attorney's office*", "the *Iranian embassy*"."""
    found = _OFFICE.fullmatch(said)
    if found is None or (found["land"] and demonym(found["land"]) is None):
        return None
    return Referent(None, found["name"], UNLISTED)


def agency(said: str) -> Referent | None:
    """A part of the United Nations called by what it does: "the *U.N. refugee agency*"."""
    found = _OF_THE_UN.fullmatch(said)
    return Referent(None, found["name"], UNLISTED) if found else None


def longer(said: str, inner: str) -> Referent | None:
    """A name within which a place alone is listed: "Cricket South Africa"."""
    found = _CAPITALS.fullmatch(said.removeprefix("The ").removeprefix("the "))
    if found is None or _NOT_WITHIN.search(said) or found[0] == inner:
        return None
    if found[0].rpartition(" ")[2].lower() in _NOUNS:
        return None
    return Referent(None, found[0], UNLISTED)
