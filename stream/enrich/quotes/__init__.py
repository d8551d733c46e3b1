"""What was said, by whom: words between marks and reported clauses.

    find_quotes(text, entities, start) -> [Quote]

Where to look:
    marks.py          words between quotation marks, and the text with them masked
    verbs.py          verbs of speaking
    clauses.py        where a reported clause begins and ends
    surroundings.py   whom it was told, when, where
    subjects.py       who a verb of speaking belongs to
    reported.py       what it says: quoted words beside it, a clause after it or before it
    turned.py         verbs that stand before who speaks
    attributions.py   who is said to say what, sentence by sentence
    direct.py         which attribution each quoted stretch belongs to
    context.py        who says quoted words that no attribution is for
    following.py      what a sentence leaves for the pronouns of the next
    later.py          who is named only after the opening
    finder.py         the order of the work
"""

from stream.enrich.quotes.finder import find_quotes

__all__ = ["find_quotes"]
