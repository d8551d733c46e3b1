"""Who spoke in the opening without a name and is named below: "its director said".

Leads often keep the name for the next paragraph: "…, its director said. «We loved it,» Ada Byron
said". Somebody who then speaks without any word on who that is has been introduced by the lead.
"""

import re
from dataclasses import dataclass

from schemas.enrichment import Entity, Quote
from stream.enrich.lists import words
from stream.enrich.quotes.reading import Attribution, Reading
from stream.enrich.who.cast import is_body, is_person
from stream.enrich.who.finite import FINITE, has_verb
from stream.enrich.who.referent import UNKNOWN, Referent

_UNNAMED = re.compile(
    r"\s*(?P<which>its|his|her|their|the|an?|[A-Z][\w.]+['\u2019]s?)"
    r" (?:[\w'\u2019-]+ ){0,3}?(?P<noun>[a-z-]+)"
    r"(?: (?:of|for|in|at) [\w' \u2019-]{2,80})?(?: who)?(?: (?:has|had|have|also))?$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?P<which>The|An?|[A-Z][\w.]+['\u2019]s?) (?:[\w'\u2019-]+ ){0,3}?(?P<noun>[a-z-]+)"
    rf" (?:on [A-Z]|{FINITE.pattern})"
)
_SEVERAL = re.compile(r"s and\s*$")
_BODIES = words("who", "group")
_PEOPLE = words("who", "person")
_OF_THE_STATE = {
    "government",
    "administration",
    "police",
    "army",
    "military",
    "court",
    "parliament",
}
_OFFICES = (_PEOPLE | {"member", "boss", "trader", "policymaker", "soldier"}) - {
    "official",
    "officer",
    "source",
    "witness",
    "diplomat",
    "lawyer",
    "resident",
    "aide",
}
_ANYBODY = {
    "diplomat",
    "politician",
    "lawmaker",
    "executive",
    "veteran",
    "activist",
    "doctor",
    "professor",
}
"""What somebody may be called besides an office."""
_TOLD = re.compile(r"(?:, (?!who |whose |whom )| (?=of ))(?=[^,.]*[a-z])[^,.]{2,80}")
"""What tells of a name who that is: "Ada Byron*, of the fans' club*, said"."""
_NEAR = 100
_REACH = 120
_MOST_PARAGRAPHS = 2
_SURE = 0.8
_REPORTED = 0.97


@dataclass
class Opening:
    """Waits for the one whom the first sentence leaves without a name."""

    noun: str = ""
    end: int = 0
    quotes: int = 0
    """How many quotes are theirs, the story's first ones."""
    is_open: bool = False
    is_any: bool = False
    """Whether it was "a" or "an", not "the", "its" or "his"."""
    one_of_many: bool = False
    """Whether it was "an officer": then the one who is named must be called so too."""
    _has_begun: bool = False

    @property
    def waits(self) -> bool:
        """Whether anything is left to be told."""
        return self.is_open or not self._has_begun

    def read(
        self, reading: Reading, found: list[Attribution], speakers: list[Referent], quotes: int
    ) -> Referent | None:
        """Who was meant, if this sentence tells it; `quotes` is how many there are so far.

        UNKNOWN where it may have been whom this sentence names, with nothing that says so.
        """
        if self._has_begun:
            return self._hear(reading, speakers)
        self._has_begun = True
        self._note(reading, found, quotes)
        return None

    def _note(self, reading: Reading, found: list[Attribution], quotes: int) -> None:
        unnamed = [it for it in found if it.speaker.name is None and it.clauses]
        if len(unnamed) != 1 or len(found) != 1 or not quotes:
            return
        by = unnamed[0]
        phrase = _phrase(reading, by)
        if phrase and not phrase["noun"].endswith("s") and not _is_with_others(reading, phrase):
            self.noun, self.end = phrase["noun"].lower(), reading.sentence.end
            self.quotes, self.is_open = quotes, True
            which = phrase["which"].lower()
            self.is_any = which in {"a", "an"}
            self.one_of_many = self.is_any or which in {"his", "her"}

    def _hear(self, reading: Reading, speakers: list[Referent]) -> Referent | None:
        """Somebody speaks later: whether it is who was meant. Whoever speaks next ends the wait."""
        who = next((it for it in speakers if it.entity is not None), None)
        if not self.is_open or (who is None and reading.paragraph <= _MOST_PARAGRAPHS):
            return None
        self.is_open = False
        if who is None or reading.paragraph > _MOST_PARAGRAPHS or self._is_known(who):
            return None
        if self._fits(reading, who):
            return who._replace(sure=min(who.sure, _SURE))
        return UNKNOWN if self._may_be(reading, who) else None

    def _may_be(self, reading: Reading, who: Referent) -> bool:
        """Whether "an officer" may be who is called otherwise, "his lawyer" who isn't called."""
        if self.noun not in _PEOPLE or who.entity is None or not is_person(who.entity):
            return False
        return self.one_of_many or not reading.cast.traits(who.entity).nouns

    def _is_known(self, who: Referent) -> bool:
        """Whether the opening has named them already: then it means somebody else."""
        mentions = who.entity.mentions if who.entity else ()
        return any(it.field == "headline" or it.start < self.end for it in mentions)

    def _follows(self, reading: Reading, first: int) -> bool:
        """Whether it is who begins the next paragraph, told of as one who holds an office."""
        since = reading.sentence.start
        begins = since <= first <= since + _NEAR and not has_verb(reading.text, since, first)
        told = _TOLD.match(reading.text, first)
        is_another = self.is_any or (told and self.noun not in told[0].lower().split())
        return begins and not is_another and reading.paragraph == 1 and self.noun in _OFFICES

    def _is_called(self, entity: Entity) -> bool:
        return self.noun in entity.name.lower().split()

    def _fits(self, reading: Reading, who: Referent) -> bool:
        entity = who.entity
        if entity is None:
            return False
        if self.noun in _BODIES:
            return is_body(entity) and (self.noun not in _OF_THE_STATE or self._is_called(entity))
        if not is_person(entity):
            return False
        called = reading.cast.traits(entity).nouns | set((entity.role or "").lower().split())
        if self.noun in called:
            return True
        first = min((it.end for it in entity.mentions if it.field == "body"), default=0)
        if self._follows(reading, first) and not (called & _PEOPLE) - _ANYBODY:
            return True
        is_told_of = bool(called) or reading.text.startswith((",", " of "), first)
        return self.noun in _PEOPLE and not (is_told_of or self.one_of_many)


def _phrase(reading: Reading, by: Attribution) -> re.Match[str] | None:
    """The words for who spoke: right before the verb, else those that the sentence begins with."""
    text, since = reading.text, reading.sentence.start
    verb = text.find(by.verb.split()[0], by.start, max(by.end, by.start + 1))
    if verb == by.start:
        return _BEGINS.match(text, since, by.start)
    return _UNNAMED.search(text, max(since, verb - _REACH), max(by.start, verb - 1))


def _is_with_others(reading: Reading, phrase: re.Match[str]) -> bool:
    """As in "witnesses and *a rights group*"."""
    since = reading.sentence.start
    return bool(_SEVERAL.search(reading.text, since, phrase.start("which")))


def with_speaker(quote: Quote, who: Referent) -> Quote:
    """The quote, said by somebody."""
    return quote.model_copy(
        update={
            "speaker": who.name,
            "speaker_id": who.entity.id if who.entity else None,
            "confidence": round(who.sure * _REPORTED, 3),
        }
    )
