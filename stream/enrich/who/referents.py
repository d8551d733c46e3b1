"""From a phrase to somebody. A wrong one is worse than none: where it is in doubt there is none."""

import re
from collections.abc import Callable
from typing import NamedTuple

from stream.enrich.lists import words
from stream.enrich.who.cast import Cast, Gender, Mentioned, is_body, is_person, is_place
from stream.enrich.who.described import (
    HEAD_CUT,
    described,
    is_paper,
    only_country,
    together,
    with_noun,
)
from stream.enrich.who.epithets import is_epithet
from stream.enrich.who.heard import Heard, Sentence, Told
from stream.enrich.who.kinds import PAPERS, PORTFOLIOS
from stream.enrich.who.named import UNIONS, named_in
from stream.enrich.who.referent import (
    DESCRIBED,
    NOBODY,
    PRONOUN,
    UNKNOWN,
    Referent,
)
from stream.enrich.who.unlisted import (
    agency,
    given_name,
    has_name,
    longer,
    office,
    paper,
    titled,
    unlisted,
)
from stream.enrich.who.unnamed import is_unnamed

_POSSESSIVE = re.compile(r"['\u2019]s?\s+(?=\w)")
_DETERMINER = re.compile(
    r"^(?P<which>the|this|that|his|her|its|their|a|an)\s+(?P<noun>.+)$", re.IGNORECASE
)
_PRONOUNS: dict[str, Gender] = {"he": "he", "him": "he", "she": "she", "her": "she"}
_SPOKESPERSON = re.compile(r"(?:(?P<of>[a-z-]+) )?spokes(?:man|woman|person)")
_FOR_THE = re.compile(
    r"(?:an?|the|its) (?:[\w-]+ )?(?:spokes\w+|statement|source|official|representative|executive)"
    r" (?:for|of|at|from|in|within) the (?P<noun>[a-z-]+)$",
    re.IGNORECASE,
)
_OF_A_LAND = re.compile(
    r"(?:government|cabinet|embassy|army|military|parliament)"
    r"|(?:[a-z]+ )?ministry"
)
_WHO_SAYS_SO = words("who", "private group") | {"agency", "club", "team"}
_NAMELESS = {"police", "government", "military", "army", "court", "hospital", "school", "airport"}
_NEAR = 80
_ARTICLES = frozenset({"", "The ", "the "})
_KIND = re.compile(
    r"(?:The |the )?(?:(?!In|On|At|As|For|By|To|From|With)[A-Z\d][\w'\u2019-]* )*"
    r"(?:(?!to |of |in |on |at |by |for |from |with |and |an? |the )[a-z-]+ ){1,3}"
)
"""What a body is, before its name: "Brazilian Serie A side *Santos*"."""
_TOGETHER = re.compile(
    r"(?:the|both|the two|both of the) (?:companies|firms|sides|countries|governments|banks|clubs"
    r"|airlines|unions|groups)",
    re.IGNORECASE,
)
_LEADS = frozenset("aAbByYsSmMhH")
_LEADING = re.compile(r"(?:and|but|yet|still|meanwhile|however|so),? (?=[a-z])", re.IGNORECASE)
_THINGS = frozenset({"it", "they"})
_THESE = frozenset({"the", "this", "that"})
_OWN = frozenset({"his", "her", "their", "its"})


class _Words(NamedTuple):
    """What a phrase says, where, and the names in it; `since` is where its sentence begins."""

    said: str
    start: int
    since: int
    paragraph: int
    named: list[Mentioned]


class Referents:
    """Follows a story from its beginning; sentences are told to it in order."""

    def __init__(self, text: str, cast: Cast) -> None:
        """Nobody has spoken yet. `text` may have its quotes masked."""
        self._text = text
        self._cast = cast
        self._heard = Heard(cast)

    def tell(self, paragraph: int, look: Callable[[], Sentence]) -> Told:
        """A sentence has been read; `look` says what it leaves, should anything ask."""
        return self._heard.tell(paragraph, look)

    def who(self, start: int, end: int, paragraph: int, since: int | None = None) -> Referent:
        """Whom the phrase means; `since` is where its sentence begins.

        NOBODY where it names nobody, UNKNOWN where it may and can't be told.
        """
        while start < end and self._text[start].isspace():
            start += 1
        words_said = self._text[start:end].strip()
        end = start + len(words_said)
        if words_said[:1] in _LEADS and (leading := _LEADING.match(words_said)):
            start, words_said = start + leading.end(), words_said[leading.end() :]
        if not words_said:
            return UNKNOWN
        begins = start if since is None else since
        if pronoun := self._pronoun(words_said.lower(), begins, paragraph):
            return pronoun
        if _TOGETHER.fullmatch(words_said):
            return together(self._text, self._cast, begins, start)
        named = self._cast.within(start, end)
        found = named_in(self._text, named, start, end) or self._otherwise(
            _Words(words_said, start, begins, paragraph, named)
        )
        if found.name is None and (given := given_name(self._text, words_said, end)):
            return given
        known = found.name or is_unnamed(self._text, self._cast, start, end)
        return found if known else UNKNOWN

    def _pronoun(self, low: str, since: int, paragraph: int) -> Referent | None:
        """Whom "he", "it", "she and others" mean; None where it is no pronoun."""
        if gender := _PRONOUNS.get(low.partition(" and ")[0]):
            return self._heard.person(gender, paragraph)
        if low.startswith("one of them"):
            return NOBODY if self._heard.is_unnamed(paragraph) else UNKNOWN
        if low == "it" and (opening := self._opening(since)):
            return opening
        if low not in _THINGS:
            return None
        return self._heard.thing(paragraph, many=low == "they")

    def _own(self, since: int, start: int) -> Referent | None:
        """What "its" means within a sentence: the place or body that the sentence begins with."""
        first = next(iter(self._cast.within(since, start)), None)
        if first is None or is_person(first.entity):
            return None
        return Referent(first.entity, first.entity.name, PRONOUN)

    def _opening(self, since: int) -> Referent | None:
        """The body whose possessive the sentence begins with: "*Acme*'s sales rose, it said"."""
        first = self._first_body(since, since + _NEAR)
        if first is None or not _POSSESSIVE.match(self._text, first.end):
            return None
        return Referent(first.entity, first.entity.name, PRONOUN)

    def _begun(self, noun: str, at: _Words) -> Referent | None:
        """The company that the sentence begins with: "*Acme*'s sales rose, the company said"."""
        first = self._first_body(at.since, min(at.start, at.since + _NEAR))
        if first is None or noun.rsplit(maxsplit=1)[-1] not in _WHO_SAYS_SO:
            return None
        return Referent(first.entity, first.entity.name, DESCRIBED)

    def _first_body(self, since: int, until: int) -> Mentioned | None:
        """The body that a sentence begins with."""
        first = next(iter(self._cast.within(since, until)), None)
        if first is None or not is_body(first.entity):
            return None
        lead = self._text[since : first.start]
        return first if lead in _ARTICLES or _KIND.fullmatch(lead) else None

    def _otherwise(self, at: _Words) -> Referent:
        inner = self._text[at.named[-1].start : at.named[-1].end] if at.named else ""
        if name := paper(at.said) or office(at.said) or (longer(at.said, inner) if inner else None):
            return name
        phrase = _DETERMINER.match(at.said)
        found = self._determined(phrase, at) if phrase else None
        if found is not None:
            return found
        return NOBODY if at.named else unlisted(self._cast, at.said)

    def _determined(self, phrase: re.Match[str], at: _Words) -> Referent | None:
        """Whom "the minister", "its government", "a spokesman" mean; None where a name follows."""
        which, noun = phrase["which"].lower(), phrase["noun"].lower()
        office = _FOR_THE.match(at.said)
        if office and not at.named:
            return self._of_the(office, at)
        if which in _THESE:
            return self._the(noun, at)
        if which in _OWN:
            return self._its(which, noun, at)
        if spokesman := _SPOKESPERSON.fullmatch(noun):
            return self._speaks_for(spokesman["of"], at)
        return None if has_name(at.said) else NOBODY

    def _of_the(self, office: re.Match[str], at: _Words) -> Referent:
        """The body that "a spokesman for the council" speaks for."""
        found = described(self._cast, office["noun"].lower(), at.start)
        if found.name:
            return found
        start = at.start + office.start("noun") - len("the ")
        unnamed = is_unnamed(self._text, self._cast, start, at.start + len(at.said))
        return NOBODY if unnamed else UNKNOWN

    def _the(self, noun: str, at: _Words) -> Referent:
        if noun == "government":
            return only_country(self._cast, at.start)
        if at.named:
            # "The U.K. company": the place says only where.
            where = all(is_place(it.entity) or it.entity.name in UNIONS for it in at.named)
            last = noun.rsplit(maxsplit=1)[-1]
            found = described(self._cast, last, at.start, bare=False) if where else NOBODY
            return found if found.name else self._just_heard(at) or agency(at.said) or NOBODY
        spoke = self._heard.thing(at.paragraph) if noun in PAPERS else UNKNOWN
        if spoke.name and (spoke.entity is None or is_paper(self._cast, spoke.entity)):
            return spoke
        found = described(self._cast, noun, at.start)
        if found.name:
            return found
        if spokesman := _SPOKESPERSON.fullmatch(noun):
            return self._speaks_for(spokesman["of"], at)
        known = titled(at.said) or agency(at.said) or self._begun(noun, at) or self._just_heard(at)
        return known or (longer(at.said, "") if has_name(at.said[4:]) else None) or NOBODY

    def _speaks_for(self, noun: str | None, at: _Words) -> Referent:
        """The body of "a *company* spokesman", or the one that spoke last."""
        found = described(self._cast, noun, at.start) if noun else NOBODY
        if found.name or noun in _NAMELESS:
            return found
        if noun and noun not in _WHO_SAYS_SO:
            return UNKNOWN
        return self._heard.thing(at.paragraph)

    def _just_heard(self, at: _Words) -> Referent | None:
        """Who spoke or acted last, called by land or trade: "the Swede", "the striker"."""
        noun = at.said.partition(" ")[2]
        if not is_epithet(noun) or self._cast.is_introduced(noun.rsplit(maxsplit=1)[-1], at.start):
            return None
        return self._heard.somebody(at.paragraph)

    def _its(self, which: str, noun: str, at: _Words) -> Referent:
        if which == "its" and _OF_A_LAND.fullmatch(noun) and not at.named:
            land = self._own(at.since, at.start) or self._heard.thing(at.paragraph)
            return land if land.entity and is_place(land.entity) else UNKNOWN
        if at.named:
            return NOBODY
        head = HEAD_CUT.split(noun)[0].split()[-1]
        of = PORTFOLIOS.intersection(noun.split())
        found = with_noun(self._cast, head, len(self._text), of, also=noun == head)
        owner = self._heard.somebody(at.paragraph)
        # Nobody is their own lawyer.
        return NOBODY if owner and owner.entity is found.entity else found
