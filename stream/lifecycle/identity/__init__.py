"""Which versions are of one story, where their ids don't say it. Pure: time is an argument.

sketch.py    a text as a few numbers: how much two of them share
traits.py    what identifies a version
record.py    the same as the identity topic carries it
known.py     a version that came, in as few bytes as will do
segment.py   some of them, found by their keys
alike.py     how sure it is that two are versions of one story
ties.py      the stories of the window, and which of them a version belongs to
"""
