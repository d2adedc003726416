"""Where a request comes from, as bytes that are counted by and never kept; None where nobody can say."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address

from django.conf import settings
from django.http import HttpRequest

FORWARDED = "X-Forwarded-For"
OF_ONE_LINE = 8  # bytes of an IPv6 address: a /64 is one household, and one of its devices has all the rest


def network(request: HttpRequest) -> bytes | None:
    """Return the IPv4 address or the IPv6 /64 of whoever asks.

    A header is believed only where a proxy is said to stand in front, and of it only the last address, which is the
    proxy's own word: what stands before it came with the request and may be invented.
    """
    said = request.headers.get(FORWARDED, "").rpartition(",")[2] if settings.AFFIANT.https else _peer(request)
    try:
        address = ipaddress.ip_address(said.strip().strip("[]"))
    except ValueError:
        return None
    return _line(address)


def _peer(request: HttpRequest) -> str:
    peer: str = request.META.get("REMOTE_ADDR", "")
    return peer


def _line(address: IPv4Address | IPv6Address) -> bytes:
    if isinstance(address, IPv4Address):
        return address.packed
    return address.ipv4_mapped.packed if address.ipv4_mapped else address.packed[:OF_ONE_LINE]
