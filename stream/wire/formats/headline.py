"""Whether the first line of a text without a dateline is its headline."""

_MOST_WORDS = 20
_LONGEST = 140
_LONG_LINE = 120
_ENDINGS = (".", ",", ";", ":", "-", "…")


def looks_like_headline(lines: list[str]) -> bool:
    """A short first line, no sentence, set off from the text by an empty line or by its length."""
    if len(lines) < 2:  # noqa: PLR2004 - a headline needs a text below it
        return False
    first, second = lines[0].strip(), lines[1].strip()
    short = 0 < len(first) <= _LONGEST and len(first.split()) <= _MOST_WORDS
    below = any(line.strip() for line in lines[1:])
    return short and below and not first.endswith(_ENDINGS) and _set_off(second)


def _set_off(second: str) -> bool:
    return not second or len(second) > _LONG_LINE
