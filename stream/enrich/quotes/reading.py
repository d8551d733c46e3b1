"""What attributions are looked for in, and what an attribution is."""

from dataclasses import dataclass
from typing import NamedTuple

from stream.enrich.forms import Form, Walk
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.who.cast import Cast
from stream.enrich.who.phrase import Phrase
from stream.enrich.who.referent import Referent
from stream.enrich.who.referents import Referents

LONGEST = 1_200
"""Code points: no sentence of news is longer, and a hostile one isn't read."""


class Reading(NamedTuple):
    """A sentence of a text whose quotes are masked, with what is known so far."""

    text: str
    cast: Cast
    referents: Referents
    sentence: Stretch
    paragraph: int
    verbs: Walk
    """Where in the text verbs of speaking stand."""

    def who(self, phrase: Phrase) -> Referent:
        """Whom a phrase of the sentence means."""
        since = self.sentence.start
        return self.referents.who(phrase.start, phrase.end, self.paragraph, since)


class Attribution(NamedTuple):
    """A verb of speaking with its speaker.

    `start` to `end` is the attribution itself; `clauses` are what it reports without marks; a quote
    that ends at `start` is what it says, and if it `opens`, one that begins at `end`.
    """

    start: int
    end: int
    verb: str
    kind: str
    speaker: Referent
    clauses: tuple[Stretch, ...] = ()
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A verb whose speaker is known; what it says isn't yet."""

    text: str
    form: Form
    kind: str
    speaker: Referent
    start: int
    relative: bool = False
    """Whether it stands in a relative clause: "the bank, which said (so), (rose)"."""

    @property
    def verb(self) -> str:
        """The verb as written."""
        return self.form.text

    @property
    def verb_end(self) -> int:
        """Where the verb ends."""
        return self.form.end

    def to(
        self,
        end: int,
        clauses: tuple[Stretch, ...] = (),
        *,
        opens: bool = False,
        told: int | None = None,
    ) -> Attribution:
        """The attribution; `told` is where the words end that say to whom, when or where."""
        verb = self.verb
        if told is not None:
            verb += self.text[self.verb_end : told]
        return Attribution(self.start, end, verb, self.kind, self.speaker, clauses, opens)
