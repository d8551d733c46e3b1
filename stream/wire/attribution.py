"""The signature inside the text: "..., Trend reports." in the first or the last paragraph.

It is only asked where neither a field nor the dateline names the source.
"""

import re

_FAR = 2000
_NAME = r"[A-Z][\w.&/-]{1,30}(?: [A-Z][\w.&/-]{1,30}){0,3}|dpa|epd|kna"
_SIGNED = re.compile(
    rf",\s+({_NAME})\s+(?:reports|informs)"
    r"(?=\.|,?\s+(?:citing|via|referring|with reference|quoting)\b)"
)
# Whoever reports facts to the press isn't therefore the agency that filed the story.
_OFFICES = re.compile(
    r"\b(?:Agency for|Army|Bank|Bureau|Center|Centre|Commission|Committee|Council|Court|"
    r"Department|Fund|Government|Institute|Ministry|Office|Organi[sz]ation|Police|Service|"
    r"University|Union)\b"
)


def closing_source(body: str) -> str | None:
    """The agency that signs the text, or None."""
    first, last = body.partition("\n\n")[0][:_FAR], body.rpartition("\n\n")[2][-_FAR:]
    names = (found[1] for text in (first, last) for found in _SIGNED.finditer(text))
    return next((name for name in names if not _OFFICES.search(name)), None)
