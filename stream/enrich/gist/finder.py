"""The order of the work: words once, then phrases, tone and the sentence."""

from collections.abc import Iterable
from typing import NamedTuple

from schemas.enrichment import Entity, Mention, Phrase, Tone
from stream.enrich.gist.phrases import phrases
from stream.enrich.gist.summary import as_line, summary
from stream.enrich.gist.told import Told
from stream.enrich.gist.tone import tone


class Gist(NamedTuple):
    """What a story comes to."""

    phrases: list[Phrase]
    tone: Tone | None
    summary: Mention | None

    @property
    def line(self) -> str | None:
        """The summary's text as one line."""
        return as_line(self.summary) if self.summary else None


NOTHING = Gist([], None, None)
"""What a story comes to in a language that isn't read."""


def gist(told: Told, named: Iterable[Entity]) -> Gist:
    """Phrases, tone and summary of a story in English; `named` are its entities, dates too."""
    return of_names(told, [mention for entity in named for mention in entity.mentions])


def of_names(told: Told, names: Iterable[Mention]) -> Gist:
    """The same, from the mentions of whatever is named."""
    headline, body = told.words(names)
    return Gist(
        phrases=phrases(headline, body),
        tone=tone(headline, body, told.masked),
        summary=summary(told, headline, body),
    )
