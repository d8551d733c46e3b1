"""Who spoke in the opening without a name and is named below: "its director said".

Leads often keep the name for the next paragraph: "…, its director said. «We loved it,» Ada Byron
said". Somebody who then speaks without any word on who that is has been introduced by the lead.
"""

import re
from dataclasses import dataclass

from schemas.enrichment import Quote
from stream.enrich.lists import words
from stream.enrich.quotes.reading import Attribution, Reading
from stream.enrich.who.cast import is_body, is_person
from stream.enrich.who.referent import Referent

_UNNAMED = re.compile(
    r"\s*(?P<which>its|his|her|their|the|an?) (?:[a-z-]+ ){0,3}?(?P<noun>[a-z-]+)$", re.IGNORECASE
)
_BODIES = words("who", "group")
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
    one_of_many: bool = False
    """Whether it was "an officer": then the one who is named must be called so too."""
    _has_begun: bool = False

    def read(
        self, reading: Reading, found: list[Attribution], speakers: list[Referent], quotes: int
    ) -> Referent | None:
        """Who was meant, if this sentence tells it; `quotes` is how many there are so far."""
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
        verb = reading.text.find(by.verb.split()[0], by.start, by.end)
        phrase = _UNNAMED.fullmatch(reading.text, by.start, max(by.start, verb - 1))
        if phrase and not phrase["noun"].endswith("s"):
            self.noun, self.end = phrase["noun"].lower(), reading.sentence.end
            self.quotes, self.is_open = quotes, True
            self.one_of_many = phrase["which"].lower() in {"a", "an"}

    def _hear(self, reading: Reading, speakers: list[Referent]) -> Referent | None:
        """Somebody speaks later: whether it is who was meant. Whoever speaks next ends the wait."""
        who = next((it for it in speakers if it.entity is not None), None)
        if not self.is_open or (who is None and reading.paragraph <= _MOST_PARAGRAPHS):
            return None
        self.is_open = False
        if who is None or reading.paragraph > _MOST_PARAGRAPHS or not self._fits(reading, who):
            return None
        return who._replace(sure=min(who.sure, _SURE))

    def _fits(self, reading: Reading, who: Referent) -> bool:
        entity = who.entity
        if entity is None or any(
            it.field == "headline" or it.start < self.end for it in entity.mentions
        ):
            return False
        if self.noun in _BODIES:
            return is_body(entity)
        if not is_person(entity):
            return False
        called = reading.cast.traits(entity).nouns | set((entity.role or "").lower().split())
        return self.noun in called or not (called or self.one_of_many)


def with_speaker(quote: Quote, who: Referent) -> Quote:
    """The quote, said by somebody."""
    return quote.model_copy(
        update={
            "speaker": who.name,
            "speaker_id": who.entity.id if who.entity else None,
            "confidence": round(who.sure * _REPORTED, 3),
        }
    )
