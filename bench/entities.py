"""How well the enrich room finds names: strict spans against CoNLL-2003, beside the bare model.

    python -m bench.entities [--file eng.testa] [--stories N] [--json]

A span counts if start, end and type agree exactly. The model takes "the" into names and the corpus
doesn't, so the bare model is also shown with articles cut. The rules were written with this corpus
at hand: it is their development set, not an unseen one. The corpus is split into words; its stories
are put together with spaces, a sentence a line, so both readers see the same text.

The corpus is licensed for research by its makers and no part of this repository. Without `--file`
it is looked for beside the checkout, in `shared/data/conll2003`.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

from schemas.enrichment import Entity
from stream.enrich.model import load
from stream.enrich.names.finder import find
from stream.enrich.names.reader import Reader
from stream.enrich.readers import english_tagger

CORPUS = Path(__file__).parents[2] / "shared" / "data" / "conll2003" / "eng.testa"
GOLD_TYPES = {"PER": "person", "LOC": "place", "ORG": "organisation"}
MODEL_TYPES = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
}
TYPES = tuple(GOLD_TYPES.values())
BINS = (0.0, 0.45, 0.6, 0.7, 0.8, 0.95)

Spans = set[tuple[int, int, str]]


@dataclass
class Annotated:
    """A story of the corpus."""

    text: str = ""
    gold: Spans = field(default_factory=set)
    prose: list[tuple[int, int]] = field(default_factory=list)
    """Sentences with a verb: all but tables, scores and captions."""

    def in_prose(self, spans: Spans) -> Spans:
        """The spans that stand in sentences with a verb."""
        return {it for it in spans if any(start <= it[0] < end for start, end in self.prose)}


@dataclass
class Tally:
    """Right, found and wanted spans by type."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def add(self, found: Spans, gold: Spans) -> None:
        """Count one story."""
        self.right.update(kind for *_, kind in found & gold)
        self.found.update(kind for *_, kind in found)
        self.wanted.update(kind for *_, kind in gold)

    def rows(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 in percent, by type and together."""
        return {kind: self._row((kind,)) for kind in TYPES} | {"all": self._row(TYPES)}

    def _row(self, kinds: Iterable[str]) -> dict[str, float]:
        right, found, wanted = (
            sum(counts[kind] for kind in kinds) for counts in (self.right, self.found, self.wanted)
        )
        percent = {
            "precision": 100 * right / max(found, 1),
            "recall": 100 * right / max(wanted, 1),
            "f1": 200 * right / max(found + wanted, 1),
        }
        return {name: round(value, 1) for name, value in percent.items()}


@dataclass
class Share:
    """How many mentions of a kind were right."""

    right: int = 0
    mentions: int = 0

    def row(self) -> dict[str, float]:
        """The share in percent, and of how many."""
        return {
            "right": round(100 * self.right / max(self.mentions, 1), 1),
            "mentions": self.mentions,
        }


def corpus(path: Path) -> Iterator[Annotated]:
    """The stories of a CoNLL-2003 file, in the tagging that begins a span with `I-`."""
    for part in path.read_text(encoding="utf-8").split("-DOCSTART- -X- O O\n")[1:]:
        story = Annotated()
        for sentence in part.strip().split("\n\n"):
            _add(story, [line.split() for line in sentence.splitlines()])
        yield story


def _add(story: Annotated, sentence: list[list[str]]) -> None:
    begin, last, start = len(story.text), "O", 0
    for word, _, _, tag in sentence:
        kind = tag[2:]
        if tag == "O" or tag[0] == "B" or kind != last:
            start = len(story.text)
        else:
            story.gold.discard((start, len(story.text) - 1, GOLD_TYPES.get(kind, "")))
        story.text += word + " "
        if kind in GOLD_TYPES:
            story.gold.add((start, len(story.text) - 1, GOLD_TYPES[kind]))
        last = kind or "O"
    if any(tags[1].startswith("VB") for tags in sentence):
        story.prose.append((begin, len(story.text)))
    story.text = story.text[:-1] + "\n"


def bare(nlp: Language, text: str) -> Spans:
    """What the model alone finds."""
    return {
        (ent.start_char, ent.end_char, MODEL_TYPES[ent.label_])
        for ent in nlp(text).ents
        if ent.label_ in MODEL_TYPES
    }


def without_articles(text: str, spans: Spans) -> Spans:
    """The same spans without a leading article."""
    return {(start + _article(text[start:end]), end, kind) for start, end, kind in spans}


def _article(name: str) -> int:
    first, space, _ = name.partition(" ")
    return len(first + space) if first.lower() in {"the", "a", "an"} else 0


def spans_of(entities: Iterable[Entity]) -> Spans:
    """Every mention of the types that the corpus marks."""
    return {
        (mention.start, mention.end, entity.type.value)
        for entity in entities
        if entity.type.value in TYPES
        for mention in entity.mentions
    }


@dataclass
class Bench:
    """One run over the corpus."""

    nlp: Language
    reader: Reader
    tallies: dict[str, Tally] = field(default_factory=dict)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sure: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    readers: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    stories: int = 0
    words: int = 0

    def read(self, story: Annotated) -> None:
        """One story by both."""
        self.stories += 1
        self.words += len(story.text.split())
        start = time.perf_counter()
        alone = bare(self.nlp, story.text)
        between = time.perf_counter()
        entities = find(self.reader, "", story.text)
        self.seconds["bare"] += between - start
        self.seconds["repaired"] += time.perf_counter() - between
        readings = {
            "bare": alone,
            "bare, no articles": without_articles(story.text, alone),
            "repaired": spans_of(entities),
        }
        for name, found in readings.items():
            self._tally(name).add(found, story.gold)
            prose = (story.in_prose(found), story.in_prose(story.gold))
            self._tally(f"{name}, prose").add(*prose)
        for entity in entities:
            self._judge(entity, story.gold)

    def _tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def _judge(self, entity: Entity, gold: Spans) -> None:
        """Was it right as often as it was sure? By mention, and by who spoke for it."""
        spans = spans_of([entity])
        low = max(edge for edge in BINS if edge <= entity.confidence)
        who = "+".join(evidence.by for evidence in entity.evidence)
        for share in (self.sure[str(low)], self.readers[who]):
            share.right += len(spans & gold)
            share.mentions += len(spans)

    def report(self) -> dict[str, object]:
        """Everything measured, ready for JSON."""
        return {
            "stories": self.stories,
            "words": self.words,
            "ms_per_story": {
                name: round(1000 * total / self.stories, 2) for name, total in self.seconds.items()
            },
            "scores": {name: tally.rows() for name, tally in self.tallies.items()},
            "right_by_confidence": {low: self.sure[low].row() for low in sorted(self.sure)},
            "right_by_reader": {who: self.readers[who].row() for who in sorted(self.readers)},
        }


def show(report: dict[str, object]) -> None:
    """Print the report as tables."""
    print(f"{report['stories']} stories, {report['words']} words")
    print(f"ms a story: {report['ms_per_story']}")
    print(f"{'':<26}{'':<14}{'precision':>10}{'recall':>8}{'F1':>7}")
    for name, rows in report["scores"].items():  # type: ignore[attr-defined]
        for kind, row in rows.items():
            print(f"{name:<26}{kind:<14}{row['precision']:>10}{row['recall']:>8}{row['f1']:>7}")
    for title in ("right_by_confidence", "right_by_reader"):
        print(title.replace("_", " "))
        for key, row in report[title].items():  # type: ignore[attr-defined]
            if row["mentions"]:
                print(f"  {key:<40}{row['right']:>6} % of {row['mentions']}")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--file", type=Path, default=CORPUS, help="a CoNLL-2003 file")
    parser.add_argument("--stories", type=int, default=10_000, help="read no more than so many")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    if not asked.file.exists():
        parser.error(f"no corpus at {asked.file}: name a CoNLL-2003 file with --file")
    bench = Bench(load("md"), Reader(load("md"), "en", english_tagger()))
    for story, _ in zip(corpus(asked.file), range(asked.stories), strict=False):
        bench.read(story)
    report = bench.report()
    if asked.json:
        print(json.dumps(report, indent=2))
    else:
        show(report)


if __name__ == "__main__":
    main()
