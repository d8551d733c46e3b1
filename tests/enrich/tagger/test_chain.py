from itertools import pairwise, product

import numpy as np
import pytest

from stream.enrich.tagger.chain import (
    COUNT,
    LABELS,
    MAY_FOLLOW,
    MAY_START,
    Links,
    grid,
    likeliest,
    likelihoods,
)

LENGTHS = [2, 3, 1]
Pair = tuple[np.ndarray, np.ndarray]


@pytest.fixture
def scores() -> np.ndarray:
    return np.random.default_rng(7).normal(0, 1.5, (sum(LENGTHS), COUNT))


@pytest.fixture
def weights() -> Pair:
    random = np.random.default_rng(8)
    return random.normal(0, 1, (COUNT, COUNT)), random.normal(0, 1, COUNT)


def every_chain(scores: np.ndarray, follow: np.ndarray, start: np.ndarray) -> dict:
    """What each chain that may be weighs, one by one."""
    found = {}
    for chain in product(range(COUNT), repeat=len(scores)):
        pairs = list(pairwise(chain))
        if MAY_START[chain[0]] and all(MAY_FOLLOW[pair] for pair in pairs):
            total = start[chain[0]] + sum(scores[at, label] for at, label in enumerate(chain))
            found[chain] = np.exp(total + sum(follow[pair] for pair in pairs))
    return found


def test_likelihoods_are_those_of_all_chains_together(scores: np.ndarray, weights: Pair) -> None:
    cells, where = grid(scores, LENGTHS)
    likely = likelihoods(cells, Links.of(*weights))[0].reshape(-1, COUNT)[where]
    begin = 0
    for length in LENGTHS:
        chains = every_chain(scores[begin : begin + length], *weights)
        whole = sum(chains.values())
        for at in range(length):
            for label in range(COUNT):
                share = sum(it for chain, it in chains.items() if chain[at] == label) / whole
                assert likely[begin + at, label] == pytest.approx(share, abs=1e-6)
        begin += length


def test_the_likeliest_chain_is_the_best_of_all(scores: np.ndarray, weights: Pair) -> None:
    cells, where = grid(scores, LENGTHS)
    found = likeliest(cells, Links.of(*weights)).reshape(-1)[where].tolist()
    begin = 0
    for length in LENGTHS:
        chains = every_chain(scores[begin : begin + length], *weights)
        assert tuple(found[begin : begin + length]) == max(chains, key=chains.__getitem__)
        begin += length


def test_no_name_goes_on_that_hasnt_begun() -> None:
    scores = np.zeros((3, COUNT))
    scores[:, LABELS.index("I-place")] = 9
    cells, where = grid(scores, [3])
    found = likeliest(cells, Links.of(np.zeros((COUNT, COUNT)), np.zeros(COUNT)))
    assert [LABELS[it] for it in found.reshape(-1)[where]] == ["B-place", "I-place", "I-place"]
