"""A picture has each panel of its dashboard where Grafana puts it, and stays small."""

import math
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from deploy.grafana.__main__ import BOARDS
from deploy.grafana.panels import Board
from tests.monitoring.pictures import COLUMNS, _places, draw, said
from tests.monitoring.stack import Line

MOST_BYTES = 250 * 1024


class Answering:
    """In place of Prometheus: two series for each query."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def lines(self, query: str, seconds: float) -> list[Line]:
        self.asked.append(query)
        moments = [float(it) for it in range(-round(seconds), 1)]
        return [
            Line(
                {"le": bound, "hop": name, "source": name},
                moments,
                [size * it**2 for it in moments],
            )
            for bound, name, size in (("0.5", "intake", 1.0), ("+Inf", "enrich", 2.0))
        ]


@pytest.mark.parametrize("board", BOARDS, ids=lambda it: it.uid)
def test_every_board_is_drawn(board: Board, tmp_path: Path) -> None:
    answering: Any = Answering()
    path = tmp_path / "board.png"
    draw(board, answering, 60, path)
    with Image.open(path) as image:
        assert image.width > image.height / 2
    assert path.stat().st_size < MOST_BYTES
    assert len(answering.asked) == sum(len(it.queries) for it in board.panels())
    assert not [it for it in answering.asked if "$" in it]


@pytest.mark.parametrize("board", BOARDS, ids=lambda it: it.uid)
def test_no_panel_covers_another(board: Board) -> None:
    taken: set[tuple[int, int]] = set()
    for panel, left, top in _places(board):
        cells = {
            (x, y) for x in range(left, left + panel.width) for y in range(top, top + panel.height)
        }
        assert left + panel.width <= COLUMNS
        assert not cells & taken
        taken |= cells


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.0123, "s", "12.3 ms"),
        (2.5, "s", "2.5 s"),
        (0.25, "percentunit", "25 %"),
        (3 * 2**20, "bytes", "3 MiB"),
        (1234.0, "short", "1,234"),
        (2048.0, "Bps", "2 KiB/s"),
        (12.5, "reqps", "12.5/s"),
        (math.nan, "s", "–"),
    ],
)
def test_a_figure_says_its_unit(value: float, unit: str, expected: str) -> None:
    assert said(value, unit) == expected
