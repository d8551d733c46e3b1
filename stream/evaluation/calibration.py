"""How well confidence keeps its word: of those said to be 0.9, nine in ten should be right.

Expected calibration error: in each of ten bands of confidence the distance between the mean that
was said and the share that was right, weighted by how many are in it (Guo et al., 2017).
"""

from collections import defaultdict
from dataclasses import dataclass, field

from stream.evaluation.tally import share

BANDS = 10


@dataclass
class Calibration:
    """What was said and whether it was right."""

    said: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    right: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    count: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, confidence: float, *, right: bool) -> None:
        """One thing that was found with this confidence."""
        band = min(BANDS - 1, int(confidence * BANDS))
        self.said[band] += confidence
        self.right[band] += right
        self.count[band] += 1

    @property
    def error(self) -> float:
        """The expected calibration error, 0-1."""
        off = sum(abs(self.said[it] - self.right[it]) for it in self.count)
        return share(off, sum(self.count.values()))

    def report(self) -> dict[str, object]:
        """The error, and a row for each band that has something in it."""
        bands = [
            {
                "from": band / BANDS,
                "said": share(self.said[band], self.count[band]),
                "right": share(self.right[band], self.count[band]),
                "count": self.count[band],
            }
            for band in sorted(self.count)
        ]
        return {"error": self.error, "count": sum(self.count.values()), "bands": bands}
