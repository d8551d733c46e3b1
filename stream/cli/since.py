"""A moment as people write it: `1h`, `2026-03-09T16:05:00Z`, `beginning`."""

import re
from datetime import UTC, datetime, timedelta

from stream.cli.console import Misused

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SPAN = re.compile(r"(\d{1,6})([smhd])")


def since(given: str) -> datetime:
    """A span before now, a moment, or `beginning`. Raises Misused where it is none."""
    if given == "beginning":
        return BEGINNING
    span = _SPAN.fullmatch(given)
    if span:
        return datetime.now(UTC) - timedelta(**{_UNITS[span[2]]: int(span[1])})
    return moment(given)


def moment(given: str) -> datetime:
    """ISO 8601 with its zone. Raises Misused where it is none."""
    try:
        found = datetime.fromisoformat(given)
        if found.tzinfo is not None and found >= BEGINNING:
            return found
    except (ValueError, OverflowError):
        pass
    raise Misused(
        f"'{given[:40]}' is no moment: write 30s, 15m, 1h or 2d, 'beginning', or ISO 8601 with a "
        "zone after 1970, such as 2026-03-09T16:05:00Z"
    )
