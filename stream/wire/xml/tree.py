"""Bytes to a tree of elements. What is too large or too deep is refused before a tree is built."""

import html.entities
import re
from typing import NamedTuple

from lxml import etree

from stream.errors import ParseError
from stream.wire.charset import as_utf8, decode
from stream.wire.codes import Code, refuse
from stream.wire.limits import MAX_ATTRIBUTES, MAX_MARKS
from stream.wire.xml.part import Part, local
from stream.wire.xml.prolog import declared_charset, without_prolog

# XML 1.0, 2.2: what isn't a `Char`. No parser may take it, so it is replaced and counted.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# All but XML's own five.
_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)"
    r"(?:#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}))|([A-Za-z][A-Za-z0-9]{1,31}));"
)
_MARK = "\ufffd"
# `&#146;` is no control character but windows-1252's apostrophe, as HTML reads it.
_MEANT = {
    number: bytes([number]).decode("windows-1252")
    for number in range(0x80, 0xA0)
    if number not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_HELD = 4_000
"""Signs that open a tag, up to which elements are held; of more they would be a burden."""
_LIMIT = etree.ErrorTypes.ERR_RESOURCE_LIMIT
_UTF8 = re.compile(r"utf-?8", re.IGNORECASE)
_FEED = re.compile(rb"\s*<(?:rss|(?:rdf:)?RDF|(?:atom:)?feed)[\s>]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,100}")
_BARE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


_PARSER, _MENDER = _parser(recover=False), _parser(recover=True)


class Document(NamedTuple):
    """An XML input: its root, the charset it came in, how many characters were replaced."""

    root: Part
    charset: str
    replaced: int
    declared: str | None = None
    """The charset that it names itself."""
    repaired: bool = False
    """Whether it wasn't well-formed and was mended, as browsers would."""
    elements: tuple[etree._Element, ...] = ()
    """All of a usual story, held so that the library needn't make each anew at every look."""


def parse(data: bytes, *, content_type: str | None = None) -> Document:
    """The tree. No entity is resolved, nothing is fetched.

    Raises ParseError: `not_text`, `unsafe_xml`, `too_large` (more tags or attributes than
    `limits` has), `too_deep`, or `bad_xml` with line and column.
    """
    declared = declared_charset(data)
    # Some houses send UTF-8 under an old declaration.
    is_utf8 = declared is not None and not _UTF8.fullmatch(declared) and as_utf8(data) is not None
    decoded = decode(data, content_type, declared=None if is_utf8 else declared)
    cleaner = _Cleaner()
    text = cleaner.clean(without_prolog(decoded.text))
    marks = text.count(b"<")
    if marks > MAX_MARKS:
        raise refuse(Code.TOO_LARGE, f"{marks} tags; a document may have {MAX_MARKS}")
    root, repaired = _tree(text)
    if text.count(b"=") > MAX_ATTRIBUTES:
        _check_attributes(root)
    elements = tuple(root.iter()) if marks <= _HELD else ()
    return Document(Part(root), decoded.charset, cleaner.replaced, declared, repaired, elements)


def _check_attributes(root: etree._Element) -> None:
    for one in root.iter("*"):
        if len(one.attrib) > MAX_ATTRIBUTES:
            raise refuse(
                Code.TOO_LARGE,
                f"an element with {len(one.attrib)} attributes; {MAX_ATTRIBUTES} fit",
            )


def _tree(text: bytes) -> tuple[etree._Element, bool]:
    """The root, and whether the text had to be repaired, which only feeds are: many are broken."""
    try:
        return etree.fromstring(text, _PARSER), False
    except etree.XMLSyntaxError as error:
        if not _FEED.match(text) or _is_deep(error):
            raise _refusal(error) from None
        first = error
    try:
        root = etree.fromstring(_BARE.sub(b"&amp;", text), _MENDER)
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from None
    if root is None:  # the library's way to say that nothing could be mended
        raise _refusal(first)
    _drop_prefixes(root)
    return root, True


def _drop_prefixes(root: etree._Element) -> None:
    """Names whose prefix nobody declared become local ones, as all names are read here."""
    for one in root.iter("*"):
        if ":" in local(one.tag):
            one.tag = _unprefixed(str(one.tag))
        for full in [str(it) for it in one.attrib if ":" in local(it)]:
            one.attrib[_unprefixed(full)] = one.attrib.pop(full)


def _unprefixed(name: str) -> str:
    name = name.rpartition(":")[2]
    return name if _NAME.fullmatch(name) else "x"


def _encoded(text: str) -> bytes | None:
    """The text in UTF-8; None where a lone surrogate is in it."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


def _may_be_unfit(text: str, data: bytes) -> bool:
    """Whether a search is worth its time: most texts have none, and this tells it sooner."""
    return len(data.translate(None, _CONTROLS)) != len(data) or "\ufffe" in text or "\uffff" in text


class _Cleaner:
    """Replaces what XML can't hold, and resolves HTML's named characters, which DTDs declare."""

    def __init__(self) -> None:
        self.replaced = 0

    def clean(self, text: str) -> bytes:
        """The text in UTF-8."""
        data = _encoded(text)
        if data is None or _may_be_unfit(text, data):
            text, count = _UNFIT.subn(_MARK, text)
            self.replaced += count
            data = text.encode()
        return _REFERENCE.sub(self._resolved, text).encode() if b"&" in data else data

    def _resolved(self, found: re.Match[str]) -> str:
        name = found[3]
        if name:
            return html.entities.html5.get(f"{name};", found[0])
        number = int(found[1], 16) if found[1] else int(found[2])
        if number in _MEANT:
            return _MEANT[number]
        fit = number <= 0x10FFFF and not _UNFIT.match(chr(number))  # noqa: PLR2004 - Unicode's end
        if fit:
            return found[0]
        self.replaced += 1
        return _MARK


def _refusal(error: etree.XMLSyntaxError) -> ParseError:
    """Where and what, in the parser's own terms: its message could quote the story."""
    line, column = error.position
    if _is_deep(error):
        return refuse(Code.TOO_DEEP, f"XML nested beyond 256 levels at line {line}")
    entry = _entry(error)
    if entry is not None and entry.type == _LIMIT:
        return refuse(
            Code.TOO_LARGE, f"a text or a name is longer than XML may have at line {line}"
        )
    what = entry.type_name.removeprefix("ERR_").replace("_", " ").lower() if entry else ""
    return refuse(Code.BAD_XML, f"line {line}, column {column}: {what or 'not well-formed'}")


def _is_deep(error: etree.XMLSyntaxError) -> bool:
    entry = _entry(error)
    return entry is not None and entry.type == _LIMIT and "depth" in entry.message


def _entry(error: etree.XMLSyntaxError) -> etree._LogEntry | None:
    """What the parser wrote down of this error; the error's own log is that of all inputs."""
    for parser in (_PARSER, _MENDER):
        for entry in parser.error_log:
            if entry.type == error.code:
                return entry
    return None
