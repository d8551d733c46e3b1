"""Learns the weights: logistic regressions by adaptive gradient descent, a story at a time.

Stories come in an order that only their number decides, so that the same file gives the same model.
(Duchi, Hazan and Singer, 2011: each weight has a step of its own, shorter the more it has moved.)
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stream.enrich.topics.trained.model import Label, TrainedModel
from stream.enrich.topics.trained.words import Words

# A word of one story teaches nothing about the next.
LEAST_STORIES_OF_A_WORD = 2
# 200 MB of weights while learning, a tenth of it on disk.
MOST_WEIGHTS = 25_000_000
STEP = 0.2
# So many steps in all, within so many rounds: few stories need more rounds.
STEPS = 60_000
FEWEST_ROUNDS, MOST_ROUNDS = 6, 40
# Pulls each weight that moves a little back to nothing.
DECAY = 2e-5
SEED = 20_250_331
_TINY = 1e-8

Round = Callable[[], None]


@dataclass(frozen=True)
class Story:
    """What is learned from: a story's words and the numbers of its topics."""

    words: Words
    topics: frozenset[int]


def rounds(stories: int) -> int:
    """How often all stories are gone through."""
    return max(FEWEST_ROUNDS, min(MOST_ROUNDS, STEPS // max(1, stories)))


def learn(
    stories: Sequence[Story], labels: Sequence[Label], after_round: Round = lambda: None
) -> TrainedModel:
    """The model; its confidence isn't calibrated yet. `after_round` is told of progress."""
    ids, rarity = _vocabulary(stories, most=MOST_WEIGHTS // max(1, len(labels)))
    size = (len(ids), len(labels))
    model = TrainedModel(
        tuple(labels), ids, rarity, np.zeros(size, np.float32), _prior(stories, len(labels))
    )
    known = [model.known(it.words) for it in stories]
    wanted = np.zeros((len(stories), len(labels)), np.float32)
    for row, story in enumerate(stories):
        wanted[row, list(story.topics)] = 1
    moved, bias_moved = np.zeros(size, np.float32), np.zeros(len(labels), np.float32)
    order = np.random.default_rng(SEED)
    for _ in range(rounds(len(stories))):
        for row in order.permutation(len(stories)):
            _step(model, known[row], wanted[row], moved, bias_moved)
        after_round()
    return model


def _step(
    model: TrainedModel,
    known: tuple[NDArray[np.intp], NDArray[np.float32]],
    wanted: NDArray[np.float32],
    moved: NDArray[np.float32],
    bias_moved: NDArray[np.float32],
) -> None:
    at, values = known
    here = model.weights[at]
    said = np.clip(values @ here + model.bias, -30, 30)
    wrong = (1 / (1 + np.exp(-said)) - wanted).astype(np.float32)
    slope = values[:, None] * wrong + np.float32(DECAY) * here
    moved[at] += slope * slope
    model.weights[at] = here - STEP * slope / np.sqrt(moved[at] + _TINY)
    bias_moved += wrong * wrong
    model.bias[:] -= STEP * wrong / np.sqrt(bias_moved + 1)


def _vocabulary(
    stories: Sequence[Story], most: int
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """The words that more than one story has, the commonest `most` of them, and their rarity."""
    counts = Counter(_all_ids(stories))
    common = [it for it in counts.most_common(most) if it[1] >= LEAST_STORIES_OF_A_WORD]
    ids, often = zip(*sorted(common), strict=True) if common else ((), ())
    rarity = np.log((1 + len(stories)) / (1 + np.array(often, dtype=np.float32))) + 1
    return np.array(ids, dtype=np.uint32), rarity.astype(np.float32)


def _all_ids(stories: Sequence[Story]) -> Iterable[int]:
    for it in stories:
        yield from it.words.ids.tolist()


def _prior(stories: Sequence[Story], labels: int) -> NDArray[np.float32]:
    """What each topic's share of the stories says before a word is read."""
    counts = Counter(topic for it in stories for topic in it.topics)
    shares = np.array([(counts[it] + 1) / (len(stories) + 2) for it in range(labels)], np.float32)
    return np.asarray(np.log(shares / (1 - shares)), dtype=np.float32)
