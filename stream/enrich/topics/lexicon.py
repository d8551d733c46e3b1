"""The hand-written lexicon: terms, and how strongly each speaks for which topics.

A weight of 1 is a hint, 2 fair, 3 strong, 4 all but decisive; below 0 a term speaks against a
topic. A term with a capital counts only where it is written so ("Labour", "AIDS"). The rows of
`00-no-topic.tsv` speak for nothing: they keep the words within them from counting ("cold war").
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from stream.enrich.topics.tables import lexicon_files, rows

NO_TOPIC = "-"


@dataclass(slots=True)
class Term:
    """One entry, as it is written in the lexicon, with its weight for each topic."""

    written: str
    weights: dict[str, float] = field(default_factory=dict)

    @property
    def cased(self) -> bool:
        """Whether only this spelling, capitals included, counts."""
        return self.written != self.written.lower()


@cache
def lexicon() -> tuple[Term, ...]:
    """Every term, once, with all its topics."""
    found: dict[str, Term] = {}
    for code, weight, written in entries():
        term = found.setdefault(written, Term(written))
        if code != NO_TOPIC:
            term.weights[code] = max(weight, term.weights.get(code, weight))
    return tuple(found.values())


def entries() -> Iterator[tuple[str, float, str]]:
    """Code, weight and term for every entry of every file."""
    for name in lexicon_files():
        for code, _, weight, terms in rows("lexicon", name):
            for written in terms.split("|"):
                yield code, float(weight), written
