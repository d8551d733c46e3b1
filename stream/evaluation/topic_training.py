"""Trains a customer's topic model and says what it is worth, by cross-validation.

Five times a model learns from four fifths of the stories and judges the fifth that it hasn't seen.
What comes of that calibrates the confidence of the model that has learned from all of them, sets
how sure a topic must be to be listed, and is the report.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stream.enrich.language import language_of
from stream.enrich.topics.trained.file import MOST_LABELS
from stream.enrich.topics.trained.learn import Story, learn, rounds
from stream.enrich.topics.trained.model import Label, TrainedModel, sure_of
from stream.enrich.topics.trained.words import words_of
from stream.errors import WireError
from stream.evaluation.calibration import Calibration
from stream.evaluation.labelled import Labelled
from stream.evaluation.tally import Tally, share

FOLDS = 5
FEWEST = FOLDS
"""Stories that a topic needs: one for each fold."""
_LEASTS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
_LANGUAGE_SHARE = 0.05
_SAMPLE = 4000
_STEPS = 30

Floats = NDArray[np.float64]
Progress = Callable[[], None]


class TooFewStories(WireError):  # noqa: N818 - reads as the fact that it states
    """There is too little to learn from."""


@dataclass(frozen=True)
class Lesson:
    """The stories as numbers, the topics that are learned and those that are left out."""

    stories: list[Story]
    labels: tuple[Label, ...]
    left_out: dict[str, int]
    languages: tuple[str, ...]

    @property
    def rounds(self) -> int:
        """Rounds of learning in all, for a bar."""
        part = len(self.stories) - len(self.stories) // FOLDS
        return FOLDS * rounds(part) + rounds(len(self.stories))


def lesson(given: Iterable[Labelled]) -> Lesson:
    """Read all stories. Raises TooFewStories where fewer than two topics can be learned."""
    every = list(given)
    counts = Counter(label.code for it in every for label in it.topics)
    names = {label.code: label for it in reversed(every) for label in it.topics}
    learned = sorted(it for it in counts if counts[it] >= FEWEST)
    if not 1 < len(learned) <= MOST_LABELS:
        raise TooFewStories(
            f"{len(learned)} topics have {FEWEST} stories or more, of {len(counts)} in all: "
            f"give 2 to {MOST_LABELS} topics with {FEWEST} stories each"
        )
    numbers = {code: number for number, code in enumerate(learned)}
    stories = [
        Story(
            words_of(it.headline, it.body),
            frozenset(numbers[label.code] for label in it.topics if label.code in numbers),
        )
        for it in every
    ]
    left_out = {it: counts[it] for it in sorted(counts) if it not in numbers}
    labels = tuple(names[it] for it in learned)
    return Lesson(stories, labels, left_out, _languages(every))


def train(given: Lesson, step: Progress = lambda: None) -> tuple[TrainedModel, dict[str, Any]]:
    """The model and its report; `step` is called after each round of learning."""
    said = _unseen(given, step)
    wanted = _wanted(given)
    slope, shift = _calibrated(said, wanted)
    sure = np.where(np.isnan(said), 0, sure_of(said.astype(np.float32), slope, shift))
    learned = learn(given.stories, given.labels, step)
    whole = replace(learned, slope=slope, shift=shift, languages=given.languages)
    tried = [replace(whole, least=it) for it in _LEASTS]
    model = max(tried, key=lambda it: (judged(it, sure, given)["topics"]["all"]["f1"], -it.least))
    return model, judged(model, sure, given) | {"left_out": given.left_out}


def judged(model: TrainedModel, sure: NDArray[Any], given: Lesson) -> dict[str, Any]:
    """What the confidence of each story's topics is worth against what they are."""
    tally, calibration, first = Tally(), Calibration(), 0
    for row, story in enumerate(given.stories):
        said = [float(it) for it in sure[row]]
        listed = model.listed(said)
        first += any(it in story.topics for it in listed[:1])
        for topic in {*listed, *story.topics}:
            code = model.labels[topic].code
            tally.add({topic} & set(listed), {topic} & story.topics, code)
        for it in listed:
            calibration.add(said[it], right=it in story.topics)
    rows = tally.rows()
    return {
        "stories": len(given.stories),
        "first_right": share(first, sum(bool(it.topics) for it in given.stories)),
        "micro_f1": rows["all"]["f1"],
        "macro_f1": tally.macro_f1(),
        "calibration_error": calibration.error,
        "least_confidence": model.least,
        "names": {it.code: it.name for it in model.labels},
        "topics": rows,
    }


def _unseen(given: Lesson, step: Progress) -> Floats:
    """What models that haven't seen a story say of it: stories by topics, before calibration.

    Not a number where the model knows none of the words.
    """
    said = np.full((len(given.stories), len(given.labels)), np.nan)
    for fold in range(FOLDS):
        seen = [it for row, it in enumerate(given.stories) if row % FOLDS != fold]
        model = learn(seen, given.labels, step)
        for row in range(fold, len(given.stories), FOLDS):
            at, values = model.known(given.stories[row].words)
            if len(at):
                said[row] = values @ model.weights[at] + model.bias
    return said


def _wanted(given: Lesson) -> Floats:
    wanted = np.zeros((len(given.stories), len(given.labels)))
    for row, story in enumerate(given.stories):
        wanted[row, list(story.topics)] = 1
    return wanted


def _calibrated(said: Floats, wanted: Floats) -> tuple[float, float]:
    """Slope and shift (Platt, 1999), held near 1 and 0 where there is little to go by."""
    known = ~np.isnan(said)
    x = np.stack([said[known], np.ones(known.sum())], axis=1)
    right, start = wanted[known], np.array([1.0, 0.0])
    weights = start.copy()
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (right - sure) - (weights - start)
        bend = (x.T * (sure * (1 - sure))) @ x + np.eye(2)
        weights = weights + np.linalg.solve(bend, slope)
    return max(0.0, float(weights[0])), float(weights[1])


def _languages(stories: Sequence[Labelled]) -> tuple[str, ...]:
    """Those of one story in twenty or more; empty where none can be told."""
    told = (language_of(f"{it.body[:_SAMPLE]}\n{it.headline[:_SAMPLE]}") for it in stories)
    counts = Counter(it.split("-")[0].lower() for it in told if it)
    return tuple(sorted(it for it in counts if counts[it] >= _LANGUAGE_SHARE * len(stories)))
