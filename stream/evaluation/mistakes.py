"""A file that can't be read as annotated stories."""

from stream.errors import WireError


class Mistake(WireError):  # noqa: N818 - somebody's, in a file
    """Says which file, which line, and what is wrong there; never what the line holds."""

    def __init__(self, file: str, line: int, what: str) -> None:
        """`line` counts from 1; 0 is the file as a whole."""
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}: {what}")
