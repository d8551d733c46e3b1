"""What a story comes to: its key phrases, one sentence of its own that sums it up, its tone.

    gist(told, names) -> Gist

Where to look:
    told.py       headline and body as words and sentences, made once
    kinds.py      what a word can be in a phrase: noun, adjective, verb, function word
    runs.py       runs of words that can be a phrase
    phrases.py    which of them the story is about
    cues.py       words and phrases of good and bad news
    directions.py what goes up or down, and whether that is good
    tone.py       all cues together
    summary.py    the sentence
    unfit.py      sentences that sum nothing up
    finder.py     the order of the work
"""

from stream.enrich.gist.finder import NOTHING, Gist, gist
from stream.enrich.gist.told import Told

__all__ = ["NOTHING", "Gist", "Told", "gist"]
