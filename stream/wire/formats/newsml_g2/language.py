"""The story's language, which also decides in which language names are taken."""

from stream.wire.draft import Draft
from stream.wire.formats.language import put_language
from stream.wire.xml import Part


def set_language(draft: Draft, item: Part) -> str | None:
    """Set and return the language: of the content, else of the item's own texts."""
    written = item.attribute("lang")
    said = next(
        (
            one
            for meta in item.all("contentMeta")
            for one in meta.all("language")
            if one.peek("tag")
        ),
        None,
    )
    if said is not None:
        put_language(draft, "language", said.attribute("tag"))
    if "language" not in draft.story:
        put_language(draft, "lang", written)
    found = draft.story.get("language")
    if written and written.replace("_", "-") != found:
        draft.extra["lang"] = written
    return found if isinstance(found, str) else None
