"""Days, months and years that a story names, as ISO 8601 where the story's own day is known.

Where to look:
    calendar.py   the day that words like "Friday" mean, seen from a day
    written.py    where dates stand in a text
"""

from stream.enrich.dates.written import Written, find_dates

__all__ = ["Written", "find_dates"]
