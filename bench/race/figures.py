"""What a race gives: figures of each contestant, their medians and spreads, and the ratios."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

QUARTERS = 4
FEW = 2


@dataclass
class Rounds:
    """One contestant's rounds on one mix."""

    rates: list[float] = field(default_factory=list)
    """Stories a second."""
    processor_ms: list[float] = field(default_factory=list)
    """Processor time a story; none of the bare pool's."""
    memory: int = 0
    """Bytes, the most that was seen."""

    def facts(self) -> dict[str, Any]:
        """Medians and the middle half."""
        found: dict[str, Any] = {
            "stories_per_second": round(median(self.rates), 2),
            "middle_half": [round(it, 2) for it in middle_half(self.rates)],
            "ms_a_story": round(1000 / median(self.rates), 2),
            "rounds": len(self.rates),
        }
        if self.processor_ms:
            found["processor_seconds_a_thousand"] = round(median(self.processor_ms), 2)
        if self.memory:
            found["memory_mb"] = round(self.memory / 1e6)
        return found


Mixes = Mapping[str, Mapping[str, Rounds]]
"""By mix and contestant."""


def middle_half(values: Sequence[float]) -> tuple[float, float]:
    """The first and the third quartile."""
    if len(values) < FEW:
        return values[0], values[0]
    first, _, third = quantiles(values, n=QUARTERS, method="inclusive")
    return first, third


def ratios(mix: Mapping[str, Rounds]) -> dict[str, float]:
    """Ours to everybody's in stories a second: the median of the rounds' ratios.

    With entities only to the first version, which finds nothing else.
    """
    return {name: round(median(rounds), 3) for name, rounds in _compared(mix).items()}


def ratios_middle_half(mix: Mapping[str, Rounds]) -> dict[str, list[float]]:
    """How far the rounds' ratios lie apart: their quartiles."""
    return {
        name: [round(it, 2) for it in middle_half(rounds)]
        for name, rounds in _compared(mix).items()
    }


def _compared(mix: Mapping[str, Rounds]) -> dict[str, list[float]]:
    """The ratio of each round, of one minute."""
    found = {
        name: _each(mix["ours"], theirs)
        for name, theirs in mix.items()
        if name not in {"ours", "ours_entities"}
    }
    if {"first_version", "ours_entities"} <= mix.keys():
        found["first_version_with_everything"] = found["first_version"]
        found["first_version"] = _each(mix["ours_entities"], mix["first_version"])
    return found


def _each(ours: Rounds, theirs: Rounds) -> list[float]:
    return [mine / other for mine, other in zip(ours.rates, theirs.rates, strict=True)]


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many percent don't exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
