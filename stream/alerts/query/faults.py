"""What is wrong with a query, and where: for whoever wrote it."""

from difflib import get_close_matches

from pydantic import ValidationError


class QueryFault(ValueError):  # noqa: N818 - a fact
    """A query isn't right. `column` counts from 1; None where the whole of it isn't."""

    def __init__(self, column: int | None, what: str) -> None:
        """Keep the column beside what is wrong there."""
        super().__init__(f"column {column}: {what}" if column else what)
        self.column = column
        self.what = what


def meant(word: str, known: "list[str] | tuple[str, ...]") -> str:
    """`did you mean …? ` where something known is close, else nothing."""
    close = get_close_matches(word[:60].lower(), known, n=1)
    return f"did you mean {close[0]}? " if close else ""


def first_complaint(error: ValidationError) -> str:
    """What a model refuses, in one line, without the value."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    what = first["msg"].removeprefix("Value error, ")
    return f"{where}: {what}" if where else what
