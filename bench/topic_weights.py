"""Fits how sure each branch of topics is: `python -m bench.topic_weights [--write]`.

Learned on halves that may be looked at: the odd-numbered stories of the BBC and of Reuters-21578
(`bench.topics`), the project's own set `named`, and of `placed` and `said` the topics noted in
`topics_dev.tsv` by who wrote the lexicon. Weights are all that is kept; no text can be read out of
them. Prints what cross-validation gives: the first right, and the expected calibration error of
every topic that would be listed. `--write` puts the weights into `branches.tsv`.

A BBC class or a Reuters subject is no list of all that a story is about, so that a second topic
counts there as wrong; the project's sets have every topic. Their few stories weigh more each.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.topics import CLASSES, DATA, bbc, reuters
from stream.enrich.topics import branches as rules
from stream.enrich.topics.branches import TERMS, branches, figures
from stream.enrich.topics.choose import SURE_ENOUGH, choose
from stream.enrich.topics.lexicon import lexicon
from stream.enrich.topics.matcher import Matcher
from stream.enrich.topics.tally import tally
from stream.enrich.topics.vocabulary import lineage, vocabulary

WEIGHTS = Path(rules.__file__).parent / "data" / "branches.tsv"
SETS = Path(__file__).parents[1] / "tests" / "enrich" / "sets"
NOTED = Path(__file__).parent / "topics_dev.tsv"
# What a story weighs: Reuters' are of one branch and many, the project's of all and few.
COUNTS = {"bbc": 1.0, "reuters": 0.25, "own": 6.0}
# What holds a weight back from going far for few stories' sake.
FIGURES_HELD, BRANCHES_HELD, TERMS_HELD = 0.1, 8.0, 4.0
FOLDS = 5
STEPS = 40
BANDS = 10

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One branch that speaks in one story."""

    story: int
    kind: str
    values: list[float]
    right: bool


def stories() -> Iterator[tuple[str, str, str, set[str]]]:
    """Kind, headline, body and right codes of each story that may be looked at."""
    for it in bbc(DATA, even=False, right=CLASSES):
        yield "bbc", it.headline, it.body, set(it.right)
    for it in reuters(DATA, even=False):
        yield "reuters", it.headline, it.body, {lineage(code)[-1] for code in it.right}
    noted = dict(line.split("\t") for line in NOTED.read_text("utf-8").splitlines()[1:])
    for name in ("named", "placed", "said"):
        for line in (SETS / name / "dev.jsonl").read_text("utf-8").splitlines():
            story: dict[str, Any] = json.loads(line)
            topics = story.get("topics") or noted[story["id"]].split(" ")
            codes = {it.removeprefix("medtop:") for it in topics}
            yield "own", story["headline"], story["body"], codes


def rows() -> list[Row]:
    """All branches that speak in all stories. One is right where a topic of it would be."""
    matcher = Matcher(lexicon())
    found = []
    for number, (kind, headline, body, codes) in enumerate(stories()):
        said = tally(matcher, headline, body)
        for code, every in figures(said).items():
            here = [float(it == code) for it in branches()]
            values = [*every.values(), *here, *(every[TERMS] * it for it in here)]
            deep = (it.code for it in choose(said, {code: 1.0}))
            right = any(not codes.isdisjoint(lineage(it)) for it in deep)
            found.append(Row(number, kind, values, right))
    return found


def names() -> list[str]:
    """What each weight is of: the figures, then the branches."""
    matcher = Matcher(lexicon())
    probe = figures(tally(matcher, "Earthquake", "An earthquake shook the town."))
    return [*next(iter(probe.values())), *branches()]


def fit(found: Sequence[Row]) -> Array:
    """The weights, by Newton's method."""
    x, right = _table(found)
    counts = np.array([COUNTS[it.kind] for it in found])
    many = len(branches())
    figure_count = x.shape[1] - 2 * many
    held = np.array([FIGURES_HELD] * figure_count + [BRANCHES_HELD] * many + [TERMS_HELD] * many)
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        said = _said(x, weights)
        slope = x.T @ (counts * (right - said)) - held * weights
        bend = (x.T * (counts * said * (1 - said))) @ x + np.diag(held)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def validated(found: Sequence[Row]) -> list[float]:
    """The confidence of each row, from weights that were fitted without its story."""
    said = np.zeros(len(found))
    x, _ = _table(found)
    folds = np.array([it.story % FOLDS for it in found])
    for fold in range(FOLDS):
        weights = fit([it for it in found if it.story % FOLDS != fold])
        said[folds == fold] = _said(x[folds == fold], weights)
    return [float(it) for it in said]


def report(found: Sequence[Row], said: Sequence[float]) -> dict[str, dict[str, float]]:
    """By kind of story: how many, the first right, the calibration error of what is listed."""
    by_story: dict[tuple[str, int], list[tuple[float, bool]]] = {}
    for row, sure in zip(found, said, strict=True):
        by_story.setdefault((row.kind, row.story), []).append((sure, row.right))
    return {kind: _score([it for at, it in by_story.items() if at[0] == kind]) for kind in COUNTS}


def _score(every: Sequence[Sequence[tuple[float, bool]]]) -> dict[str, float]:
    firsts = [max(it) for it in every]
    listed = [pair for it in every for pair in it if pair[0] >= SURE_ENOUGH or pair == max(it)]
    error = 0.0
    for band in range(BANDS):
        of = [it for it in listed if min(BANDS - 1, int(it[0] * BANDS)) == band]
        error += abs(sum(sure - right for sure, right in of))
    return {
        "stories": len(every),
        "first_right": round(sum(right for _, right in firsts) / len(every), 3),
        "calibration_error": round(error / len(listed), 3),
    }


def _table(found: Sequence[Row]) -> tuple[Array, Array]:
    return np.array([it.values for it in found]), np.array([float(it.right) for it in found])


def _said(x: Array, weights: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-(x @ weights))))


def main() -> None:
    """Fit, validate, print, and write if asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.topic_weights", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the weights into branches.tsv")
    asked = parser.parse_args()
    found = rows()
    print(json.dumps(report(found, validated(found)), indent=2))
    if asked.write:
        WEIGHTS.write_text(_as_table(fit(found)), encoding="utf-8")


def _as_table(weights: Array) -> str:
    """One line a figure or branch: what always counts, what each term of the branch adds."""
    lines = ["of\tname\tweight\tmore terms"]
    more = dict(zip(branches(), weights[-len(branches()) :], strict=True))
    for of, weight in zip(names(), weights, strict=False):
        name = vocabulary()[of].name if of in vocabulary() else of
        lines.append(f"{of}\t{name}\t{weight:.3f}\t{more.get(of, 0.0):.3f}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
