"""Amounts with what they measure or count: money, shares, casualties, people, goods.

    find_numbers(text, home) -> [Number]

Where to look:
    numerals.py   number words and scales
    amounts.py    bare amounts, in digits or words
    refused.py    digits that are no amounts: years, dates, ages, scores, names
    money.py      currencies
    units.py      percent, tonnes, kilometres, degrees
    counted.py    what a plain amount counts
    limits.py     "at least"
    finder.py     the order of the work
"""

from stream.enrich.numbers.finder import find_numbers

__all__ = ["find_numbers"]
