"""URIs as RFC 3986 has them, for ninjs's fields of format `uri`."""

import re
from urllib.parse import quote

_LONGEST = 4096
# No part can begin with what ends the one before it, so that none is ever tried again.
_PCHARS = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]++|%[0-9A-Fa-f]{2})"
_HOST = r"(?:[A-Za-z0-9._~!$&'()*+,;=-]++|%[0-9A-Fa-f]{2})*+"
_QUERY = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})*+"
# Narrower than the standard: no userinfo and no IPv6 host, which no agency's id has.
_URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.-]*+:"
    rf"(?://{_HOST}(?::[0-9]*+)?(?:/{_PCHARS}*+)*+|/?{_PCHARS}++(?:/{_PCHARS}*+)*+)"
    rf"(?:\?{_QUERY})?(?:\#{_QUERY})?",
    re.ASCII,
)
_KEEP = "%-._~!$&'()*+,;=:@/?#"


def as_uri(value: str) -> str | None:
    """The value as a URI, other letters percent-encoded (RFC 3987, 3.1), or None if it is none."""
    value = value.strip()
    if not 0 < len(value) <= _LONGEST:
        return None
    if not value.isascii():
        value = quote(value, safe=_KEEP)
    return value if len(value) <= _LONGEST and _URI.fullmatch(value) else None


def join_code(scheme: str, code: str) -> str | None:
    """Scheme and code, as ninjs 1 has them, as one URI; None where the scheme is no URI."""
    base = as_uri(scheme)
    if base is None:
        return None
    between = "" if base[-1] in "/#:=?" else "/"
    return as_uri(base + between + quote(code, safe=""))
