"""Topics against stories that people filed: `python -m bench.topics [--json] [--data FOLDER]`.

All of IPTC's topics are open; nothing is told of the classes. Two collections:

- `bbc`: BBC News 2004-05 in five classes. A story counts as right where its first topic lies in or
  below a code of its class in `CLASSES`. `tech_strict` says what is left if technology must be
  filed under science and technology alone, not under the computing industry, consumer electronics,
  video games or cyber crime, where IPTC has the same stories.
- `reuters`: the files of Reuters-21578 that are there, stories with one of the eight topics in
  `WIRE_TOPICS`, of which IPTC's counterparts are two to five levels deep. Right only at that depth.

The lexicon was developed with the odd-numbered stories of both in view; the even half is the
measure.

Reliability: of the topics given with a confidence in a band, how many were right.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from bench.reuters import between, stories
from schemas.enrichment import Topic
from stream.enrich.topics import TopicFinder, lineage

DATA = Path(__file__).parents[2] / "shared" / "data"
CLASSES = {
    "business": {"04000000"},
    "entertainment": {"01000000"},
    "politics": {"11000000"},
    "sport": {"15000000"},
    # computing, telecoms service, wireless; consumer electronics; video games; cyber crime
    "tech": {"13000000", "20000225", "20001258", "20000548", "20000086"},
}
STRICT = {"tech": {"13000000"}}
# Without agriculture's and the commodities market's other children: metals are no grain.
GRAIN = {"20000386", "20000210"}
WIRE_TOPICS = {
    "earn": {"20000178", "20000177", "20000180", "20001365"},
    "acq": {"20000204", "20000201", "20000203", "20000185"},
    "grain": GRAIN,
    "crude": {"20000387", "20001243"},
    "money-fx": {"20000391", "20000355", "20000350", "20000379"},
    "interest": {"20000371", "20000379", "20000350"},
    "trade": {"20000373"},
    "ship": {"20000343"},
}
BANDS = 5


@dataclass(frozen=True, slots=True)
class Filed:
    """A story with the codes that are right for it, and the class that says so."""

    name: str
    label: str
    headline: str
    body: str
    right: frozenset[str]


@dataclass(slots=True)
class Result:
    """Counts of one collection."""

    stories: int = 0
    first: int = 0
    listed: int = 0
    silent: int = 0
    by_label: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    bands: dict[int, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0.0]))
    seconds: float = 0.0

    def report(self) -> dict[str, object]:
        """Percentages for people and machines."""
        return {
            "stories": self.stories,
            "first_right": _percent(self.first, self.stories),
            "listed_right": _percent(self.listed, self.stories),
            "no_topic": _percent(self.silent, self.stories),
            "by_class": {it: _percent(*self.by_label[it]) for it in sorted(self.by_label)},
            "reliability": [self._band(it) for it in sorted(self.bands)],
            "ms_per_story": round(1000 * self.seconds / max(1, self.stories), 2),
        }

    def _band(self, band: int) -> dict[str, float]:
        right, count, said = self.bands[band]
        return {
            "from": band / BANDS,
            "stories": count,
            "said": round(100 * said / count, 1),
            "right": _percent(right, count),
        }


def measure(finder: TopicFinder, stories: Iterable[Filed]) -> Result:
    """Ask for every story's topics and count."""
    result = Result()
    for story in stories:
        before = time.perf_counter()
        topics = finder.find(story.headline, story.body)
        result.seconds += time.perf_counter() - before
        _count(result, story, topics)
    return result


def _count(result: Result, story: Filed, topics: list[Topic]) -> None:
    fits = [_fits(it, story.right) for it in topics]
    first = bool(fits) and fits[0]
    result.stories += 1
    result.first += first
    result.listed += any(fits)
    result.silent += not fits
    result.by_label[story.label][0] += first
    result.by_label[story.label][1] += 1
    if topics:
        band = result.bands[min(BANDS - 1, int(topics[0].confidence * BANDS))]
        band[0] += first
        band[1] += 1
        band[2] += topics[0].confidence


def _fits(topic: Topic, right: frozenset[str]) -> bool:
    code = topic.code.removeprefix("medtop:")
    # Metals and energy stand below the commodities market, but are no grain.
    return code in right if right == GRAIN else not right.isdisjoint(lineage(code))


def bbc(data: Path, *, even: bool, right: dict[str, set[str]]) -> Iterator[Filed]:
    """One half of the five classes, or of those in `right`."""
    for label, codes in sorted(right.items()):
        for path in sorted((data / "bbc" / label).glob("*.txt")):
            if (int(path.stem) % 2 == 0) == even:
                headline, _, body = path.read_text("utf-8", errors="replace").partition("\n")
                name = f"{label}/{path.name}"
                yield Filed(name, label, headline.strip(), body.strip(), frozenset(codes))


def reuters(data: Path, *, even: bool) -> Iterator[Filed]:
    """Of one half the stories with one of `WIRE_TOPICS` and a body."""
    for file, number, story in stories(data / "reuters21578"):
        if (number % 2 == 0) != even:
            continue
        labels = re.findall(r"<D>(.*?)</D>", between(story, "TOPICS"))
        known = [it for it in labels if it in WIRE_TOPICS]
        body = between(story, "BODY")
        if known and body:
            right = frozenset[str]().union(*(WIRE_TOPICS[it] for it in known))
            headline = unescape(between(story, "TITLE"))
            yield Filed(f"{file}:{number}", known[0], headline, _unwrap(body), right)


def _unwrap(body: str) -> str:
    """Paragraphs as the story model has them: an indented line begins one."""
    text = unescape(body).removesuffix("\n REUTER\n\x03")
    return "\n\n".join(" ".join(it.split()) for it in re.split(r"\n {4}", text))


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def collections(data: Path) -> dict[str, Callable[[], Iterator[Filed]]]:
    """What is measured, by name."""
    return {
        "bbc_even": lambda: bbc(data, even=True, right=CLASSES),
        "bbc_even_tech_strict": lambda: bbc(data, even=True, right=STRICT),
        "bbc_odd_developed_on": lambda: bbc(data, even=False, right=CLASSES),
        "reuters_even": lambda: reuters(data, even=True),
        "reuters_odd_developed_on": lambda: reuters(data, even=False),
    }


def main() -> None:
    """Measure all and print."""
    parser = argparse.ArgumentParser(description="Accuracy and speed of the topic finder.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the collections")
    asked = parser.parse_args()
    finder = TopicFinder()
    found = {
        name: measure(finder, stories()).report()
        for name, stories in collections(asked.data).items()
    }
    print(json.dumps(found, indent=2) if asked.json else _for_people(found))


def _for_people(found: dict[str, dict[str, object]]) -> str:
    blocks = ("\n".join((name, *_lines(report))) for name, report in found.items())
    return "\n\n".join(blocks)


def _lines(report: dict[str, object]) -> Iterator[str]:
    for key, value in report.items():
        if isinstance(value, list):
            yield f"  {key}"
            yield from (f"    {json.dumps(it)}" for it in value)
        else:
            yield f"  {key:14} {value if not isinstance(value, dict) else json.dumps(value)}"


if __name__ == "__main__":
    main()
