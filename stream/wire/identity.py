"""The stateless key of a story (contract, "Identity of events and stories").

Best first: the agency's own id without its version; agency, slug and day; a hash of the text.
"""

import datetime as dt
import hashlib
import re

from stream.wire.agencies import agency_key
from stream.wire.slug import folded
from stream.wire.uris import as_uri

_LONGEST = 4096
_READABLE = 40
_HASH = 32
"""Hex digits: 128 bits."""

# Forms that mark their version by rule: NewsML 1's URN (RFC 3085), Reuters' tag, a query.
_MARKED = (
    re.compile(r"(urn:newsml:[^:]+:\d{8}(?:T[\d:+Z-]*)?:.+):\d+[NAU]?", re.IGNORECASE),
    re.compile(r"(tag:[^:]+:newsml_[^:]+):\d+"),
    re.compile(r"(.+)[?&#;](?:version|ver|rev|revision)=\d+"),
    re.compile(r"(.+)/(?:version|versions|revision|revisions)/\d+"),
)
# White space as `str.split` knows it: in ASCII, and beyond it.
_SPACES = bytes.maketrans(b"\t\n\x0b\f\r\x1c\x1d\x1e\x1f", b" " * 9)
_OTHER_SPACES = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
    "\u202f\u205f\u3000"
)
_STATED = re.compile(r"(.+)[.:_/-]v(?:er(?:sion)?)?[._-]?(\d{1,9})", re.IGNORECASE)


def story_id(
    *, agency: str | None, own_id: str | None, slug: str | None, day: dt.date, words: bytes
) -> str:
    """The story's id: a readable start and 128 bits of SHA-256, at most 128 characters of ASCII.

    A URI names its own authority, so the agency, which some versions leave out, is no part of it.
    `own_id` comes without its version (`without_version`), `slug` folded. `words` are those of the
    text (`folded_words`), and count only where there is neither.
    """
    house = agency_key(agency) if agency else ""
    if own_id:
        return _named(own_id, "uri" if as_uri(own_id) else house, own_id)
    if slug:
        return _named(slug, house, slug, day.isoformat())
    return _named("text", house, signature(words))


def without_version(own_id: str, version: str | None) -> str:
    """The id without its version, where its form, or the version given beside it, marks one."""
    if len(own_id) > _LONGEST:
        return own_id
    for form in _MARKED:
        if found := form.fullmatch(own_id):
            return found[1]
    found = _STATED.fullmatch(own_id) if version else None
    return found[1] if found and found[2] == version else own_id


def folded_words(text: str) -> bytes:
    """The words of a text in small letters, one space between: equal for equal text. In UTF-8."""
    text = text.casefold()
    if not text.isascii():
        for sign in _OTHER_SPACES:
            if sign in text:
                text = text.replace(sign, " ")
    data = text.encode().replace(b"\n\n", b" ").translate(_SPACES).strip()
    return b" ".join(data.split()) if b"  " in data else data


def signature(words: bytes) -> str:
    """A hash of words as `folded_words` gives them. 128 bits as hex."""
    return _digest(words)


def _named(readable: str, *parts: str) -> str:
    ascii_only = folded(readable[-200:]).encode("ascii", "ignore").decode().strip("-")
    start = ascii_only
    if len(start) > _READABLE:
        start = start[-_READABLE:].partition("-")[2] or start[-_READABLE:]
    start = start.strip("-") or "story"
    return f"{start}.{_hash(chr(10).join(parts))}"


def _hash(text: str) -> str:
    return _digest(text.encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_HASH]
