"""The people, bodies and places of a story: where they stand, what they are called besides."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from schemas.enrichment import Entity, EntityType
from stream.enrich.lists import words
from stream.enrich.who.kinds import PORTFOLIOS
from stream.enrich.who.peoples import first_told_of
from stream.gazetteer import country_by_code

Gender = Literal["he", "she"]

MOST_BEFORE = 200
ACTORS = {EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE}
_PEOPLE_NOUNS = words("who", "person")
_GENDERED: dict[Gender, frozenset[str]] = {"he": words("who", "he"), "she": words("who", "she")}
_GIVEN: dict[str, Gender] = {
    **dict.fromkeys(words("who", "given he"), "he"),
    **dict.fromkeys(words("who", "given she"), "she"),
}
_EITHER = words("who", "given either")
"""Borne by men and by women, so that they tell nothing: "Hilary", "Joan"."""
_DOES = re.compile(
    r"^[^,]*?\b(?<!who )(?:said|says|told|was|were|is|has|had|will|would|could|did|conceded"
    r"|insisted|warned|admitted|argued|added|claimed|denied|announced|confirmed|pointed)\b"
)
"""So another acts: "Echoing Ada Byron, *the minister said*"."""
_SECOND = re.compile(r" and (?:(?:Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dr)\.? ?)?$")
"""What stands before it is another: "the *minister* and Mr Byron"."""
_VERB = re.compile(
    r" (?:\w{3,}ed|said|says|told|met|gave|took|put|saw|sent|made|left|was|is|has|had) "
)
"""What stands before it is somebody else: "the *spokesman* urged Ada Byron"."""
_WORD = re.compile(r"[A-Za-z][\w-]*")
_STOP = re.compile(r"[.,;:!?()\u201c\u201d\"\n\ue000-\ue003]")
_AFTER = re.compile(
    r"\)?, (?:who (?:is|was) )?"
    r"((?:an?|the|its|his|her|their)\b[^.,;:()\u201c\u201d\"\n\ue000-\ue003]{2,80})"
)
_ROLE_BEFORE = re.compile(
    r"\b((?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|\w+['\u2019]s)"
    r" [^.,;:()\ue000-\ue003\n]{2,70}), $"
)
_NEAR = 90
_OPENS = re.compile(
    r"(?:^|\n|[.!?][\"\u201d]? )(?:In|At|On|After|Before|During|With|By|Under|For|Since|From|Asked"
    r"|Speaking|Writing|According) [^,.\n]*$"
)
"""An opener before a name: what follows the comma after it is the subject of the sentence."""
_OF_THE_STATE = {"army", "police", "government"}
_SHORT = 2
_BODY_NOUNS = words("who", "group")
_KIND_BEFORE = re.compile(r"(?<!\w)([a-z-]+) $")
_OF = re.compile(r" (?:of|in|for|at|from|with|on|that|which|based) ")

_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Oo]ne)(?=((?: [\w.-]+){1,4}))")

_TITLES = {
    "Gen": "general", "Gov": "governor", "Sen": "senator", "Col": "colonel", "Lt": "lieutenant",
    "Capt": "captain", "Sgt": "sergeant", "Prof": "professor", "Dr": "doctor", "Adm": "admiral",
    "Maj": "major", "Supt": "superintendent", "Amb": "ambassador",
}  # fmt: skip
_TITLE = re.compile(
    rf"(?<!Lt )(?<!Lt\. )\b({'|'.join(_TITLES)}|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady)\.? $"
)


class Mentioned(NamedTuple):
    """A name in the body, end exclusive."""

    start: int
    end: int
    entity: Entity


@dataclass
class Traits:
    """What the story calls somebody besides the name."""

    nouns: set[str] = field(default_factory=set)
    portfolios: set[str] = field(default_factory=set)
    gender: Gender | None = None


class Cast:
    """Looks up who stands where in the body."""

    def __init__(
        self, text: str, entities: Iterable[Entity], opening: int = 0, home: str | None = None
    ) -> None:
        """Note every person, body and place after the dateline, and what is said of each.

        `home` is the code of the dateline's country.
        """
        self._opening = opening
        self._home = home
        self.mentions = sorted(
            (
                Mentioned(it.start, it.end, entity)
                for entity in entities
                if entity.type in ACTORS
                for it in entity.mentions
                if it.field == "body" and it.start >= opening
            ),
            key=lambda it: (it.start, -it.end),
        )
        self._starts = [it.start for it in self.mentions]
        self._text = text
        self._called: dict[str, bool] = {}

    @cached_property
    def _traits(self) -> dict[str, Traits]:
        """What the story calls each of them, read when it is first asked for."""
        learned: dict[str, Traits] = {}
        for it in self.mentions:
            if not is_place(it.entity):
                traits = learned.setdefault(it.entity.id, Traits())
                self._learn(it, traits) if is_person(it.entity) else self._learn_body(it, traits)
        return learned

    def has_body(self, noun: str) -> bool:
        """Whether a body of the story has the noun in its name."""
        if noun not in self._called:
            names = {it.entity.name for it in self.mentions if is_body(it.entity)}
            self._called[noun] = any(is_called(it.lower().split(), noun) for it in names)
        return self._called[noun]

    def is_introduced(self, noun: str, before: int) -> bool:
        """Whether somebody without a name was called so: "a U.S. *official*"."""
        return self._introduced.get(noun, before) < before

    @cached_property
    def _introduced(self) -> dict[str, int]:
        """Where "a", "an" or "one" first stands before each of the words that may go with it."""
        first: dict[str, int] = {}
        for it in _INDEFINITE.finditer(self._text):
            for word in _OF.split(it[1])[0].split():
                first.setdefault(word, it.start())
        return first

    def is_at_home(self, land: Entity, before: int) -> bool:
        """Whether it is the dateline's country; without one, whether no other people is named."""
        if self._home is not None:
            at = country_by_code(self._home)
            return at is not None and land.id == f"wikidata:{at.wikidata}"
        return all(it == land.id or start >= before for it, start in self._peoples.items())

    @cached_property
    def _peoples(self) -> dict[str, int]:
        return first_told_of(self._text, self._opening)

    def within(self, start: int, end: int) -> list[Mentioned]:
        """The names that stand wholly in a stretch, left to right."""
        first = bisect_left(self._starts, start)
        last = bisect_right(self._starts, end - 1, first) if end > start else first
        return [it for it in self.mentions[first:last] if it.end <= end] if last > first else []

    def before(self, place: int) -> list[Mentioned]:
        """The last names that begin before a place, at most 200, left to right."""
        end = bisect_left(self._starts, place)
        return self.mentions[max(0, end - MOST_BEFORE) : end]

    def people(self) -> list[Entity]:
        """Everybody named."""
        return list(
            {it.entity.id: it.entity for it in self.mentions if is_person(it.entity)}.values()
        )

    @cached_property
    def _has_several(self) -> bool:
        """Whether the story names more than one person."""
        return len(self.people()) > 1

    def traits(self, entity: Entity) -> Traits:
        """What the story calls them."""
        return self._traits.get(entity.id) or Traits()

    def is_gender(self, entity: Entity, gender: Gender) -> bool:
        """Whether nothing speaks against it: not what the story says, nor the given name.

        A given name only chooses among several.
        """
        known = self.traits(entity).gender
        if known is None and self._has_several:
            known = _GIVEN.get(entity.name.partition(" ")[0])
        return known in {None, gender}

    def note_gender(self, entity: Entity, gender: Gender) -> None:
        """A pronoun has told it."""
        traits = self._traits.setdefault(entity.id, Traits())
        traits.gender = traits.gender or gender

    def _learn(self, it: Mentioned, traits: Traits) -> None:
        text = self._text
        said = _nouns(it.entity.role) if it.entity.role else set[str]()
        title = _TITLE.search(text, max(0, it.start - 8), it.start)
        if title:
            said.add(_TITLES.get(title[1]) or title[1].lower())
        near = _STOP.split(text[max(0, it.start - _NEAR) : it.start])[-1]
        last = "" if _SECOND.search(near) else " ".join(near.split()[-6:])
        nouns = _nouns(last)
        said |= nouns if _PEOPLE_NOUNS.isdisjoint(nouns) else _nouns(_VERB.split(last)[-1])
        if text.endswith(", ", 0, it.start):
            role = _ROLE_BEFORE.search(text, max(0, it.start - _NEAR), it.start)
            said |= _nouns(role[1]) if role else set()
        after = self._after(it)
        said |= _nouns(after[1]) if after else set()
        traits.nouns |= said & _PEOPLE_NOUNS
        traits.portfolios |= said & PORTFOLIOS
        for gender, listed in _GENDERED.items():
            if not said.isdisjoint(listed):
                traits.gender = traits.gender or gender

    def _after(self, it: Mentioned) -> re.Match[str] | None:
        """What it is, after a comma; not who acts: "After talks with Ada Byron, *the minister*"."""
        found = _AFTER.match(self._text, it.end)
        opens = found and _OPENS.search(self._text, max(0, it.start - _NEAR), it.start)
        return None if opens or (found and _DOES.search(found[1])) else found

    def _learn_body(self, it: Mentioned, traits: Traits) -> None:
        """What stands right before or after a body: "hedge fund Acme", "Acme, a broker"."""
        nouns = traits.nouns
        before = _KIND_BEFORE.search(self._text, max(0, it.start - _NEAR), it.start)
        if before and before[1] in _BODY_NOUNS:
            nouns.add(before[1])
        around = [self._after(it)]
        if self._text[max(0, it.start - 6) : it.start].endswith((", ", ", the ")):
            start = it.start - 4 * self._text.startswith("the ", it.start - 4)
            around.append(_ROLE_BEFORE.search(self._text, max(0, start - _NEAR), start))
        for role in filter(None, around):
            nouns |= {_OF.split(role[1])[0].split()[-1]} & _BODY_NOUNS


def is_called(name: list[str], noun: str) -> bool:
    """Whether a name holds the noun; "the army" is no "National Liberation Army"."""
    return noun in name and (noun not in _OF_THE_STATE or len(name) <= _SHORT)


def is_given(name: str) -> bool:
    """Whether it is a name that people are given."""
    return name in _GIVEN or name in _EITHER


def is_person(entity: Entity) -> bool:
    """Whether it is somebody."""
    return entity.type is EntityType.PERSON


def is_body(entity: Entity) -> bool:
    """Whether it is an organisation."""
    return entity.type is EntityType.ORGANISATION


def is_place(entity: Entity) -> bool:
    """Whether it is a place, which may stand for its government."""
    return entity.type is EntityType.PLACE


def is_land(entity: Entity) -> bool:
    """Whether it is a country."""
    return is_place(entity) and entity.id.startswith("wikidata:")


def _nouns(words_said: str) -> set[str]:
    return {match[0].lower() for match in _WORD.finditer(words_said)}
