"""Scores a trained topic model on labelled stories."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np

from stream.enrich.topics.trained.learn import Story
from stream.enrich.topics.trained.model import TrainedModel
from stream.enrich.topics.trained.words import words_of
from stream.evaluation.labelled import Labelled
from stream.evaluation.topic_training import Lesson, judged


def test(model: TrainedModel, given: Iterable[Labelled]) -> dict[str, Any]:
    """The report; topics that the model hasn't are told in `left_out`, with their stories."""
    numbers = {it.code: number for number, it in enumerate(model.labels)}
    stories, unknown = [], Counter[str]()
    for it in given:
        codes = [label.code for label in it.topics]
        unknown.update(code for code in codes if code not in numbers)
        known = frozenset(numbers[code] for code in codes if code in numbers)
        stories.append(Story(words_of(it.headline, it.body), known))
    lesson = Lesson(stories, model.labels, dict(sorted(unknown.items())), model.languages)
    sure = np.array([model.sure(it.words) for it in stories])
    return judged(model, sure, lesson) | {"left_out": lesson.left_out}
