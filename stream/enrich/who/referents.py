"""From a phrase to somebody. A wrong one is worse than none: where it is in doubt there is none."""

import re
from dataclasses import dataclass, field

from schemas.enrichment import Entity
from stream.enrich.lists import words
from stream.enrich.who.cast import Cast, Gender, Mentioned, is_body, is_person, is_place
from stream.enrich.who.described import described, with_noun
from stream.enrich.who.referent import DESCRIBED, NAMED, NOBODY, PRONOUN, UNLISTED, Referent

_POSSESSIVE = re.compile(r"['\u2019]s?\s+(?=\w)")
_OF = re.compile(r"\b(?:of|for|to|with|from|by|at|in|near|against|under|on) (?:the |The )?$")
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|officials?|observers?|monitors?|negotiators?|delegates?|scientists?|researchers?|analysts?|experts?|lawyers?|source|sources"
    r"|economists?|representatives?|engineers?|doctors?|prosecutors?|investigators?|inspectors?"
    r"|statement|head|chief|director|president|chairman|branch|chapter|office)"
    r"(?: \w+)? (?:of|for|at|from|with|by) (?:the |The )?$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"['\u2019]s? (?:\w+ )?(?:chapter|branch|arm|unit|office|division|wing|service)\b"
)
_GOVERNMENT = re.compile(r"(?:['\u2019]s)? (?:government|cabinet)$")
_AND = re.compile(r"(?:,[^,]{2,40})* and (?:the )?(?=[A-Z])")
_SOLE = re.compile(r"^(?:the |The )?$")
_DETERMINER = re.compile(
    r"^(?P<which>the|this|that|his|her|its|their|a|an)\s+(?P<noun>.+)$", re.IGNORECASE
)
# Every word but the first needs a space before it: else a line in capitals can be cut in more ways
# than anybody can try.
_WORD = r"[A-Z][\w.&'\u2019-]*"
_CAPITALS = re.compile(
    rf"(?<!\w){_WORD}(?:\s+(?:(?:of|for|the|and|de|von|van|al|bin)\s+)?{_WORD})*\s*$"
)
_PRONOUNS: dict[str, Gender] = {"he": "he", "him": "he", "she": "she", "her": "she"}
_SOMETHING_ELSE = re.compile(
    r" (?:(?!news )\w+ )?(?:body|arm|mission|envoy|unit|report|survey|study|poll|officials?|sources?"
    r"|officers?|insiders?|diplomats?|employees?|workers?)"
)
"""So a body stands before another, or before those who have no name: "the U.N. *agency*"."""
_SPOKESPERSON = re.compile(r"(?:company |ministry |police )?spokes(?:man|woman|person)")
_KIND_OF_PAPER = re.compile(
    rf"(?:the|The) (?:[\w-]+ ){{0,2}}?(?:journal|newspaper|daily|weekly|magazine|paper|tabloid"
    rf"|website|broadcaster|news agency|agency|channel|think tank|group|company|bank) "
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
)
_TWO_CAPITALS = re.compile(rf"{_WORD} {_WORD}")
_AGENCY = re.compile(r" (?:\w+ )?agency")
_UNIONS = {"United Nations", "European Union", "African Union"}
_FOR_THE = re.compile(
    r"(?:an?|the|its) (?:[\w-]+ )?(?:spokes\w+|statement|source|official|representative|executive)"
    r" (?:for|of|at|from|in|within) the (?P<noun>[a-z-]+)$",
    re.IGNORECASE,
)
_MEMORY = 3
_WHO_SAYS_SO = words("who", "private group") | {"agency", "club", "team"}
_NEAR = 80
_ARTICLE = len("The ")


@dataclass
class Sentence:
    """Who spoke or acted in a sentence that was read, and who else stands in it."""

    paragraph: int
    subject: Referent = NOBODY
    people: list[Entity] = field(default_factory=list)
    unknown: bool = False
    """Whether it begins with a name that no entity has: then a pronoun may mean that."""


class Referents:
    """Follows a story from its beginning; sentences are told to it in order."""

    def __init__(self, text: str, cast: Cast) -> None:
        """Nobody has spoken yet. `text` may have its quotes masked."""
        self._text = text
        self._cast = cast
        self._read: list[Sentence] = []

    def tell(self, sentence: Sentence) -> None:
        """A sentence has been read."""
        self._read = [*self._read[-_MEMORY:], sentence]

    def who(self, start: int, end: int, paragraph: int, since: int | None = None) -> Referent:
        """Whom the phrase means; `since` is where its sentence begins."""
        while start < end and self._text[start].isspace():
            start += 1
        words_said = self._text[start:end].strip()
        end = start + len(words_said)
        low = words_said.lower()
        if not words_said:
            return NOBODY
        if low in _PRONOUNS:
            return self._person(_PRONOUNS[low], paragraph)
        if low == "they":
            return self._thing(paragraph)
        if low == "it":
            return self._opening(start if since is None else since) or self._thing(paragraph)
        named = self._cast.within(start, end)
        return self._named(named, start, end) or self._otherwise(
            words_said, start, paragraph, named, start if since is None else since
        )

    def _own(self, since: int, start: int) -> Referent | None:
        """What "its" means within a sentence: the place or body that the sentence begins with."""
        first = next(iter(self._cast.within(since, start)), None)
        if first is None or is_person(first.entity):
            return None
        return Referent(first.entity, first.entity.name, PRONOUN)

    def _opening(self, since: int) -> Referent | None:
        """The body whose possessive the sentence begins with: "*Acme*'s sales rose, it said"."""
        first = next(iter(self._cast.within(since, since + _NEAR)), None)
        if first is None or not is_body(first.entity) or first.start > since + _ARTICLE:
            return None
        if not _POSSESSIVE.match(self._text, first.end):
            return None
        return Referent(first.entity, first.entity.name, PRONOUN)

    def _named(self, named: list[Mentioned], start: int, end: int) -> Referent | None:
        if named and self._is_first_of_several(named, start):
            return Referent(named[0].entity, named[0].entity.name, NAMED)
        people = [it for it in named if is_person(it.entity)]
        for it in people:
            if not self._belongs_elsewhere(it, start, end):
                return Referent(it.entity, it.entity.name, NAMED)
        if people:
            return NOBODY
        for it in reversed([it for it in named if is_body(it.entity)]):
            if self._speaks(it, start, end):
                return Referent(it.entity, it.entity.name, NAMED)
        for it in named:
            if is_place(it.entity) and self._is_government(it, start, end):
                return Referent(it.entity, it.entity.name, NAMED)
        return None

    def _is_first_of_several(self, named: list[Mentioned], start: int) -> bool:
        """As in "Kenya and the United Nations": the first speaks for both."""
        first = named[0]
        if len(named) == 1 or not _SOLE.match(self._text[start : first.start]):
            return False
        return bool(_AND.match(self._text, first.end))

    def _belongs_elsewhere(self, it: Mentioned, start: int, end: int) -> bool:
        """As in "Byron's lawyer", "the widow of Byron"."""
        if _POSSESSIVE.match(self._text, it.end, end):
            return True
        return bool(_OF.search(self._text, start, it.start))

    def _speaks(self, it: Mentioned, start: int, end: int) -> bool:
        if _SOMETHING_ELSE.fullmatch(self._text, it.end, end):
            return False
        if it.entity.name in _UNIONS and _AGENCY.fullmatch(self._text, it.end, end):
            return False
        if _POSSESSIVE.match(self._text, it.end, end):
            return bool(_PART_OF.match(self._text, it.end, end))
        if _OF.search(self._text, start, it.start):
            return bool(_SPEAKS_FOR.search(self._text, start, it.start))
        return True

    def _is_government(self, it: Mentioned, start: int, end: int) -> bool:
        rest = self._text[it.end : end]
        return bool(_SOLE.match(self._text[start : it.start])) and (
            not rest or bool(_GOVERNMENT.fullmatch(rest))
        )

    def _otherwise(
        self, said: str, start: int, paragraph: int, named: list[Mentioned], since: int
    ) -> Referent:
        phrase = _DETERMINER.match(said)
        if phrase:
            which, noun = phrase["which"].lower(), phrase["noun"].lower()
            office = _FOR_THE.match(said)
            if office and not named:
                return described(self._cast, office["noun"].lower(), start)
            if which in {"the", "this", "that"}:
                found = described(self._cast, noun, start) if not named else NOBODY
                if found.name or named:
                    return found
                return self._titled(said) or self._begun(noun, since, start) or NOBODY
            if which == "its" and noun == "government":
                return self._own(since, start) or self._thing(paragraph)
            if which in {"his", "her", "their", "its"} and not named:
                return with_noun(self._cast, noun.split()[-1], len(self._text))
            if which not in {"a", "an"}:
                return NOBODY
            if _SPOKESPERSON.fullmatch(noun):
                return self._thing(paragraph)
            if not _TWO_CAPITALS.search(said):
                return NOBODY
        return self._unlisted(said) if not named else NOBODY

    def _begun(self, noun: str, since: int, start: int) -> Referent | None:
        """The company that the sentence begins with: "*Acme*'s sales rose, the company said"."""
        first = next(iter(self._cast.within(since, min(start, since + _NEAR))), None)
        if first is None or not is_body(first.entity) or first.start > since + _ARTICLE:
            return None
        if noun.split()[-1] not in _WHO_SAYS_SO:
            return None
        return Referent(first.entity, first.entity.name, DESCRIBED)

    def _titled(self, said: str) -> Referent | None:
        """A paper, a journal that no entity has: "the journal *Nature*"."""
        found = _KIND_OF_PAPER.fullmatch(said)
        return Referent(None, found["name"], UNLISTED) if found else None

    def _person(self, gender: Gender, paragraph: int) -> Referent:
        """The last who spoke or acted, if the pronoun fits; else the one person it can be."""
        for sentence in reversed(self._read):
            if paragraph - sentence.paragraph > 1:
                break
            subject = sentence.subject
            if subject.entity is None and subject.name:
                return subject._replace(sure=UNLISTED)
            if subject.entity and self._is(subject.entity, gender):
                return self._found(subject.entity, gender)
            fitting = [it for it in sentence.people if self._cast.is_gender(it, gender)]
            if len({it.id for it in fitting}) == 1:
                return self._found(fitting[0], gender)
            if fitting or sentence.unknown:
                return NOBODY
        return NOBODY

    def _is(self, entity: Entity, gender: Gender) -> bool:
        return is_person(entity) and self._cast.is_gender(entity, gender)

    def _found(self, person: Entity, gender: Gender) -> Referent:
        self._cast.note_gender(person, gender)
        return Referent(person, person.name, PRONOUN)

    def _thing(self, paragraph: int) -> Referent:
        for sentence in reversed(self._read):
            if paragraph - sentence.paragraph > 1:
                break
            subject = sentence.subject
            if subject.name is None:
                break
            if subject.entity and is_person(subject.entity):
                continue
            return subject._replace(sure=min(subject.sure, PRONOUN))
        return NOBODY

    def _unlisted(self, said: str) -> Referent:
        """A name that no entity has: a surname of somebody named, else the words themselves."""
        found = _CAPITALS.search(said)
        if not found or not found[0].strip():
            return NOBODY
        name = found[0].strip()
        if found.start() and said[: found.start()].rstrip().endswith(
            (" of", " in", " for", " from", " at")
        ):
            return NOBODY
        if found.start() == 0 and " " not in name and not name.isupper():
            people = [it for it in self._cast.people() if it.name.split()[-1] == name]
            if len(people) == 1:
                return Referent(people[0], people[0].name, NAMED)
            return NOBODY
        return Referent(None, name, UNLISTED)
