"""Signatures of webhooks as the Standard Webhooks specification has them (standardwebhooks.com).

`webhook-signature: v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. A receiver checks
it with any of that specification's libraries, and refuses old timestamps.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

PREFIX = "whsec_"
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE_SECONDS = 300


def signed(secret: str, key: str, body: bytes, now: float) -> dict[str, str]:
    """The headers of a request. `key` is its idempotency key, `now` seconds since 1970."""
    moment = str(int(now))
    return {ID: key, TIMESTAMP: moment, SIGNATURE: _signature(secret, key, moment, body)}


def holds(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Whether a request is signed by who has the secret, and lately."""
    moment = headers.get(TIMESTAMP, "")
    if not (moment.isdecimal() and len(moment) < len("1" * 15)):
        return False
    if abs(now - int(moment)) > TOLERANCE_SECONDS:
        return False
    wanted = _signature(secret, headers.get(ID, ""), moment, body)
    return any(hmac.compare_digest(it, wanted) for it in headers.get(SIGNATURE, "").split())


def _signature(secret: str, key: str, moment: str, body: bytes) -> str:
    said = b"%b.%b.%b" % (key.encode(), moment.encode(), body)
    digest = hmac.new(_key(secret), said, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _key(secret: str) -> bytes:
    """`whsec_` and base64, as the specification writes a secret; any other text as it is."""
    if secret.startswith(PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        except binascii.Error:
            pass
    return secret.encode()
