"""Who did what to whom, where and when, for the acts that wires report most.

    finder = ActFinder(dates, lead)
    find_quotes(text, entities, start, also=finder.read)      one walk for both
    finder.found -> [NewsAct]

Where to look:
    triggers.py   verbs that state an act as done
    subjects.py   who stands before a verb
    parts.py      target, agent and place around it
    unnamed.py    those whom the next sentence names
    finder.py     the order of the work
"""

from stream.enrich.acts.finder import ActFinder

__all__ = ["ActFinder"]
