"""Precision, recall and F1, by kind and together."""

from collections import Counter
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

Row = dict[str, float]


@dataclass
class Tally:
    """Right, found and wanted things, by kind."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def add(self, found: AbstractSet[Hashable], wanted: AbstractSet[Hashable], kind: str) -> None:
        """Count one story's things of one kind."""
        self.count(kind, right=len(found & wanted), found=len(found), wanted=len(wanted))

    def count(self, kind: str, *, right: int = 0, found: int = 0, wanted: int = 0) -> None:
        """Count things that were compared elsewhere."""
        self.right[kind] += right
        self.found[kind] += found
        self.wanted[kind] += wanted

    def rows(self) -> dict[str, Row]:
        """A row a kind, and one for all of them together (micro)."""
        kinds = sorted(it for it in self.wanted if self.wanted[it] or self.found[it])
        return {kind: self.row((kind,)) for kind in kinds} | {"all": self.row(kinds)}

    def row(self, kinds: Sequence[str]) -> Row:
        """Precision, recall, F1 and counts of some kinds together."""
        right, found, wanted = (
            sum(counts[kind] for kind in kinds) for counts in (self.right, self.found, self.wanted)
        )
        return {
            "precision": share(right, found),
            "recall": share(right, wanted),
            "f1": share(2 * right, found + wanted),
            "right": right,
            "found": found,
            "wanted": wanted,
        }

    def macro_f1(self) -> float:
        """The mean of the kinds' F1."""
        kinds = [it for it in self.wanted if self.wanted[it] or self.found[it]]
        return share(sum(self.row((kind,))["f1"] for kind in kinds), len(kinds))


def share(part: float, whole: float) -> float:
    """Part of the whole, 0-1, four digits; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0
