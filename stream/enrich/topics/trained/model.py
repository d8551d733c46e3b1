"""What was learned, and what it says of a story."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from stream.enrich.topics.trained.words import Floats, Ids, Words
from stream.enrich.topics.vocabulary import lineage, vocabulary

MEDTOP = "medtop:"
CUSTOM = "custom:"
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A topic of the model."""

    code: str
    """As events carry it: `medtop:` and eight digits, or `custom:` and the customer's own code."""
    name: str

    @property
    def level(self) -> int:
        """IPTC's; the customer's own are all of the first."""
        code = self.code.removeprefix(MEDTOP)
        return vocabulary()[code].level if self.code.startswith(MEDTOP) else 1

    @property
    def above(self) -> tuple[str, ...]:
        """The codes that this one implies."""
        if not self.code.startswith(MEDTOP):
            return ()
        return tuple(f"{MEDTOP}{it}" for it in lineage(self.code.removeprefix(MEDTOP))[1:])


@dataclass(frozen=True)
class TrainedModel:
    """A logistic regression a topic over the same words."""

    labels: tuple[Label, ...]
    ids: Ids
    """The words that count, rising."""
    rarity: Floats
    """Per word its inverse document frequency."""
    weights: NDArray[np.float32]
    """Words by topics."""
    bias: Floats
    slope: float = 1.0
    """Turns what the regressions say into confidence that keeps its word, with `shift`."""
    shift: float = 0.0
    least: float = 0.5
    """A topic that is less sure isn't listed; the first may be half as sure."""
    languages: tuple[str, ...] = field(default=())
    """Those of the stories that it was learned from; empty: any."""

    def sure(self, words: Words) -> Floats:
        """The confidence, 0-1, of each topic; 0 where the model knows none of the words."""
        at, values = self.known(words)
        if not len(at):
            return np.zeros(len(self.labels), np.float32)
        return sure_of(values @ self.weights[at] + self.bias, self.slope, self.shift)

    def known(self, words: Words) -> tuple[NDArray[np.intp], Floats]:
        """Rows of the model's words that stand in the story, and what each weighs there."""
        at, _, values = self._weighed(words)
        return at, values

    def listed(self, sure: Sequence[float]) -> list[int]:
        """The topics to name, best first, without those that another implies."""
        order = sorted(range(len(sure)), key=lambda it: (-sure[it], self.labels[it].code))
        chosen = [
            it
            for rank, it in enumerate(order)
            if sure[it] >= (self.least if rank else self.least / 2)
        ]
        implied = {code for it in chosen for code in self.labels[it].above}
        return [it for it in chosen if self.labels[it].code not in implied]

    def decided(self, words: Words, label: int) -> list[str]:
        """The story's own words that spoke loudest for the topic, at most five."""
        at, places, values = self._weighed(words)
        said = values * self.weights[at, label]
        order = np.argsort(-said, kind="stable")[:MOST_WORDS]
        return [words.shown[places[it]] for it in order if said[it] > 0]

    def _weighed(self, words: Words) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
        found = np.searchsorted(self.ids, words.ids)
        inside = found < len(self.ids)
        inside[inside] = self.ids[found[inside]] == words.ids[inside]
        at = found[inside]
        values = (1 + np.log(words.counts[inside])) * self.rarity[at]
        length = float(np.sqrt(values @ values)) or 1.0
        return at, np.flatnonzero(inside), (values / length).astype(np.float32)


def sure_of(said: Floats, slope: float, shift: float) -> Floats:
    """The logistic function, without overflow."""
    return np.asarray(1 / (1 + np.exp(-np.clip(slope * said + shift, -30, 30))), dtype=np.float32)
