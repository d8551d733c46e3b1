"""An alert over HTTP: one POST, signed, with an idempotency key; redirects aren't followed."""

import asyncio
import contextlib
import ssl
import time
from typing import Final

import aiohttp

from schemas.trace import HEADER as TRACE
from stream.delivery import shapes
from stream.delivery.channels import Webhook, secret_of
from stream.delivery.guard import PublicResolver, Refused, is_address, require_public
from stream.delivery.lookups import Lookups
from stream.delivery.outcome import Again, Never
from stream.delivery.parcel import Parcel
from stream.delivery.signing import signed

OK, MULTIPLE, BAD_REQUEST, SERVER_ERROR = 200, 300, 400, 500
LATER: Final = frozenset({408, 425, 429})
MOST_PAUSE = 3600.0
"""Seconds for which a receiver may ask."""
SMALL_ANSWER = 4096
"""Bytes that are read, so that the connection can be used again; nobody looks at them."""


class Webhooks:
    """HTTP sessions: one that reaches public addresses alone, one for channels that allow all."""

    def __init__(self) -> None:
        """Connections are made when they are needed."""
        self._public = _session(aiohttp.TCPConnector(limit=0, resolver=PublicResolver()))
        self._private = _session(aiohttp.TCPConnector(limit=0, resolver=Lookups()))

    async def close(self) -> None:
        """Close all connections."""
        await self._public.close()
        await self._private.close()

    async def send(self, channel: Webhook, parcel: Parcel) -> None:
        """One attempt. Raises Again, Never."""
        body = shapes.body(channel.kind, parcel.alert)
        headers = {
            "content-type": "application/json",
            "idempotency-key": parcel.key,
            TRACE: parcel.traceparent,
        }
        try:
            secret = secret_of(channel.secret, channel.secret_file)
        except (OSError, UnicodeDecodeError):
            raise Again("no_secret", "the channel's secret_file can't be read") from None
        if secret:
            headers |= signed(secret, parcel.key, body, time.time())
        patience = channel.patience(parcel.attempts)
        try:
            await self._post(channel, headers, body, patience)
        except Refused as refused:
            raise Never("address_refused", str(refused)) from None
        except TimeoutError:
            raise Again("timed_out", f"no answer within {patience:g} s") from None
        except (aiohttp.ClientError, OSError, ssl.SSLError, ValueError) as error:
            if isinstance(error.__cause__, Refused):
                raise Never("address_refused", str(error.__cause__)) from None
            # Not its text: it can hold the address, and that can hold a key.
            raise Again("no_answer", f"no answer in HTTP: {type(error).__name__}") from None

    async def _post(
        self, channel: Webhook, headers: dict[str, str], body: bytes, patience: float
    ) -> None:
        host = channel.url.host or ""
        if is_address(host) and not channel.allow_private:
            require_public(host.strip("[]"))
        session = self._private if channel.allow_private else self._public
        async with session.post(
            str(channel.url),
            data=body,
            headers=headers,
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=patience, sock_connect=channel.timeout),
        ) as answer:
            judge(answer.status, answer.headers.get("retry-after", ""))
            if answer.content_length is not None and answer.content_length <= SMALL_ANSWER:
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    async with asyncio.timeout(1.0):
                        await answer.read()


def judge(status: int, retry_after: str = "") -> None:
    """What an answer means. Raises Again, Never where the receiver didn't take it."""
    if OK <= status < MULTIPLE:
        return
    if status in LATER or status >= SERVER_ERROR:
        pause = retry_after.strip()
        asked = float(pause) if pause.isdecimal() and len(pause) < len("1" * 9) else None
        after = None if asked is None else min(asked, MOST_PAUSE)
        raise Again("http_error", f"the receiver answers {status}", after)
    if MULTIPLE <= status < BAD_REQUEST:
        raise Never("redirects", f"the receiver answers {status}: name its final address")
    raise Never("http_refused", f"the receiver answers {status}")


def _session(connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"user-agent": "wirestream"},
        max_line_size=8190,
        auto_decompress=False,
    )
