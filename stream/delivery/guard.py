"""Addresses that nobody may be sent to by mistake: this host, private networks, the cloud's own.

Whoever may write a channel's address could else make a worker speak to services that trust it
(server-side request forgery). What is looked at is the address that is connected to: a name that
changes its address between a look and the connection gains nothing.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

from stream.delivery.lookups import Lookups

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: a gateway hands these on to the address in their last four bytes."""


class Refused(Exception):  # noqa: N818 - a fact
    """The address is none that may be sent to."""


def require_public(address: str) -> None:
    """Raises Refused where it is of this host, of a private network or otherwise reserved."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        found = _inner(found) or found
    if not found.is_global or found.is_multicast:
        raise Refused("the address isn't public: allow_private in the channel's settings allows it")


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The address of the old kind to which one of the new kind leads."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def is_address(host: str) -> bool:
    """Whether it is no name."""
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True


class PublicResolver(AbstractResolver):
    """Finds public addresses alone."""

    def __init__(self) -> None:
        """Asks the system."""
        self._plain = Lookups()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name. Raises Refused where one of them isn't public."""
        found = await self._plain.resolve(host, port, family)
        for it in found:
            require_public(it["host"])
        return found

    async def close(self) -> None:
        """Nothing is open."""
        await self._plain.close()
