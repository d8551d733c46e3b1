"""What no consumer could carry is replaced by U+FFFD and counted: NUL and lone surrogates."""

import re

from pydantic import JsonValue

_UNFIT = re.compile("[\0\ud800-\udfff]")
_MARK = "\ufffd"


class Cleaner:
    """Replaces unfit characters and counts them in `replaced`."""

    def __init__(self) -> None:
        self.replaced = 0

    def text(self, value: str) -> str:
        """The text with every unfit character replaced."""
        if not _UNFIT.search(value):
            return value
        fit, count = _UNFIT.subn(_MARK, value)
        self.replaced += count
        return fit

    def tree(self, value: JsonValue) -> JsonValue:
        """The same for JSON, names of fields included. Depth is bounded by the parser before."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.tree(one) for one in value]
        if isinstance(value, dict):
            return {self.text(name): self.tree(one) for name, one in value.items()}
        return value


def lines_by_lf(text: str) -> str:
    """CRLF, lone CR and the CR CR LF of old printers become LF; nothing else changes."""
    if "\r" not in text:
        return text
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def says_something(text: str) -> bool:
    """Whether there is any visible character that came from the sender."""
    return any(sign.isprintable() and not sign.isspace() and sign != _MARK for sign in text)
