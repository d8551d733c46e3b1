"""W3C Trace Context: the `traceparent` of every record, so that a story's way can be followed.

A record that brings none gets one made from its `ce_id`, so that a redelivery has the same.
"""

import hashlib
import re

HEADER = "traceparent"
_VALID = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def traceparent(upstream: str | None, event: str) -> str:
    """The header of the event `event`, which continues `upstream`'s trace if that is valid."""
    digest = hashlib.sha256(f"trace\n{event}\n".encode()).hexdigest()
    if upstream and _VALID.fullmatch(upstream):
        version, trace, _, flags = upstream.split("-")
        return f"{version}-{trace}-{digest[:16]}-{flags}"
    return f"00-{digest[:32]}-{digest[32:48]}-01"
