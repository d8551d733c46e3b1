"""What was said, by whom: words between marks and reported clauses.

    find_quotes(text, entities, start) -> [Quote]

Where to look:
    marks.py          words between quotation marks, and the text with them masked
    verbs.py          verbs of speaking
    surroundings.py   whom it was told, when, where
    attributions.py   who is said to say what, sentence by sentence
    direct.py         which attribution each quoted stretch belongs to
    later.py          who is named only after the opening
    finder.py         the order of the work
"""

from stream.enrich.quotes.finder import find_quotes

__all__ = ["find_quotes"]
