"""A row's product is the same wherever the row stands, whatever the processor's kernels do."""

import numpy as np
import pytest

from stream.enrich.recogniser.placeless import Placeless


@pytest.mark.parametrize(("inputs", "outputs"), [(481, 288), (300, 96), (385, 192), (7, 3)])
def test_a_row_is_the_same_at_every_place(inputs: int, outputs: int) -> None:
    dice = np.random.default_rng(5)
    weights = dice.standard_normal((inputs, outputs)).astype(np.float32)
    product = Placeless(weights)
    rows = dice.standard_normal((75, inputs)).astype(np.float32)
    whole = product(rows)
    assert np.allclose(whole, rows.astype(np.float64) @ weights, atol=1e-3)
    for at in range(len(rows)):
        assert np.array_equal(product(rows[at : at + 1])[0], whole[at])
    assert np.array_equal(product(rows[::-1]), whole[::-1])


def test_no_rows() -> None:
    assert Placeless(np.ones((4, 3), np.float32))(np.zeros((0, 4), np.float32)).shape == (0, 3)
