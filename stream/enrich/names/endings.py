"""Patterns for the words right before a name, tried only where those end as the pattern does.

A search tries every letter of what stands before; a look at its end is thirty times as cheap, and
says of most names that the pattern isn't there.
"""

import re

_MARKS = re.compile(r"\W+")


def last_word(lead: str) -> str:
    """The word that ends right before a name, a mark after it aside; "" where none does."""
    if not lead.endswith(" "):
        return ""
    word = lead[:-1].rstrip(".,").rpartition(" ")[2]
    return word if word.isalpha() else _MARKS.split(word)[-1]


class Ending:
    """A pattern that ends where the name begins, with the ends of all that it fits."""

    def __init__(self, pattern: str, *ends: str, any_case: bool = False) -> None:
        """Add the final "$"; in `any_case` the pattern and the ends are in lower case."""
        self.pattern = re.compile(f"(?:{pattern})$")
        self.ends = ends
        self._any_case = any_case

    def search(self, lead: str) -> re.Match[str] | None:
        """As a pattern does; of `any_case` what is found is in lower case."""
        if self._any_case:
            lead = lead.lower()
        return self.pattern.search(lead) if lead.endswith(self.ends) else None
