"""Names in scripts that write no spaces, or write endings on: found as they stand in the text.

Chinese, Japanese, Thai, Lao, Khmer, Burmese: anywhere. Korean, and the scripts of India: where a
word begins, since particles and case endings follow without a space. Katakana: whole runs alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import ahocorasick_rs

_UNSPACED = re.compile(
    "[\u0900-\u0dff\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u1100-\u11ff\u3005-\u30ff\u3400-\u9fff"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0002ffff]"
)
_KATAKANA = re.compile("[\u30a1-\u30ff\uff66-\uff9d]")
_WORDS = re.compile("[\uac00-\ud7ff\u1100-\u11ff\u0900-\u0dff]")
"""Where words begin after a space: Korean, and the scripts of India."""

Found = tuple[int, int, int]
"""Start, end, and the name's number."""


def is_unspaced(name: str) -> bool:
    """Whether a name has letters of such a script."""
    return not name.isascii() and bool(_UNSPACED.search(name))


class UnspacedNames:
    """All such names in one automaton."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        """Each name with its number, in both ways that Unicode composes it."""
        forms = {
            (unicodedata.normalize(form, name), number)
            for name, number in names
            for form in ("NFC", "NFD")
        }
        self._forms = sorted(forms)
        self._automaton = ahocorasick_rs.AhoCorasick([form for form, _ in self._forms])

    def find(self, text: str) -> Iterator[Found]:
        """Every name of the list that stands in the text as a name."""
        for at, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            form, number = self._forms[at]
            if _begins(form, text[start - 1 : start]) and _ends(form, text[end : end + 1]):
                yield start, end, number


def _begins(name: str, before: str) -> bool:
    """Whether a name may begin after this letter, or after none."""
    if _KATAKANA.match(name[0]):
        return not _KATAKANA.match(before)
    if _WORDS.match(name[0]):
        return not _WORDS.match(before)
    return bool(_UNSPACED.match(name[0])) or not before.isalnum()


def _ends(name: str, after: str) -> bool:
    if _KATAKANA.match(name[-1]):
        return not _KATAKANA.match(after)
    return bool(_UNSPACED.match(name[-1])) or not after.isalnum() or bool(_UNSPACED.match(after))
