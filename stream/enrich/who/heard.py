"""Who spoke or acted in the sentences right before: whom pronouns and epithets mean."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from schemas.enrichment import Entity
from stream.enrich.lists import words
from stream.enrich.who.cast import Cast, Gender, is_person
from stream.enrich.who.referent import NOBODY, PRONOUN, UNKNOWN, UNLISTED, Referent

_MEMORY = 3
_DEEPEST = 24
"""So many sentences at most wait to be looked at, each for the one before it."""
_THINGS = words("who", "group") | words("who", "paper") | {"report", "review", "inquiry", "act"}


@dataclass
class Sentence:
    """Who spoke or acted in a sentence that was read, and who else stands in it."""

    paragraph: int
    subject: Referent = NOBODY
    people: list[Entity] = field(default_factory=list)
    unnamed: bool = False
    """Whether somebody spoke who has no name: then a pronoun may mean them."""
    spoke: bool = False
    """Whether the subject spoke; else it acted."""
    unknown: bool = False
    """Whether it begins with a name that no entity has: then a pronoun may mean that."""
    spokesman: bool = False
    """Whether "a spokesman" spoke for a body: then "he" is that body too."""
    untold: bool = False
    """Whether somebody spoke of whom it can't be told who it was."""
    owners: bool = False
    """Whether its people are only told of: "*Ada Byron*'s record"."""


class Told:
    """A sentence that was read. What it leaves is looked at when it is first asked for, if ever.

    It is seen as the story stood then: what came later changes nothing.
    """

    __slots__ = ("_before", "_heard", "_look", "_sentence", "depth", "paragraph")

    def __init__(
        self, heard: "Heard", paragraph: int, before: "list[Told]", look: Callable[[], Sentence]
    ) -> None:
        """`look` says what it leaves, `before` are the sentences that it may lean on."""
        self.paragraph = paragraph
        self.depth: int = 1 + max((it.depth for it in before), default=0)
        """How many sentences, this one too, are still to be looked at one for the other."""
        self._heard = heard
        self._before = before
        self._look = look
        self._sentence: Sentence | None = None

    @property
    def sentence(self) -> Sentence:
        """Who spoke or acted in it, and who else stands there."""
        if self._sentence is None:
            with self._heard.as_of(self._before):
                self._sentence = self._look()
            self._before, self.depth = [], 0
        return self._sentence


class Heard:
    """Remembers the last sentences; none but those of this paragraph and the last count.

    NOBODY is somebody who has no name, UNKNOWN somebody of whom it can't be told.
    """

    def __init__(self, cast: Cast) -> None:
        """Nobody has spoken yet."""
        self._cast = cast
        self._read: list[Told] = []

    def tell(self, paragraph: int, look: Callable[[], Sentence]) -> Told:
        """A sentence has been read; `look` says what it leaves, should anything ask."""
        told = Told(self, paragraph, self._read, look)
        if told.depth > _DEEPEST:
            _ = told.sentence
        self._read = [*self._read[-_MEMORY:], told]
        return told

    @contextmanager
    def as_of(self, read: list[Told]) -> Iterator[None]:
        """The memory as it was when these were the last sentences."""
        now, self._read = self._read, read
        try:
            yield
        finally:
            self._read = now

    def person(self, gender: Gender, paragraph: int) -> Referent:
        """The last who spoke or acted, if the pronoun fits; else the one person it can be."""
        untold = False
        for sentence in self._near(paragraph):
            if found := self._whoever_spoke(sentence) or self._fitting(sentence, gender):
                return UNKNOWN if untold and not sentence.spoke else found
            untold = untold or sentence.untold
        return UNKNOWN

    def _whoever_spoke(self, sentence: Sentence) -> Referent | None:
        """Somebody who spoke and is no entity: a name, or the body of "a spokesman"."""
        subject = sentence.subject
        if subject.entity is None and subject.name and not _is_thing(subject.name):
            return subject._replace(sure=UNLISTED)
        if sentence.spokesman and subject.name:
            return subject._replace(sure=PRONOUN)
        return None

    def _fitting(self, sentence: Sentence, gender: Gender) -> Referent | None:
        """The one who fits; nobody where one without a name spoke, and no other can be meant."""
        fitting = [it for it in sentence.people if self._cast.is_gender(it, gender)]
        if sentence.unnamed and not sentence.spoke:
            return UNKNOWN if fitting else NOBODY
        subject = sentence.subject
        if subject.entity and self._is(subject.entity, gender):
            alone = {it.id for it in sentence.people} <= {subject.entity.id}
            return self._found(subject.entity, gender, sure=alone)
        if len({it.id for it in fitting}) == 1:
            return self._found(fitting[0], gender)
        if fitting or sentence.unknown or sentence.unnamed:
            return NOBODY if sentence.unnamed and not fitting else UNKNOWN
        return None

    def thing(self, paragraph: int, *, many: bool = False) -> Referent:
        """The body or place that spoke or acted last: "it", "a spokesman", and of `many` "they"."""
        for sentence in self._near(paragraph):
            subject = sentence.subject
            if many and sentence.unnamed and not sentence.spoke:
                return NOBODY
            if subject.name is None:
                return NOBODY if sentence.unnamed else UNKNOWN
            if subject.entity and is_person(subject.entity):
                continue
            return subject._replace(sure=min(subject.sure, PRONOUN))
        return UNKNOWN

    def is_unnamed(self, paragraph: int) -> bool:
        """Whether the last who spoke has no name."""
        return any(it.unnamed and not it.spoke for it in islice(self._near(paragraph), 1))

    def somebody(self, paragraph: int) -> Referent | None:
        """The person who spoke or acted last, if nobody else did since."""
        for sentence in self._near(paragraph):
            if sentence.subject.entity and is_person(sentence.subject.entity):
                return sentence.subject._replace(sure=UNLISTED)
            people = {it.id: it for it in sentence.people}
            if len(people) == 1 and not (
                sentence.owners or sentence.subject.name or sentence.unnamed
            ):
                (only,) = people.values()
                return Referent(only, only.name, UNLISTED)
            if sentence.subject.name or people or sentence.unnamed:
                return None
        return None

    def _near(self, paragraph: int) -> Iterator[Sentence]:
        """The last one first."""
        return (it.sentence for it in reversed(self._read) if paragraph - it.paragraph <= 1)

    def _is(self, entity: Entity, gender: Gender) -> bool:
        return is_person(entity) and self._cast.is_gender(entity, gender)

    def _found(self, person: Entity, gender: Gender, *, sure: bool = True) -> Referent:
        """The person; what the pronoun tells of them counts where nobody else could be meant."""
        if sure:
            self._cast.note_gender(person, gender)
        return Referent(person, person.name, PRONOUN)


def _is_thing(name: str) -> bool:
    """Whether a name ends with what a body or a paper is: "Gershon *Report*"."""
    return name.rpartition(" ")[2].lower() in _THINGS
