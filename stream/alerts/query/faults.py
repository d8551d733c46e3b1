"""What is wrong with a query, and where: for whoever wrote it."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

_FORM: Final = "string_pattern_mismatch"
_FORMS: Final = {
    "start": "hours and minutes, such as 22:00-06:00",
    "end": "hours and minutes, such as 22:00-06:00",
    "language": "a code of two or three letters, such as en",
    "iso": "a code of ISO 3166, such as EE or US-TX",
    "geonames": "a number of GeoNames",
    "id": "up to 100 of a-z 0-9 . _ -",
}


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
    what = _said(first["type"], str((first["loc"] or [""])[-1]), first.get("ctx") or {})
    what = what or first["msg"].removeprefix("Value error, ")
    return f"{where}: {what}" if where else what


def _said(kind: str, field: str, limits: Mapping[str, Any]) -> str | None:
    """The commonest complaints in plain words; None where the model says it well enough."""
    unit = " seconds" if field in {"within", "copies"} else ""
    if kind == "greater_than_equal":
        return f"at least {limits['ge']}{unit}"
    if kind == "less_than_equal":
        return f"at most {limits['le']}{unit}"
    return f"expected {form}" if kind == _FORM and (form := _FORMS.get(field)) else None
