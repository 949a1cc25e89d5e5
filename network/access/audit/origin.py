"""Who acts just now, and from which network: known of a request, and of nothing else."""

import ipaddress
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import partial

from django.conf import settings
from django.http import HttpRequest

# As many bits of an address as an office has: no person's machine.
BITS = {4: 24, 6: 48}


@dataclass(frozen=True, slots=True)
class Origin:
    """actor_id: None where nobody is signed in, as in commands. network: such as 203.0.113.0/24; empty where unknown.
    notes: what is written once the answer is there."""

    actor_id: int | None = None
    network: str = ""
    notes: list[Callable[[], None]] | None = field(default=None, compare=False)


NOWHERE = Origin()
_current: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def current_origin() -> Origin:
    return _current.get()


@contextmanager
def acting(member_id: int | None) -> Iterator[None]:
    """What is done in here is done by this member."""
    with _in(replace(_current.get(), actor_id=member_id)):
        yield


@contextmanager
def request_origin(request: HttpRequest, member_id: int | None) -> Iterator[Origin]:
    network = coarse_network(request.META.get("REMOTE_ADDR", ""), settings.PROXY_ADDRESSES)
    with _in(origin := Origin(member_id, network, notes=[])):
        yield origin


def note_later(note: Callable[[], None]) -> None:
    """After the answer, so that how long it took tells nobody what was noted; at once where no request runs."""
    origin = _current.get()
    if origin.notes is None:
        note()
    else:
        origin.notes.append(partial(_within, origin, note))


def _within(origin: Origin, note: Callable[[], None]) -> None:
    with _in(origin):
        note()


@contextmanager
def _in(origin: Origin) -> Iterator[None]:
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)


def coarse_network(address: str, proxies: list[str]) -> str:
    """The /24 or /48 network of an address. Empty where no proxy is known, and where the address is a proxy's own: then
    it may be anything's."""
    try:
        asking = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(asking, ipaddress.IPv6Address):
        asking = asking.ipv4_mapped or asking
    if not proxies or any(asking in ipaddress.ip_network(proxy) for proxy in proxies):
        return ""
    return str(ipaddress.ip_network((asking, BITS[asking.version]), strict=False))
