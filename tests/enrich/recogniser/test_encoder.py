"""Texts go through the encoder in groups: no text is told by its neighbours, or by the group."""

import numpy as np
import pytest
from thinc.api import LayerNorm, Maxout

from stream.enrich.recogniser.encoder import _KEPT, Encoder
from stream.enrich.recogniser.layers import Floats, MaxoutNorm

WIDTH, PADDING = 8, 4


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder([_layer() for _ in range(PADDING)], PADDING)


def _layer() -> MaxoutNorm:
    maxout, norm = Maxout(nO=WIDTH, nI=3 * WIDTH, nP=3), LayerNorm(nI=WIDTH)
    maxout.initialize()
    norm.initialize()
    return MaxoutNorm(maxout, norm)


def texts(*lengths: int) -> list[Floats]:
    rng = np.random.default_rng(len(lengths))
    return [rng.standard_normal((it, WIDTH)).astype(np.float32) for it in lengths]


@pytest.mark.parametrize(
    "lengths",
    [
        (5,),
        (_KEPT * 2,),
        (5, 300, 700, _KEPT + 1, 40, 1),
        (_KEPT - 2 * PADDING, 1),
        (200,) * 12,
        (0, 3, 0),
    ],
)
def test_a_text_has_the_same_rows_beside_any_others(
    encoder: Encoder, lengths: tuple[int, ...]
) -> None:
    given = texts(*lengths)
    found = encoder(given)
    assert found.shape == (sum(lengths), WIDTH)
    alone = np.concatenate([encoder([it]) for it in given])
    np.testing.assert_allclose(found, alone, rtol=1e-4, atol=1e-5)


def test_a_group_fits_its_room_or_is_one_text(encoder: Encoder) -> None:
    given = texts(5, 300, 700, _KEPT + 1, 40, *(200,) * 12)
    groups = list(encoder._groups(given))
    assert [len(it) for group in groups for it in group] == [len(it) for it in given]
    for it in groups:
        assert len(it) == 1 or sum(map(len, it)) + PADDING * (len(it) + 1) <= _KEPT
    assert max(map(len, groups)) > 1
