"""Lines to paragraphs, joined by one empty line. Words and their order stay as they are."""

from itertools import groupby

# A line that no wire's fixed width would make: here every line is a paragraph of its own.
_UNWRAPPED = 120
_INDENTS = ("  ", "\t")


def join(paragraphs: list[str]) -> str:
    """Paragraphs as the contract wants them: an empty line between, none empty."""
    return "\n\n".join(one for one in (it.strip() for it in paragraphs) if one)


def normal(text: str) -> str:
    """The text by paragraphs; `text` has LF only.

    Empty lines divide. Where there are none, an indented line begins a paragraph, as on the wires
    of fixed width; and where lines are longer than any such wire's, each is a paragraph.
    """
    blocks = _blocks(text)
    if len(blocks) > 1:
        return join(blocks)
    lines = text.strip("\n").split("\n")
    if any(len(line) > _UNWRAPPED for line in lines):
        return join(lines)
    return join(_by_indent(lines))


def _blocks(text: str) -> list[str]:
    lines = groupby(text.split("\n"), key=lambda line: bool(line.strip()))
    return ["\n".join(block) for full, block in lines if full]


def _by_indent(lines: list[str]) -> list[str]:
    found: list[list[str]] = []
    for line in lines:
        if not found or line.startswith(_INDENTS):
            found.append([])
        found[-1].append(line)
    return ["\n".join(block) for block in found]
