"""Titles and roles that stand before a name: the lists of `data/words.tsv`."""

from stream.enrich.names.tables import words

HONORIFICS = words("honorific")
"""Before a surname, with or without a dot."""

OCCUPATIONS = words("occupation")
"""What somebody does, which begins no body's name: "*Lawyer* Ada Byron". Surnames are left out."""

HEADS = words("head") | OCCUPATIONS
"""The word that a title turns on: "Vice *President* of …", "finance *minister*"."""

MODIFIERS = words("modifier")
"""What may stand before such a word in lower case."""

TAIL = frozenset({"of", "for", "to", "in", "at", "on"})
"""What a title goes on with: "Minister *of* …"."""

JOINERS = TAIL | {"and", "the", "&", "de", "du", "la", "von"}


def is_title(word: str) -> bool:
    """Whether a word is an honorific or the head of a title, in any case, dots aside."""
    key = word.strip(".").casefold()
    return key in HONORIFICS or key in HEADS
