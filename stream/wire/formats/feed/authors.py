"""Who wrote an entry: Atom's persons, RSS's address with a name, Dublin Core's names."""

import re

from pydantic import JsonValue

from stream.wire.draft import Draft
from stream.wire.formats.byline import names_of
from stream.wire.xml import Part

_NAMES = frozenset({"author", "creator"})
_MAIL = re.compile(r"[^\s<>()@]{1,64}@[^\s<>()@]{1,255}")
_LONGEST = 1000
"""Characters of an author that are looked at."""


def set_authors(draft: Draft, entry: Part) -> None:
    """Take the authors, each once. An address goes to `extra`, beside the name if there is one."""
    found = [_person(it) for it in entry if it.name.lower() in _NAMES]
    names = (name for it in found if (name := names_of(it.get("name", ""))))
    draft.put("by", ", ".join(dict.fromkeys(names)) or None)
    more: list[JsonValue] = [dict(it) for it in found if set(it) - {"name"}]
    if more:
        draft.extra["authors"] = more


def _person(part: Part) -> dict[str, str]:
    if len(part.element):
        found = {name: part.take(name) for name in ("name", "email", "uri")}
        if not len(part.element) or not part.text():
            part.remove()
        return {name: text for name, text in found.items() if text}
    text = part.take_text() or ""
    mail = _MAIL.search(text[:_LONGEST])
    if mail is None:
        return {"name": text} if text else {}
    name = (text[: mail.start()] + text[mail.end() :]).replace("mailto:", "").strip(" \t<>(),")
    return {"email": mail[0]} | ({"name": name} if name else {})
