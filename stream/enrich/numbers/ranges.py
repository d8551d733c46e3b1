"""Ranges: both ends of "10 to 15 percent" and of "$3-5 million" share their unit and scale."""

import re
from collections.abc import Iterator
from itertools import pairwise

from stream.enrich.numbers.amounts import Amount
from stream.enrich.numbers.found import Found

_RANGE = re.compile(r"(?: to | ?[-\u2013] ?| or | and )[$\u20ac\u00a3\u00a5]?$")
_BETWEEN = re.compile(r"\bbetween (?:about |around |some )?(?:[$\u20ac\u00a3\u00a5])?$")
_REACH = 24
_MARKS = "$\u20ac\u00a3\u00a5"


def ranges(text: str, plain: list[Amount], found: list[Found]) -> Iterator[Found]:
    """The numbers that `found` lacks, or has without their scale, since the other end holds it."""
    starts = {it.start: it for it in found} | {it.start + _mark(text, it): it for it in found}
    for first, second in pairwise(plain):
        if not _is_range(text, first, second):
            continue
        low, high = starts.get(first.start), starts.get(second.start)
        if high and low is None:
            value = first.value * (1.0 if first.scaled else _scale(high, second))
            yield Found(first.start, first.end, value, high.unit, high.counts)
        elif low and low.unit and (high is None or high.unit is None) and second.scaled:
            value = low.value * (1.0 if first.scaled else second.scale)
            yield low._replace(value=value)
            yield Found(second.start, second.end, second.value, low.unit)
        elif low and high and low.unit == high.unit and _scales(first, second, low):
            yield low._replace(value=low.value * second.scale)


def _scales(first: Amount, second: Amount, low: Found) -> bool:
    """Whether the second amount's scale is the first's too: "$5-$7 million"."""
    return bool(low.unit) and second.scaled and not first.scaled and first.value < second.value


def _scale(number: Found, amount: Amount) -> float:
    """What the words after the second amount multiply both by."""
    return amount.scale * abs(number.value / amount.value) if amount.value else 1.0


def _mark(text: str, number: Found) -> int:
    """How many characters a currency's mark takes before the digits."""
    written = text[number.start : number.end]
    return len(written) - len(written.lstrip(_MARKS))


def _is_range(text: str, first: Amount, second: Amount) -> bool:
    gap = text[first.end : second.start]
    if not _RANGE.fullmatch(gap):
        return False
    return not gap.startswith(" and") or bool(
        _BETWEEN.search(text, max(0, first.start - _REACH), first.start)
    )
