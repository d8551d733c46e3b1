"""What is wrong with a query, and where: for whoever wrote it."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

from schemas import clause
from schemas.clause import Clause
from schemas.rule import Count, QuietHours, Rule, Throttle, written

_TESTS: Final = (
    clause.EntityTest,
    clause.PlaceTest,
    clause.TopicTest,
    clause.TextTest,
    clause.QuoteTest,
    clause.UrgencyTest,
    clause.TimeTest,
)
_FORM: Final = "string_pattern_mismatch"
_FORMS: Final = {
    "start": "hours and minutes, such as 22:00-06:00",
    "end": "hours and minutes, such as 22:00-06:00",
    "language": "a code of two or three letters, such as en",
    "iso": "a code of ISO 3166, such as EE or US-TX",
    "geonames": "a number of GeoNames",
    "id": "up to 100 of a-z 0-9 . _ -",
}
_SPANS: Final = frozenset({"within", "copies"})
_PLAIN: Final = {
    "missing": "it is missing",
    "string_type": "expected a text",
    "string_too_short": "it is empty",
    "too_short": "it is empty",
    "list_type": "expected a list, such as [desk]",
    "model_": "expected keys with values",
    "dict_type": "expected keys with values",
    "bool_": "expected true or false",
    "int_": "expected a whole number",
    "float_": "expected a number",
    "datetime_": "expected a moment with its zone, such as 2026-12-01T08:00:00Z",
    "timezone_aware": "expected a moment with its zone, such as 2026-12-01T08:00:00Z",
}
"""By how the kind of a complaint begins."""
_KEYS: Final = sorted(
    {
        name
        for model in (Rule, Count, Throttle, QuietHours, Clause, *_TESTS)
        for name in model.model_fields
    }
)


class QueryFault(ValueError):  # noqa: N818 - a fact
    """A query isn't right. `column` counts from 1; None where the whole of it isn't."""

    def __init__(self, column: int | None, what: str) -> None:
        """Keep the column beside what is wrong there."""
        super().__init__(f"column {column}: {what}" if column else what)
        self.column = column
        self.what = what


def meant(word: str, known: Sequence[str]) -> str:
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
    span = field in _SPANS
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = limits.get("ge", limits.get("le"))
        said = written(bound) if span and isinstance(bound, int) else str(bound)
        return f"at least {said}" if "ge" in limits else f"at most {said}"
    if kind in {"string_too_long", "too_long"}:
        return f"at most {limits['max_length']}"
    if kind == "extra_forbidden":
        hint = meant(field, _KEYS).strip()
        return f"there is no such key{hint and f'; {hint}'}"
    if kind == _FORM:
        return f"expected {_FORMS[field]}" if field in _FORMS else None
    if span and kind.startswith("int_"):
        return "expected a span such as 90s, 15m, 1h, 7d"
    return next((said for begins, said in _PLAIN.items() if kind.startswith(begins)), None)
