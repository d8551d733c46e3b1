"""Wire text as sentences, with offsets that never move.

Where to look:
    lines.py      lines that a wire broke at a column, read as one
    splitter.py   paragraphs and sentences
"""
