"""The query language: what a rule asks, on one line.

    parse('person:"Kaja Kallas" AND topic:diplomacy AND NOT source:Trend').clause
    write(clause)                the line again: parse(write(it)) means the same

Where to look:
    grammar.lark    what may stand where
    reader.py       text to clause, faults by column
    building.py     what each part of a line means
    asked.py        the fields, and how the value of each is read
    qualifiers.py   what stands in square brackets
    writer.py       clause to text
    normal.py       one form for clauses that say the same by shape
    faults.py       what is said when it is wrong
"""

from stream.alerts.query.faults import QueryFault, first_complaint
from stream.alerts.query.normal import normal
from stream.alerts.query.reader import Query, parse
from stream.alerts.query.writer import write

__all__ = ["Query", "QueryFault", "first_complaint", "normal", "parse", "write"]
