"""`wire topics train` and `wire topics test`: a topic model of the customer's own."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from stream.cli.bar import bar
from stream.cli.console import Failed, emit, people
from stream.cli.show import plain
from stream.engine.child_process import ONE_THREAD

Stories = Annotated[
    Path, typer.Argument(metavar="FILE", help="Labelled stories: JSON Lines.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def train(
    stories: Stories,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="MODEL", help="Where the model goes.")
    ] = Path("topics.npz"),
    json: Json = False,
) -> None:
    """Train a topic model on own labelled stories; WIRE_TOPIC_MODEL lets it take over.

    A line is a story: {"headline": "…", "body": "…", "topics": ["medtop:20000639"]}; the topics are
    Media Topics or codes of your own. Five stories a topic are the least; fifty are better.

    Example: wire topics train examples/topics/labelled.jsonl --output topics.npz
    """
    _one_thread()
    # numpy is only for who needs it.
    from stream.enrich.topics.trained import save  # noqa: PLC0415 - see above
    from stream.evaluation import labelled, topic_training  # noqa: PLC0415 - see above

    lesson = topic_training.lesson(labelled.read(stories))
    with bar() as progress:
        task = progress.add_task("rounds", total=lesson.rounds)
        model, report = topic_training.train(lesson, lambda: progress.advance(task))
    try:
        save(output, model)
    except OSError as error:
        raise Failed(f"{output} can't be written: {error.strerror or error}") from None
    found = {"file": str(stories), "model": str(output), "bytes": output.stat().st_size, **report}
    _tell(found, json, "cross-validated: each story judged by a model that hasn't seen it")


def score(
    stories: Stories,
    model: Annotated[
        Path, typer.Option("--model", metavar="MODEL", help="What `wire topics train` wrote.")
    ],
    json: Json = False,
) -> None:
    """Score a trained model on labelled stories that it hasn't learned from.

    Example: wire topics test held-back.jsonl --model topics.npz
    """
    _one_thread()
    from stream.enrich.topics.trained import load  # noqa: PLC0415 - see above
    from stream.evaluation import labelled, topic_testing  # noqa: PLC0415 - see above

    trained, version = load(model)
    report = topic_testing.test(trained, labelled.read(stories))
    found = {"file": str(stories), "model": str(model), "version": version, **report}
    _tell(found, json, f"model {version}")


def _one_thread() -> None:
    # Before numpy is imported; the products are small, and threads would only wait for each other.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)


def _tell(report: dict[str, Any], json: bool, how: str) -> None:
    if json:
        emit(report)
        return
    table = Table("topic", "code", "precision", "recall", "F1", "stories")
    for code, row in report["topics"].items():
        if code != "all":
            table.add_row(plain(report["names"][code]), plain(code), *_scores(row))
    table.add_row("all", "", *_scores(report["topics"]["all"]))
    console = people()
    console.print(table)
    for line in _lines(report, how):
        console.print(Text(line))


def _scores(row: dict[str, float]) -> list[str]:
    return [*(f"{100 * row[it]:.1f}" for it in ("precision", "recall", "f1")), str(row["wanted"])]


def _lines(report: dict[str, Any], how: str) -> list[str]:
    """What the table doesn't say."""
    lines = [
        f"{report['stories']} stories, {how}",
        ", ".join(
            (
                f"first right {100 * report['first_right']:.1f} %",
                f"macro F1 {100 * report['macro_f1']:.1f}",
                f"calibration error {report['calibration_error']:.3f}",
            )
        ),
    ]
    if left := report["left_out"]:
        few = ", ".join(f"{plain(code)} ({count})" for code, count in left.items())
        lines.append(f"left out, since too few stories have them or the model hasn't: {few}")
    if "bytes" in report:
        lines.append(f"written: {report['model']}, {report['bytes']} bytes")
        lines.append(f"to use it: WIRE_TOPIC_MODEL={report['model']}")
    return lines
