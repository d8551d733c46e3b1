"""CoNLL files: a word a line, its tag in the last column, a sentence a paragraph.

Two or more columns, divided by blanks or tabs: the word first, the tag last (`B-PER`, `I-LOC`,
`O`), the part of speech second where there are four. IOB1 and IOB2 read the same: a span begins at
`B-`, or where the type changes. A line that begins with `-DOCSTART-` begins a story; a file
without any is one story. The text is put together with a blank between words and a sentence a line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from stream.evaluation.gold import NAMES, Annotated, Span
from stream.evaluation.mistakes import Mistake

START = "-DOCSTART-"
TYPES = {
    **dict.fromkeys(("PER", "PERSON"), "person"),
    **dict.fromkeys(("LOC", "GPE", "FAC", "LOCATION"), "place"),
    **dict.fromkeys(("ORG", "ORGANIZATION", "ORGANISATION"), "organisation"),
}
"""Other types, MISC among them, are no names of ours: they are read and not counted."""
FEWEST = 2
WITH_PARTS_OF_SPEECH = 4


@dataclass
class _Story:
    """A story under way."""

    number: int
    text: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    prose: list[tuple[int, int]] = field(default_factory=list)
    has_verbs: bool = False
    sentence: list[tuple[str, str, str]] = field(default_factory=list)
    """Words with tags and parts of speech."""

    types: Mapping[str, str] = field(default_factory=lambda: TYPES)

    def end_sentence(self) -> None:
        """Write its words down, and the spans that its tags mark."""
        if not self.sentence:
            return
        begin, places = self.length, []
        for word, _, _ in self.sentence:
            places.append((self.length, self.length + len(word)))
            self.length += len(word) + 1
        line = " ".join(word for word, _, _ in self.sentence)
        self.text.append(line)
        for kind, first, last in _runs([tag for _, tag, _ in self.sentence]):
            if kind in self.types:
                start, end = places[first][0], places[last][1]
                text = line[start - begin : end - begin]
                self.spans.append(Span(("body", start, end), self.types[kind], text))
        if any(part.startswith("VB") for _, _, part in self.sentence):
            self.prose.append((begin, self.length))
        self.has_verbs |= any(part for _, _, part in self.sentence)
        self.sentence = []

    def done(self, file: str) -> Annotated:
        """The story as it is scored."""
        return Annotated(
            id=f"{file}#{self.number}",
            headline="",
            body="\n".join(self.text),
            spans=self.spans,
            types=frozenset(NAMES),
            prose=self.prose if self.has_verbs else None,
        )


def read(file: str, lines: Iterable[str], types: Mapping[str, str] = TYPES) -> Iterator[Annotated]:
    """The stories of a file, in order. Raises Mistake with the line that isn't right."""
    story = _Story(1, types=types)
    columns = 0
    for number, line in enumerate(lines, 1):
        cells = line.split()
        if not cells:
            story.end_sentence()
        elif cells[0] == START:
            story.end_sentence()
            if story.text:
                yield story.done(file)
                story = _Story(story.number + 1, types=types)
        else:
            columns = columns or len(cells)
            story.sentence.append(_word(file, number, cells, columns))
    story.end_sentence()
    if story.text:
        yield story.done(file)


def _word(file: str, number: int, cells: list[str], columns: int) -> tuple[str, str, str]:
    """Word, tag and part of speech. Raises Mistake."""
    if len(cells) < FEWEST:
        raise Mistake(file, number, "a word without a tag: CoNLL has two columns or more")
    if len(cells) != columns:
        raise Mistake(file, number, f"{len(cells)} columns where the first line has {columns}")
    tag = cells[-1]
    if tag != "O" and not (tag[:2] in {"B-", "I-"} and len(tag) > len("B-")):
        raise Mistake(file, number, "the last column is no tag: O, or B- or I- and a type")
    part = cells[1] if columns >= WITH_PARTS_OF_SPEECH else ""
    return cells[0], tag, part


def _runs(tags: list[str]) -> Iterator[tuple[str, int, int]]:
    """Type, first and last word of each span."""
    kind, first = "", 0
    for place, tag in enumerate([*tags, "O"]):
        inside = tag[2:].upper() if tag != "O" else ""
        if kind and (tag[0] == "B" or inside != kind):
            yield kind, first, place - 1
            kind = ""
        if inside and not kind:
            kind, first = inside, place
