"""Learns the tagger's weights and says how good they are on stories that they haven't seen.

    make names-model        or      python -m bench.names_model [--check]

Stories: CoNLL-2003's testa, beside the checkout where somebody has it, and the `dev` half of the
set `named`. Five times four fifths of the stories of each are learned from, and the last fifth is
read; then all of it is learned from and written to `stream/enrich/tagger/data/weights.npz`.
`--check` leaves the file alone. Without testa there is too little to learn from: nothing is done.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from stream.engine.child_process import ONE_THREAD

for _name, _value in ONE_THREAD.items():
    # Before numpy is imported: one thread each, so that the same figures come out.
    os.environ.setdefault(_name, _value)

import numpy as np  # noqa: E402 - see above

from bench.learning import Learner, keys_of  # noqa: E402 - see above
from bench.names_stories import Story, annotated, examples, read  # noqa: E402 - see above
from stream.cli.evaluate import dateline_of  # noqa: E402 - see above
from stream.enrich.model import load  # noqa: E402 - see above
from stream.enrich.names.finder import find  # noqa: E402 - see above
from stream.enrich.names.reader import Reader  # noqa: E402 - see above
from stream.enrich.tagger import weights as stored  # noqa: E402 - see above
from stream.enrich.tagger.chain import Array  # noqa: E402 - see above
from stream.enrich.tagger.tagger import Tagger, read_with, with_first  # noqa: E402 - see above
from stream.enrich.tagger.weights import Layer, Weights  # noqa: E402 - see above
from stream.evaluation.gold import Annotated, Found, Span  # noqa: E402 - see above
from stream.evaluation.spans import SpanScores  # noqa: E402 - see above

FILE = Path(stored.__file__).parent / "data" / stored.FILE
FOLDS, INNER = 5, 3
STEPS = 24
"""Of confidence, as many names in each."""
UNCALIBRATED = np.array([[0.0, 1.0], [0.0, 1.0]])
Half = tuple[list[Story], list[Story]]


def learn(model: str, stories: Sequence[Story], sure: Array = UNCALIBRATED) -> Weights:
    """Both layers: the second from what the first makes of stories that it hasn't learned."""
    keys = keys_of(np.concatenate([it.inputs.keys for it in stories]))
    empty = Learner(0, 1, 0).layer
    table = Weights(model, keys, empty, empty, sure)
    rows = [table.rows(it.inputs.keys) for it in stories]
    plain = [it.inputs.vectors for it in stories]
    made: dict[int, Array] = {}
    for fold in range(INNER):
        rest = [at for at in range(len(stories)) if at % INNER != fold]
        layer = _layer(stories, rows, plain, rest)
        for at in range(fold, len(stories), INNER):
            likely = read_with(layer, rows[at], plain[at], stories[at].inputs.runs)
            made[at] = with_first(stories[at].inputs, likely)
    every = range(len(stories))
    first = _layer(stories, rows, plain, every)
    second = _layer(stories, rows, [made[at] for at in every], every)
    return Weights(model, keys, first, second, sure)


def _layer(
    stories: Sequence[Story], rows: Sequence[Array], vectors: Sequence[Array], which: Sequence[int]
) -> Layer:
    part = examples([stories[at] for at in which], [vectors[at] for at in which])
    row = np.concatenate([rows[at] for at in which])
    learner = Learner(int(max(it.max() for it in rows)), part.vectors.shape[1], seed=0)
    return learner.learn(part, row).layer


def folds(sets: dict[str, list[Story]]) -> Iterator[tuple[list[Story], dict[str, list[Story]]]]:
    """Stories to learn from and, by set, stories to read, so that each is read once."""
    for fold in range(FOLDS):
        learned = [it for one in sets.values() for at, it in enumerate(one) if at % FOLDS != fold]
        yield learned, {name: one[fold::FOLDS] for name, one in sets.items()}


class Unseen(NamedTuple):
    """What was learned by leaving stories out."""

    weights: dict[str, Weights]
    """By a story's id, weights that were learned without it; so was how sure they are."""
    told: Array
    """What they say of each name, before it is known how sure that is, and whether it is right."""


def unseen(model: str, sets: dict[str, list[Story]]) -> Unseen:
    """Learn five times, each time without a fifth of the stories."""
    learned = [(learn(model, some), others) for some, others in folds(sets)]
    told = [
        told_and_right(it, [one for part in others.values() for one in part])
        for it, others in learned
    ]
    made: dict[str, Weights] = {}
    for fold, (weights, others) in enumerate(learned):
        rest = np.concatenate([it for at, it in enumerate(told) if at != fold])
        ready = Weights.of(weights.arrays() | {"sure": calibration(rest)})
        made |= {it.annotated.id: ready for part in others.values() for it in part}
    return Unseen(made, np.concatenate(told))


def told_and_right(weights: Weights, stories: Sequence[Story]) -> Array:
    """What the tagger says of each name that it reads in these stories, and whether it is right."""
    tagger = Tagger(weights)
    rows = []
    for story in stories:
        right = {(it.place, it.type) for it in story.annotated.spans or ()}
        for sheet, spans in zip(story.sheets, tagger.tag(story.sheets), strict=True):
            field = sheet.passage.field
            rows += [(it.sure, ((field, it.start, it.end), it.type.value) in right) for it in spans]
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def calibration(told: Array) -> Array:
    """What is said, in steps, and how often it was right: never less for more (isotonic)."""
    ordered = told[np.argsort(told[:, 0], kind="stable")]
    steps = [step.mean(axis=0) for step in np.array_split(ordered, STEPS) if len(step)]
    pools: list[list[Array]] = []
    for step in steps:
        pools.append([step])
        while len(pools) > 1 and _right(pools[-2]) >= _right(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    said = [np.mean([it[0] for it in pool]) for pool in pools]
    return np.array([said, [_right(pool) for pool in pools]])


def _right(pool: list[Array]) -> float:
    return float(np.mean([it[1] for it in pool]))


def found(reader: Reader, story: Annotated) -> Found:
    """The story's names by all of the names' room."""
    entities = find(reader, story.headline, story.body, dateline_of(story))
    return Found(
        [
            Span((at.field, at.start, at.end), it.type.value, at.text, confidence=it.confidence)
            for it in entities
            for at in it.mentions
        ]
    )


def main() -> None:
    """Cross-validate, learn, write."""
    parser = argparse.ArgumentParser(prog="make names-model", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args()
    reader = Reader(load("md"), words=True)
    sets = stories(reader)
    if "testa" not in sets:
        sys.exit("CoNLL-2003's testa isn't beside the checkout: too little to learn from")
    weights, told = unseen(reader.model, sets)
    for name, read_ in sets.items():
        scores = SpanScores(0)
        for it in read_:
            reader.tagger = Tagger(weights[it.annotated.id])
            scores.add(it.annotated, found(reader, it.annotated))
        show(name, scores.report())
    if not asked.check:
        every = [it for one in sets.values() for it in one]
        ready = learn(reader.model, every, calibration(told))
        np.savez_compressed(FILE, allow_pickle=False, **ready.arrays())


def stories(reader: Reader) -> dict[str, list[Story]]:
    """All stories there are to learn from, read, by set."""
    sets: dict[str, list[Story]] = {}
    for name, story in annotated():
        sets.setdefault(name, []).append(read(reader, story))
    return sets


def show(name: str, report: dict[str, Any]) -> None:
    """One set's scores, in percent."""
    rows = {"all": report["names"], "unique": report["unique"]["all"]}
    rows |= {"prose": report["prose"]["all"]} if "prose" in report else {}
    for what, row in (rows | report["spans"]).items():
        precision, recall, f1 = (100 * row[it] for it in ("precision", "recall", "f1"))
        print(f"{name:<8}{what:<14}P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}")
    print(f"{name:<8}expected calibration error {report['calibration']['error']:.3f}")


if __name__ == "__main__":
    main()
