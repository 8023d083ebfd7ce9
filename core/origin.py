"""Where a deed comes from: a person's browser and its address, an operator's command, or the clock.

Whoever writes the audit trail asks `origin()`, so no deed carries an address along.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Origin:
    """`kind` is "web", "command" or "clock"; only the web has an address, "" where it is not known."""

    kind: str
    address: str = ""


CLOCK = Origin("clock")
COMMAND = Origin("command")

_origin: ContextVar[Origin] = ContextVar("origin", default=CLOCK)


def origin() -> Origin:
    """Where the deed under way comes from; the clock, unless somebody said otherwise."""
    return _origin.get()


@contextmanager
def coming_from(where: Origin) -> Iterator[None]:
    """For the block, deeds come from `where`."""
    before = _origin.set(where)
    try:
        yield
    finally:
        _origin.reset(before)


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks, as text; "" where none can be told.

    Behind a trusted proxy it is the last hop that the proxy itself added to X-Forwarded-For. What stands
    before it came with the request, and anybody can write that.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUST_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        seen = forwarded.rsplit(",", 1)[-1].strip() or seen
    try:
        address = ip_address(seen.split("%", 1)[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def of_request(request: HttpRequest) -> Origin:
    """From the web, and from which address."""
    return Origin("web", address_of(request))
