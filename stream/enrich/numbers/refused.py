"""Digits and number words that are no amounts: years, dates, times, ages, scores, names, codes."""

import re

from stream.enrich.lists import words
from stream.enrich.numbers.amounts import Amount
from stream.enrich.numbers.counted import Count

_REACH = 24
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_GLUED_BEFORE = re.compile(r"(?:[\d.,:/\u2013\u2014]|[^\W\d_][-\u2019']?|[#@_+])$")
_MONEY_BEFORE = re.compile(
    r"(?:^|[^\w])(?:[A-Z]{1,3}\$|(?:Rs|Rp|Kc|Ksh|RM|R|EUR|USD|GBP|JPY"
    r"|CHF|CNY|INR|RUB|AUD|CAD|NZD|HKD|SGD|SEK|NOK|DKK|TRY|AZN|UAH|KZT|PLN|HUF|CZK|BRL|MXN|ZAR|KRW)\.?"
    r"|mid-|sub-|pre-)$"
)
_RANGE_BEFORE = re.compile(r"\d(?:\.\d+)?%?[-\u2013]$")
_GLUED_AFTER = re.compile(r"[:/]\d|\.\d|,\d|(?:st|nd|rd|th)\b|[-\u2013\u2014]\d|[A-Za-z]+\d|'?s\b")
_RANGE_AFTER = re.compile(
    r"[-\u2013](?:[$\u20ac\u00a3\u00a5])?\d+(?:[.,]\d+)*"
    r"(?: ?%|[ -](?:per ?cent|pct|hundred|thousand|million|billion|trillion|mln|bn|degrees|km)"
    r"|bn|mn|m\b)"
    r"|[-\u2013]\d{1,3}(?:,\d{3})+ [a-z]",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    r" ?(?:[ap]\.?m\b\.?|o'clock|GMT|UTC|BST|EST|EDT|CET|hrs?\b|hours GMT)", re.IGNORECASE
)
_AGE_AFTER = re.compile(r"[- ](?:years?|months?|weeks?|days?)[- ](?:olds?|of age)\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages|age of|turn(?:s|ed|ing)?) $", re.IGNORECASE)
_BETWEEN_COMMAS = re.compile(r"[\w.]['\"\u2019\u201d]?(?:, | \()$")
_DATE_BEFORE = re.compile(rf"(?:\b{_MONTH}|\b{_DAY}) $")
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:\b|(?<=\.))")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|until|till|from|to|of|for|year|season|early|late|mid|during|before|after"
    rf"|and|between|the)|{_MONTH},?|\d,|['\u2019]) $|\($",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?\"\u201c\u201d]\s{0,3})$")
_NAME_BEFORE = re.compile(
    r"(?:\b(?:No|no|Nos|nos|number|numbers|Art|Sec|Vol|p|pp|article|section|chapter|resolution"
    r"|flight|route|group|level|tier|grade|page|division|line|gate|platform|room|lap|hole|stage|step"
    r"|type|version|channel|unit|phase|category|figure|clause|paragraph|item|band|zone|reactor"
    r"|class|top|number)\.? |N\u00ba ?)$"
)
_TITLED_BEFORE = re.compile(r"(?<![.!?:\u201c\"] )(?<!^)(?<!\n)\b[A-Z][\w&.'\u2019-]* $")
_PHONE = re.compile(r"\d[ -]$")
_PHONE_AFTER = re.compile(r"[ -]\d{2,}")
_FRACTION = re.compile(r"[- ](?:thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b")
_PEOPLE = {"person", *words("numbers", "casualty"), *words("numbers", "single")}
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_OR_AFTER = re.compile(rf" or (?:{_SMALL})\b")
_OR_BEFORE = re.compile(rf"\b(?:{_SMALL}) or $", re.IGNORECASE)
_FEW = 12
_TOUCHES = 3
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_YEAR_DIGITS = 4
_OLDEST = 115


def refused(text: str, amount: Amount) -> bool:
    """Whether the amount is none in its surroundings, whatever stands after it."""
    before = text[max(0, amount.start - _REACH) : amount.start]
    if _AGE_AFTER.match(text, amount.end) or _AGE_BEFORE.search(before):
        return True
    if amount.words:
        return _is_name(text, amount) or bool(_FRACTION.match(text, amount.end))
    return (
        _is_glued(text, amount, before)
        or _is_date(text, amount, before)
        or _is_age(text, amount, before)
        or (_PHONE.search(before) and _PHONE_AFTER.match(text, amount.end)) is not None
    )


def is_year(text: str, amount: Amount, count: Count) -> bool:
    """Whether four bare digits are a year: "in 2004", "its 2005 profit forecasts".

    `count` is what would be counted: one word right after ("2000 people") speaks for an amount.
    """
    written = text[amount.start : amount.end]
    if amount.words or len(written) != _YEAR_DIGITS or not written.isdigit():
        return False
    if not _FIRST_YEAR <= amount.value <= _LAST_YEAR:
        return False
    before = text[max(0, amount.start - _REACH) : amount.start]
    if count.words > 1 or _YEAR_BEFORE.search(before):
        return True
    return count.counts not in _PEOPLE and bool(_SENTENCE_START.search(before))


def is_vague(text: str, amount: Amount) -> bool:
    """Whether it is one of "two or three"."""
    if not amount.words or amount.value > _FEW:
        return False
    before = text[max(0, amount.start - _REACH) : amount.start]
    return bool(_OR_AFTER.match(text, amount.end) or _OR_BEFORE.search(before))


def is_named(text: str, amount: Amount) -> bool:
    """Whether it is part of a name or a label: "Resolution 1701", "Boeing 737", "No. 5"."""
    before = text[max(0, amount.start - _REACH) : amount.start]
    if _NAME_BEFORE.search(before):
        return True
    return bool(_TITLED_BEFORE.search(before)) and not amount.words


def _is_glued(text: str, amount: Amount, before: str) -> bool:
    """Part of a score, a code, an ordinal, a decade, a longer run of digits."""
    if _GLUED_BEFORE.search(before[-_TOUCHES:]) and not (
        _MONEY_BEFORE.search(before) or _RANGE_BEFORE.search(before)
    ):
        return True
    if _RANGE_BEFORE.search(before) and not _RANGE_AFTER.match(
        f"-{text[amount.start : amount.start + 40]}"
    ):
        return True
    written = text[amount.start : amount.end]
    if len(written) > 1 and written[0] == "0" and written[1] != ".":
        return True
    return bool(_GLUED_AFTER.match(text, amount.end)) and not _RANGE_AFTER.match(text, amount.end)


def _is_date(text: str, amount: Amount, before: str) -> bool:
    if amount.scaled:
        return False
    return bool(
        _TIME_AFTER.match(text, amount.end)
        or _DATE_BEFORE.search(before)
        or _DATE_AFTER.match(text, amount.end)
    )


def _is_age(text: str, amount: Amount, before: str) -> bool:
    """A number between commas or brackets after a name: "Ada Byron, 36, said"."""
    if amount.value > _OLDEST or amount.scaled or not _BETWEEN_COMMAS.search(before):
        return False
    return text[amount.end : amount.end + 1] in {",", ")", ".", ";"}


def _is_name(text: str, amount: Amount) -> bool:
    """Capitalised inside a sentence: "Group of Seven", "the Big Four"."""
    if not text[amount.start].isupper() or amount.start == 0:
        return False
    return not re.search(
        r"(?:^|[.!?:\u201c\"'\u2018\n]\s?)$", text[max(0, amount.start - 3) : amount.start]
    )
