"""A pure fold over a story's versions. Time is an argument, Kafka is elsewhere.

version.py      a version as the fold sees it, and which of two is older
standing.py     what stands, as the compacted topic remembers it
pending.py      what waits under embargo or on hold, as the held topic remembers it
decision.py     what the fold decides
fold.py         what becomes of the next version, and of what is due
content.py      a version with text
words.py        hold and release
notice.py       what consumers get of a kill or a hold
appending.py    the whole story so far
parts.py        what a version says, as far as changes are told of it
changes.py      what changed since the last version
identity/       which story a version belongs to
corrected.py    what a correction says was wrong
digest.py       what stands for a text
"""
