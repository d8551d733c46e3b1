"""What stands before the root element: the declaration, comments, a document type.

A document type is taken out unread. One that declares entities is refused: what they stand for
would be somebody else's text, or a bomb.
"""

import re

from stream.wire.codes import Code, refuse

_CHARSET = re.compile(
    rb"""\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""", re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*<\?xml\s.*?(?:\?>|\Z)", re.DOTALL)
# Each form ends at its own sign or at the text's end, so that nothing is looked at twice.
_ASIDE = re.compile(r"\s++|<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTED = r"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)"
_DOCTYPE = re.compile(rf"<!DOCTYPE(?:[^\"'>\[]++|{_QUOTED})*+", re.IGNORECASE)
_SUBSET = re.compile(
    rf"\[(?:[^\"'\]<]++|{_QUOTED}|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<)*+\]?\s*+", re.DOTALL
)
_ENTITY = re.compile(r"<!ENTITY\s+(?!%)", re.IGNORECASE)


def declared_charset(data: bytes) -> str | None:
    """The charset that the XML declaration names."""
    found = _CHARSET.match(data[:300])
    return found[1].decode("ascii") if found else None


def without_prolog(text: str) -> str:
    """The text from its root element on, with as many lines before it as there were.

    Raises ParseError `unsafe_xml` where entities are declared.
    """
    at = 0
    if declaration := _DECLARATION.match(text):
        at = declaration.end()
    at = _after_asides(text, at)
    if doctype := _DOCTYPE.match(text, at):
        at = doctype.end()
        if subset := _SUBSET.match(text, at):
            _refuse_entities(subset[0])
            at = subset.end()
        if text[at : at + 1] == ">":
            at += 1
        at = _after_asides(text, at)
    return "\n" * text.count("\n", 0, at) + text[at:]


def _after_asides(text: str, at: int) -> int:
    while found := _ASIDE.match(text, at):
        at = found.end()
    return at


def _refuse_entities(subset: str) -> None:
    if _ENTITY.search(subset):
        raise refuse(
            Code.UNSAFE_XML, "XML that declares entities of its own is never read; send it expanded"
        )
