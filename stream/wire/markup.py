"""What XML or HTML an input is, from a look at its first lines. It is never parsed here."""

import re

from stream.wire.codes import Code, refuse

_FORMATS = {
    "newsmessage": "NewsML-G2",
    "newsitem": "NewsML-G2",
    "packageitem": "NewsML-G2",
    "conceptitem": "NewsML-G2",
    "knowledgeitem": "NewsML-G2",
    "planningitem": "NewsML-G2",
    "newsml": "NewsML 1",
    "nitf": "NITF",
    "rss": "RSS",
    "feed": "Atom",
    "html": "HTML",
}
_ELEMENT = re.compile(r"<([A-Za-z_][\w.-]{0,60})(?::([A-Za-z_][\w.-]{0,60}))?[\s/>]")
_NEAR = 200
# Each form ends at its own sign or at the text's end, so that nothing is looked at twice.
_ASIDE = re.compile(r"\s++|<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_DOCTYPE = re.compile(
    r"<!DOCTYPE(?:[^\"'>\[]++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+", re.IGNORECASE
)


def looks_like_markup(text: str) -> bool:
    """Whether a text is XML or HTML rather than a sentence that begins with `<`."""
    start = text[:2000].lstrip()
    if start.startswith(("<?xml", "<!--")) or start[:9].upper() == "<!DOCTYPE":
        return True
    return bool(_ELEMENT.match(start)) and ("</" in text or "/>" in text)


def refuse_markup(text: str) -> None:
    """Raise ParseError: `unsafe_xml` where entities are declared, else `unsupported_format`."""
    at = 0
    while found := _ASIDE.match(text, at):
        at = found.end()
    if doctype := _DOCTYPE.match(text, at):
        _refuse_subset(text[doctype.end() : doctype.end() + 1])
        at = doctype.end() + 1
        while found := _ASIDE.match(text, at):
            at = found.end()
    raise refuse(Code.UNSUPPORTED_FORMAT, f"{_name_at(text, at)} is not read yet")


def _refuse_subset(following: str) -> None:
    if following == "[":
        raise refuse(
            Code.UNSAFE_XML, "XML with declarations of its own (an internal subset) is never read"
        )


def _name_at(text: str, at: int) -> str:
    found = _ELEMENT.search(text, at, at + _NEAR)
    return _FORMATS.get((found[2] or found[1]).lower(), "XML") if found else "XML"
