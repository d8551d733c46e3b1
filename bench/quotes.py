"""How well quotes, numbers and acts are found, on stories annotated by hand.

    python -m bench.quotes [--set dev|locked] [--errors] [--json]

Quotes: a found quote and a wanted one of the same kind (direct, reported) belong together if their
spans overlap by half of what both cover. Right: the speaker is the one wanted, by any name that the
story uses for that entity, and none where none is wanted. Numbers: span, value, unit, what is
counted and the floor must agree. Acts: verb, act, actor and target; places are told apart.

Precision of speakers counts the quotes that name somebody; a quote without a speaker where one is
wanted is missing, not wrong.
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.quotes_story import parsed
from schemas.enrichment import Enrichment, Entity, NewsAct, Number, Quote
from stream.enrich import Enricher

SETS = Path(__file__).parents[1] / "tests" / "enrich" / "sets" / "said"
STEPS = ("numbers", "quotes")
_HALF = 0.5

Row = dict[str, Any]


@dataclass
class Tally:
    """Right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    errors: list[str] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        """Precision and recall in percent."""
        return {
            "precision": round(100 * self.right / max(self.found, 1), 1),
            "recall": round(100 * self.right / max(self.wanted, 1), 1),
            "right": self.right,
            "found": self.found,
            "wanted": self.wanted,
        }


@dataclass
class Names:
    """The names of a story's entities, to be compared with those that an annotator wrote."""

    entities: list[Entity]

    def same(self, found: str | None, wanted: str | None) -> bool:
        """Whether both name the same, by any form that the story has."""
        if found is None or wanted is None:
            return found is wanted
        forms = self._forms(found)
        want = _plain(wanted)
        return any(form == want or form.endswith(f" {want}") or want.endswith(f" {form}") for form in forms)

    def same_id(self, found: str | None, wanted: str | None) -> bool:
        """The same for an entity's id."""
        name = next((it.name for it in self.entities if it.id == found), None)
        return self.same(name, wanted)

    def _forms(self, name: str) -> set[str]:
        own = {
            _plain(form)
            for it in self.entities
            if it.name == name
            for form in (it.name, *(hit.text for hit in it.mentions))
        }
        return own or {_plain(name)}


def _plain(name: str) -> str:
    return name.lower().replace("\u2019", "'").removeprefix("the ")


def overlap(one: Quote, wanted: Row) -> float:
    """The share of what both cover that both have."""
    both = min(one.end, wanted["end"]) - max(one.start, wanted["start"])
    return max(0, both) / (max(one.end, wanted["end"]) - min(one.start, wanted["start"]))


class Bench:
    """One run over a set."""

    def __init__(self) -> None:
        self.tallies = {
            name: Tally()
            for name in ("quotes", "speakers", "direct", "reported", "numbers", "acts", "act verbs")
        }
        self.milliseconds = dict.fromkeys(STEPS, 0.0)
        self.words = 0
        self.places = [0, 0]
        self.sure: dict[str, list[int]] = {}

    def read(self, story: Row, enrichment: Enrichment) -> None:
        """Score one story."""
        names = Names(enrichment.entities)
        self._quotes(story, enrichment.quotes, names)
        self._numbers(story, enrichment.numbers)
        self._acts(story, enrichment.events, names)
        self.words += len(story["body"].split())
        for step in STEPS:
            self.milliseconds[step] += enrichment.timings_ms[step]

    def _quotes(self, story: Row, found: list[Quote], names: Names) -> None:
        left = list(found)
        for wanted in story["quotes"]:
            kind = self.tallies["direct" if wanted["direct"] else "reported"]
            fitting = [it for it in left if it.direct is wanted["direct"]]
            best = max(fitting, key=lambda it: overlap(it, wanted), default=None)
            kind.wanted += 1
            self.tallies["quotes"].wanted += 1
            self.tallies["speakers"].wanted += wanted["speaker"] is not None
            if best is None or overlap(best, wanted) < _HALF:
                self._note("quotes", story, f"missing: {wanted['text']} | {wanted['speaker']}")
                continue
            left.remove(best)
            right = names.same(best.speaker, wanted["speaker"])
            kind.right += right
            self.tallies["quotes"].right += right
            self._speaker(story, best, wanted, right=right)
        for it in found:
            self.tallies["direct" if it.direct else "reported"].found += 1
        self.tallies["quotes"].found += len(found)
        self.tallies["speakers"].found += sum(it.speaker is not None for it in found)
        for it in left:
            self._judge(it, right=False)
            self._note("quotes", story, f"not wanted: {it.text} | {it.speaker}")

    def _speaker(self, story: Row, it: Quote, wanted: Row, *, right: bool) -> None:
        if it.speaker is not None:
            self.tallies["speakers"].right += right
        self._judge(it, right=right)
        if not right:
            self._note("quotes", story, f"{it.speaker}, not {wanted['speaker']}: {it.text}")

    def _judge(self, it: Quote, *, right: bool) -> None:
        """Was it right as often as it was sure?"""
        counts = self.sure.setdefault(f"{int(it.confidence * 20) / 20:.2f}", [0, 0])
        counts[0] += right
        counts[1] += 1

    def _numbers(self, story: Row, found: list[Number]) -> None:
        tally = self.tallies["numbers"]
        by_place = {(it.start, it.end): it for it in found}
        tally.found += len(found)
        for wanted in story["numbers"]:
            tally.wanted += 1
            it = by_place.pop((wanted["start"], wanted["end"]), None)
            right = it is not None and _same_number(it, wanted)
            tally.right += right
            if not right:
                self._note("numbers", story, f"{wanted} but {it}")
        for it in by_place.values():
            self._note("numbers", story, f"not wanted: {it.text} {it.unit or it.counts}")

    def _acts(self, story: Row, found: list[NewsAct], names: Names) -> None:
        by_place = {it.start: it for it in found}
        for name in ("acts", "act verbs"):
            self.tallies[name].found += len(found)
            self.tallies[name].wanted += len(story["acts"])
        for wanted in story["acts"]:
            it = by_place.pop(wanted["start"], None)
            verb = it is not None and it.act == wanted["act"]
            right = (
                verb
                and it is not None
                and names.same_id(it.actor_id, wanted["actor"])
                and names.same_id(it.target_id, wanted["target"])
            )
            self.tallies["act verbs"].right += verb
            self.tallies["acts"].right += right
            if verb and it is not None and wanted["place"] is not None:
                self.places[0] += names.same_id(it.place_id, wanted["place"])
                self.places[1] += 1
            if not right:
                self._note("acts", story, f"{wanted} but {it}")
        for it in by_place.values():
            self._note("acts", story, f"not wanted: {it}")

    def _note(self, name: str, story: Row, what: str) -> None:
        self.tallies[name].errors.append(f"{story['id']}: {what}")

    def report(self) -> dict[str, Any]:
        """Everything measured, ready for JSON."""
        return {
            "words": self.words,
            "ms_per_200_words": {
                step: round(200 * total / max(self.words, 1), 2)
                for step, total in self.milliseconds.items()
            },
            "scores": {name: tally.row() for name, tally in self.tallies.items()},
            "act_places_right": f"{self.places[0]} of {self.places[1]}",
            "quotes_right_by_confidence": {
                low: f"{right} of {count}" for low, (right, count) in sorted(self.sure.items())
            },
        }


def _same_number(it: Number, wanted: Row) -> bool:
    return (
        abs(it.value - wanted["value"]) < 1e-6 * max(1.0, abs(wanted["value"]))
        and it.unit == wanted["unit"]
        and it.counts == wanted["counts"]
        and it.at_least == wanted["at_least"]
    )


def stories(path: Path) -> Iterator[Row]:
    """The stories of a set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def show(report: dict[str, Any], bench: Bench, *, errors: bool) -> None:
    """Print the report as a table."""
    print(f"{report['words']} words; ms per 200 words: {report['ms_per_200_words']}")
    print(f"{'':<12}{'precision':>10}{'recall':>8}{'right':>7}{'found':>7}{'wanted':>8}")
    for name, row in report["scores"].items():
        counts = f"{row['right']:>7}{row['found']:>7}{row['wanted']:>8}"
        print(f"{name:<12}{row['precision']:>10}{row['recall']:>8}{counts}")
    print(f"places of acts right: {report['act_places_right']}")
    print(f"quotes right by confidence: {report['quotes_right_by_confidence']}")
    for name, tally in bench.tallies.items() if errors else ():
        for error in tally.errors:
            print(f"{name}: {error}")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=("dev", "locked"), default="dev", help="which half")
    parser.add_argument("--errors", action="store_true", help="list what was wrong (not of locked)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    if asked.errors and asked.set == "locked":
        parser.error("the locked half is only scored")
    bench, enricher = Bench(), Enricher()
    started = time.perf_counter()
    for story in stories(SETS / f"{asked.set}.jsonl"):
        bench.read(story, enricher.enrich(parsed(story["headline"], story["body"])).enrichment)
    report = {"set": asked.set, "seconds": round(time.perf_counter() - started, 1), **bench.report()}
    if asked.json:
        print(json.dumps(report, indent=2))
    else:
        show(report, bench, errors=asked.errors)


if __name__ == "__main__":
    main()
