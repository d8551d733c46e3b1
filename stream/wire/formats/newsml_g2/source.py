"""The one name of who the story came from, best first of the several that an item gives."""

from typing import Any

from stream.wire.draft import Draft

_AROUND = " \t-–—/"


def set_source(draft: Draft) -> None:
    """The original source where one is named, else credit line, provider, holder of the rights.

    A credit line names the photographer or a partner behind the agency: `Agency/Name`.
    """
    credit = draft.extra.get("creditline")
    found = draft.source or (credit.partition("/")[0] if isinstance(credit, str) else None)
    if not found:
        rows: list[dict[str, Any]] = draft.story.get("info_sources") or []
        found = next((row["name"] for row in rows if row.get("name")), None)
    found = found or draft.story.get("copyright_holder")
    draft.source = found.strip(_AROUND) or None if found else None
