"""Stories as lines of two letters and `#`: `TI#` title, `TX#` text; market services send them."""

import re

from schemas.wire import StoryFormat
from stream.wire.draft import Draft
from stream.wire.moments import moment
from stream.wire.paragraphs import join, normal

_LINE = re.compile(r"([A-Z]{2})#(.*)")
_ENOUGH = 3
_FAR = 8
_DATE = re.compile(r"(\d{1,2} [A-Za-z]{3,9} \d{4}) (\d{2}:\d{2}(?::\d{2})?)")
_WIDE = 90
"""Characters that lines of a fixed width don't reach: beyond, every line is a paragraph."""


def is_field_file(lines: list[str]) -> bool:
    """Whether at least three of the first lines are fields."""
    first = [line for line in lines[:_FAR] if line.strip()]
    return sum(1 for line in first if _LINE.fullmatch(line.strip())) >= _ENOUGH


def parse_fields(text: str) -> Draft:
    """The draft of such a story. The text goes on to the end; a field may have several lines."""
    fields = _fields(text.split("\n"))
    draft = Draft(StoryFormat.ZCZC)
    draft.own_id = fields.pop("AN", None)
    draft.source = fields.pop("SO", None)
    draft.slug = fields.pop("KY", None)
    draft.put("by", fields.pop("BY", None))
    if headline := fields.pop("TI", None):
        draft.headlines.append({"role": "main", "value": headline})
    if summary := fields.pop("AB", None):
        draft.put("descriptions", [{"role": "summary", "value": summary}])
    if date := fields.pop("PD", None):
        draft.put_date("version_created", ("PD", _as_iso(date)))
    story = fields.pop("TX", "")
    is_wide = any(len(line) > _WIDE for line in story.split("\n"))
    draft.body = join(story.split("\n")) if is_wide else normal(story)
    draft.extra |= fields
    return draft


def _fields(lines: list[str]) -> dict[str, str]:
    """Fields by their letters; those without a value are left out."""
    found: dict[str, list[str]] = {}
    name = None
    for line in lines:
        start = _LINE.fullmatch(line) if name != "TX" else None
        if start:
            name = start[1]
            found.setdefault(name, []).append(start[2])
        elif name:
            found[name].append(line)
    joined = {name: "\n".join(lines).strip() for name, lines in found.items()}
    return {name: text for name, text in joined.items() if text}


def _as_iso(written: str) -> str:
    """`25 April 2025 14:00:00` as ISO 8601; anything else as it is."""
    found = _DATE.fullmatch(written)
    day = moment(found[1]) if found else None
    return f"{day.when.date().isoformat()}T{found[2]}" if found and day else written
