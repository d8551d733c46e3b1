"""Names that countries and regions share: "Congo" and "Georgia" are what the story says.

Each reading has its hints: countries that stories of it speak of, by their ISO 3166-1 codes; with a
hyphen after, their regions and cities alone. The reading with most hints is meant. Where it is open
the usual one is, if there is one; else there is no id rather than a wrong one.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from stream.enrich.names.tables import rows
from stream.gazetteer import fold


class _Reading(NamedTuple):
    code: str
    hints: tuple[str, ...]
    usual: bool


def is_shared(name: str) -> bool:
    """Whether several countries or regions are called so."""
    return fold(name) in _readings()


def decided(names: Iterable[str], told: Counter[str]) -> dict[str, str]:
    """The code of each shared name among these, by folded name; "" where it stays open."""
    keys = {key for name in names if (key := fold(name)) in _readings()}
    return {key: _decide(_readings()[key], told) for key in sorted(keys)}


def _decide(readings: list[_Reading], told: Counter[str]) -> str:
    scores = {it.code: sum(told[hint] for hint in it.hints) for it in readings}
    most = max(scores.values())
    best = [code for code, score in scores.items() if score == most]
    if len(best) == 1:
        return best[0]
    return next((it.code for it in readings if it.usual), "")


@cache
def _readings() -> dict[str, list[_Reading]]:
    found: dict[str, list[_Reading]] = {}
    for name, code, hints, usual in rows("shared_names.tsv"):
        found.setdefault(name, []).append(_Reading(code, tuple(hints.split()), bool(usual)))
    return found
