"""Who wrote or took it: people in a role that a byline names."""

from stream.wire.draft import Draft
from stream.wire.formats.byline import names_of

_ROLES = ("author", "writer", "reporter", "journalist", "photographer", "phot", "byline", "artist")
_NOT = ("descr", "caption", "cap", "editor")


def set_author(draft: Draft, role: str, name: str) -> bool:
    """Whether the role is one for a byline; the first such name is it, where no `by` stands."""
    is_author = any(it in role for it in _ROLES) and not role.startswith(_NOT)
    if is_author and "by" not in draft.story:
        draft.put("by", names_of(name))
        return True
    return False
