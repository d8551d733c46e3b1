"""The table of `docs/quality.md`: what is asked of the enrichment and what it gives.

    make eval       or       python -m bench.quality [--locked] [--print]

Everything in one run, stock pipelines beside ours on the same stories. `--locked` scores the locked
halves of the project's sets too; nobody who writes rules looks into them.
"""

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from stream.engine.child_process import ONE_THREAD

for _name, _value in ONE_THREAD.items():
    # Before numpy is imported: one thread each, as in a worker.
    os.environ.setdefault(_name, _value)

from bench import names_model  # noqa: E402 - see above
from bench import quality_sets as sets  # noqa: E402 - see above
from bench.held import Held  # noqa: E402 - see above
from bench.quality_page import (  # noqa: E402 - see above
    MD,
    NONE,
    PAGE,
    SM,
    Line,
    Report,
    calibration,
    f1,
    of_kind,
    pair,
    percent,
    row_of,
    stock,
    system,
    table,
    with_table,
)
from stream import settings  # noqa: E402 - see above
from stream.cli.evaluate import dateline_of  # noqa: E402 - see above
from stream.enrich import Enricher  # noqa: E402 - see above
from stream.enrich.model import load  # noqa: E402 - see above
from stream.enrich.names.reader import Reader  # noqa: E402 - see above
from stream.enrich.plan import EnrichPlan  # noqa: E402 - see above
from stream.enrich.tagger.weights import Weights  # noqa: E402 - see above
from stream.evaluation.gold import Annotated  # noqa: E402 - see above
from stream.evaluation.scoring import Run  # noqa: E402 - see above
from stream.evaluation.systems import (  # noqa: E402 - see above
    OURS,
    Ours,
    Stock,
    System,
    as_parsed,
)

MORE = "more"
"""Stories of the set `said` that have been looked at, beside its halves."""
FIRST = 3
TURNS = 3


class Bench:
    """The systems, loaded once."""

    def __init__(self, halves: Sequence[str]) -> None:
        """`halves` of the project's own sets are scored."""
        self.halves = halves
        self.enricher = Enricher(EnrichPlan(**settings.load().settings.enrich_plan))
        self.ours: list[System] = [Ours(self.enricher, dateline_of)]
        self.md = Stock("stock-md")
        self.all: list[System] = [*self.ours, Stock("stock-sm"), self.md]

    def run(
        self, stories: Iterable[Annotated], kinds: Iterable[str], *, stock: bool = False
    ) -> Report:
        """One report by all systems, or by ours."""
        run = Run(self.all if stock else self.ours, kinds)
        run.read(stories)
        return run.report()

    def _unseen(self, stories: Iterable[Annotated]) -> Report:
        """One report, each story read by a tagger that hasn't learned from it; stock beside it."""
        systems = [Held(self.ours[0], self.enricher, self.weights), *self.all[len(self.ours) :]]
        run = Run(systems, ["entities"])
        run.read(stories)
        return run.report()

    @cached_property
    def weights(self) -> dict[str, Weights]:
        """Weights by the story that they were learned without: two minutes."""
        reader = Reader(load("md"), words=True)
        sets_ = names_model.stories(reader)
        return names_model.unseen(reader.model, sets_).weights if "testa" in sets_ else {}

    def lines(self) -> Iterator[Line]:
        """The table's lines, in the order of what is asked."""
        yield from self._conll()
        yield from self._named()
        yield from self._places()
        yield from self._topics()
        yield from self._quotes()

    def _conll(self) -> Iterator[Line]:
        stories = sets.conll()
        if not stories:
            return
        report = self._unseen(stories)
        md, mine = f1(report, MD), f1(report, OURS)
        how = f"CoNLL-2003 testa, {len(stories)} stories"
        yield Line(
            "names: spans F1",
            stock(report, "names"),
            percent(mine),
            f"errors ≤ 0.6 of `md`'s: ≥ {100 * (1 - 0.6 * (1 - md)):.1f}",
            f"{how}; errors are {(1 - mine) / (1 - md):.2f} of `md`'s",
        )
        prose = [percent(system(report, it)["prose"]["all"]["f1"]) for it in (SM, MD, OURS)]
        how = f"{how}, sentences with a verb; the target is for its test half without tables"
        yield Line("names outside tables: spans F1", pair(prose), prose[-1], "≥ 82", how)
        yield calibration("entities", report, how=f"CoNLL-2003 testa, {len(stories)} stories")

    def _named(self) -> Iterator[Line]:
        for half in self.halves:
            stories = sets.own("named", half)
            if not stories:
                continue
            report = self._unseen(stories)
            how = f"set `named`, {half} half, {len(stories)} stories"
            note = f"{how}; the target is for Reuters stories of 2020"
            ours = system(report, OURS)
            yield Line(
                "names: spans F1", stock(report, "names"), row_of(ours["names"]), "≥ 86", note
            )
            unique = ours["unique"]["all"]
            yield Line(
                "unique names a story, F1",
                stock(report, "unique", "all"),
                row_of(unique),
                "≥ 86",
                how,
            )
            yield Line(
                "organisations alone: spans F1",
                stock(report, "spans", "organisation"),
                row_of(ours["spans"]["organisation"]),
                "≥ 80",
                note,
            )
            yield calibration("entities", report, how=how)
            yield self._time(stories, how)

    def _time(self, stories: Sequence[Annotated], how: str) -> Line:
        """Read once more, as a worker does: with the weights that are shipped."""
        run = Run([*self.ours, self.md], ["entities"])
        for _ in range(TURNS):
            run.read(stories)
        report = run.report()
        ratio = report["systems"][OURS]["time_ratio"]["stock-md"]
        words = report["words_per_story"]
        return Line(
            "time of all of it, beside the whole stock pipeline",
            "1",
            f"{ratio:.2f}",
            "≤ 0.45",
            f"{how} of {words:.0f} words, {TURNS} times, in turns with `md`, processor time, one "
            "thread each",
        )

    def _places(self) -> Iterator[Line]:
        for half in self.halves:
            if filed := list(sets.filed_under_datelines(half)):
                share = percent(sets.filed_right(filed, self.ours[0]))
                how = f"set `placed`, {half} half, {len(filed)} stories with a dateline"
                yield Line("dateline's place an entity with its ids", NONE, share, "≥ 99", how)
            if stories := sets.own("placed", half):
                row = of_kind(self.run(stories, ["ids"]), "ids")["ids"]["all"]
                scores = f"precision {row['precision']:.3f}, recall {row['recall']:.3f}"
                how = f"set `placed`, {half} half, {row['wanted']} ids"
                target = "≥ 0.98, ≥ 0.95"
                yield Line("ids of countries and cities", NONE, scores, target, how)

    def _topics(self) -> Iterator[Line]:
        if stories := sets.bbc_half():
            found = of_kind(report := self.run(stories, ["topics"]), "topics")
            how = f"BBC, the half not developed on, {len(stories)} stories, all 17 open"
            yield Line("topic: first right", NONE, percent(found["first_right"]), "≥ 90", how)
            yield calibration("topics", report, how=how)
        filed = list(sets.agency_stories())
        if filed:
            shares = [
                sets.among(self.enricher, filed, change, FIRST)
                for change in (_same, sets.without_codes)
            ]
            how = f"{len(filed)} English stories of agencies' own files"
            yield Line(
                "editors' own top topic among our first three",
                NONE,
                f"{percent(shares[0])}; {percent(shares[1])} without their codes",
                "≥ 95",
                how,
            )
        for half in self.halves:
            if stories := sets.own("named", half):
                found = of_kind(report := self.run(stories, ["topics"]), "topics")
                how = f"set `named`, {half} half, {len(stories)} stories"
                scores = f"{percent(found['first_right'])}; micro F1 {percent(found['micro_f1'])}"
                yield Line("topic: first right; top topics", NONE, scores, "report", how)
                yield calibration("topics", report, how=how)

    def _quotes(self) -> Iterator[Line]:
        for half in (*self.halves, MORE):
            stories = sets.own("said", half)
            if not stories:
                continue
            report = self.run(stories, ["quotes", "numbers", "acts"])
            called = "`more.jsonl`, looked at since" if half == MORE else f"{half} half"
            how = f"set `said`, {called}, {len(stories)} stories"
            for what, kind, key, target in (
                ("quotes with the right speaker", "quotes", "speaker_right", "≥ 0.95, ≥ 0.85"),
                ("numbers with value and unit", "numbers", "numbers", "report"),
                ("acts with the right names", "acts", "who_right", "report"),
            ):
                if stories[0].numbers is None and kind == "numbers":
                    continue
                row = of_kind(report, kind)[key]
                row = row.get("all", row)
                scores = f"precision {row['precision']:.3f}, recall {row['recall']:.3f}"
                yield Line(what, NONE, scores, target, f"{how}, {row['wanted']} of them")


def _same(story: Any) -> Any:
    return story


def main() -> None:
    """Measure, and write the page's table or print it."""
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    parser.add_argument("--locked", action="store_true", help="the locked halves too")
    parser.add_argument("--print", action="store_true", help="print it, leave the page alone")
    asked = parser.parse_args()
    bench = Bench(["dev", "locked"] if asked.locked else ["dev"])
    probe = next(iter(sets.own("named", "dev")))
    version = bench.enricher.enrich(as_parsed(probe, None)).enrichment.versions["enrichment"]
    made = table(bench.lines(), version)
    if asked.print:
        print(made)
        return
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main()
