"""The language of a story, where a format names one."""

import re

from stream.wire.draft import Draft

# RFC 5646, as far as its shape goes.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")


def put_language(draft: Draft, name: str, value: str | None) -> None:
    """Set the language; what is no tag of one, such as an agency's number, goes to `extra`."""
    if not value:
        return
    if _LANGUAGE.fullmatch(value):
        draft.put("language", value.replace("_", "-"))
    else:
        draft.extra[name] = value
