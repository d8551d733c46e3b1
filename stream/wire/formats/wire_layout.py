"""Text of a wire's fixed width inside one element of markup: its lines and indents still count.

Some feeds put a whole story into a single `<p>`, with the paragraphs of the wire as indented lines.
XML that was merely indented for looks has no line that begins at the left edge.
"""

import re

from lxml import etree

from stream.wire.xml import Part
from stream.wire.xml.part import all_text, local

_PREFIX = r"(?:[^\s<>/:]++:)?"
_BREAK = re.compile(r"\n(?:[ \t]*\n|  |\t|\u3000)")
# A line of text at the left edge, or text whose lines always count.
_FLUSH = re.compile(rf"\n[^\s<]|<{_PREFIX}(?:pre|PRE)\b")
_INDENTS = ("  ", "\t", "\u3000")
_PRE = "pre"
_INLINE = frozenset(
    {"a", "b", "em", "i", "span", "strong", "u", "font", "location", "org", "person"}
)
# The same where the line may begin with an element inside of a text.
_FLUSH_WITHIN = re.compile(rf"\n(?:[^\s<]|</?{_PREFIX}(?i:{'|'.join(sorted(_INLINE))})\b)")
_PREFORMATTED = re.compile(rf"<{_PREFIX}[pP][rR][eE]\b")
_ONE_TEXT = re.compile(r"<(p|pre)\b([^<>]*)>([^<]*)</\1\s*>", re.IGNORECASE)


def paragraphs_of(text: str) -> list[list[str]] | None:
    """Paragraphs of stripped lines; None where the text isn't laid out as a wire's is."""
    lines = text.strip("\n").split("\n")
    rest = [line for line in lines[1:] if line.strip()]
    flush = any(not line[0].isspace() for line in rest)
    if not flush:
        return None
    found: list[list[str]] = [[]]
    for line in lines:
        if (not line.strip() or line.startswith(_INDENTS)) and found[-1]:
            found.append([])
        if line.strip():
            found[-1].append(line.strip())
    found = [it for it in found if it]
    return found if len(found) > 1 else None


def unfold(part: Part, markup: str | None = None) -> None:
    """Make elements of the paragraphs inside each `p` and `pre` below; `pre` keeps its lines.

    `markup` is the element as it is written, if it is at hand: one look at it tells whether there
    is any such line.
    """
    if markup is not None and not _FLUSH.search(markup):
        return
    for one in part.deep("p", "P", "pre", "PRE", "Pre"):
        _unfold_one(one)


def is_laid_out(markup: str) -> bool:
    """Whether any text in a markup can be one of a wire's fixed width."""
    return bool(_FLUSH_WITHIN.search(markup) or _PREFORMATTED.search(markup))


def unfold_markup(markup: str) -> str:
    """The same for a text of HTML."""
    return _ONE_TEXT.sub(_unfolded, markup) if "\n" in markup else markup


def _unfold_one(part: Part) -> None:
    element = part.element
    if any(len(it) or local(it.tag).lower() not in _INLINE for it in element):
        return
    text = all_text(element) if len(element) else element.text
    keeps_lines = part.name.lower() == _PRE
    if not text or not (keeps_lines or _BREAK.search(text)):
        return
    paragraphs = _laid_out(text, keeps_lines=keeps_lines)
    if paragraphs is None:
        return
    del element[:]
    _fill(element, paragraphs[0], keeps_lines=keeps_lines)
    before = element
    for lines in paragraphs[1:]:
        new = element.makeelement("p")
        _fill(new, lines, keeps_lines=keeps_lines)
        before.addnext(new)
        before = new


def _laid_out(text: str, *, keeps_lines: bool) -> list[list[str]] | None:
    found = paragraphs_of(text)
    if found is None and keeps_lines:
        return [[line.strip() for line in text.strip("\n").split("\n") if line.strip()]]
    return found


def _fill(element: etree._Element, lines: list[str], *, keeps_lines: bool) -> None:
    if not keeps_lines:
        element.text = " ".join(lines)
        return
    element.text = lines[0] if lines else None
    for line in lines[1:]:
        etree.SubElement(element, "br").tail = line


def _unfolded(found: re.Match[str]) -> str:
    keeps_lines = found[1].lower() == _PRE
    paragraphs = _laid_out(found[3], keeps_lines=keeps_lines)
    if paragraphs is None:
        return found[0]
    glue = "<br/>" if keeps_lines else " "
    return "".join(f"<p{found[2]}>{glue.join(lines)}</p>" for lines in paragraphs)
