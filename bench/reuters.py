"""The stories of Reuters-21578 as they lie beside the checkout, in their SGML."""

import re
from collections.abc import Iterator
from pathlib import Path

_STORY = re.compile(r"<REUTERS.*?</REUTERS>", re.DOTALL)


def stories(folder: Path) -> Iterator[tuple[str, int, str]]:
    """File, number in it and SGML of each story, in order."""
    for path in sorted(folder.glob("*.sgm")):
        for number, story in enumerate(_STORY.findall(path.read_text("latin-1"))):
            yield path.name, number, story


def between(story: str, tag: str) -> str:
    """What an element holds, as written; "" where there is none."""
    found = re.search(rf"<{tag}>(.*?)</{tag}>", story, re.DOTALL)
    return found[1] if found else ""
