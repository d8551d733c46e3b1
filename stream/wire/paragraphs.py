"""Lines to paragraphs, joined by one empty line. Words and their order stay as they are."""

from itertools import groupby

# A line that no wire's fixed width would make: here every line is a paragraph of its own.
_UNWRAPPED = 120
_INDENTS = ("  ", "\t")
_DEEP = ("   ", "\t")
"""An indent that isn't a list's."""
_ENDINGS = (".", "!", "?", '"', "”", ")")


def join(paragraphs: list[str]) -> str:
    """Paragraphs as the contract wants them: an empty line between, none empty."""
    return "\n\n".join(one for one in (it.strip() for it in paragraphs) if one)


def normal(text: str) -> str:
    """The text by paragraphs; `text` has LF only.

    Empty lines divide. Between them an indented line begins a paragraph, as on the wires of fixed
    width, where the first is indented too and others aren't; and where lines are longer than any
    such wire's, each is a paragraph.
    """
    blocks = _blocks(text)
    if len(blocks) == 1:
        lines = blocks[0]
        return join(lines if _is_unwrapped(lines) else _by_indent(lines))
    return join([one for lines in blocks for one in _apart(lines)])


def _blocks(text: str) -> list[list[str]]:
    lines = groupby(text.split("\n"), key=lambda line: bool(line.strip()))
    return [list(block) for full, block in lines if full]


def _apart(lines: list[str]) -> list[str]:
    """The paragraphs of a block among others: it may be the middle of an indented text."""
    if _is_unwrapped(lines):
        return lines
    indented = sum(1 for line in lines if line.startswith(_DEEP))
    sentences = all(line.rstrip().endswith(_ENDINGS) for line in lines)
    if lines[0].startswith(_DEEP) and indented > 1 and (indented < len(lines) or sentences):
        return _by_indent(lines)
    return ["\n".join(lines)]


def _is_unwrapped(lines: list[str]) -> bool:
    return any(len(line) > _UNWRAPPED for line in lines)


def _by_indent(lines: list[str]) -> list[str]:
    found: list[list[str]] = []
    for line in lines:
        if not found or line.startswith(_INDENTS):
            found.append([])
        found[-1].append(line)
    return ["\n".join(block) for block in found]
