"""From where somebody tries: a network address, or a browser in which this account was signed in before."""

import ipaddress
import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from network.sessions import set_cookie

# Says that an account was signed in here, so that a neighbour behind the same address cannot keep its owner waiting.
COOKIE = "known_device"
COOKIE_SECONDS = 90 * 24 * 60 * 60
MAX_ACCOUNTS = 5  # of one browser: ministries share computers
_SALT = "network.throttling"


def hash_of(kind: str, value: str) -> str:
    return salted_hmac(f"{_SALT}.{kind}", value, algorithm="sha256").hexdigest()[:32]


def account_hash(email: str) -> str:
    return hash_of("account", email)


def network_of(request: HttpRequest) -> str:
    """The hash of an IPv4 address, or of the 64 bits of an IPv6 address that one household or office has as a whole."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return hash_of("place", "unknown")
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False).network_address
    return hash_of("place", str(address))


def place_of(request: HttpRequest, account: str) -> str:
    device, accounts = _known(request)
    return hash_of("device", device) if account in accounts else network_of(request)


def is_known_device(request: HttpRequest, account: str) -> bool:
    """Whether the account was signed in before in this browser, within the cookie's time."""
    return account in _known(request)[1]


def remember_device(request: HttpRequest, response: HttpResponse, account: str) -> None:
    """Called when the account is signed in."""
    device, accounts = _known(request)
    accounts = [account, *(other for other in accounts if other != account)][:MAX_ACCOUNTS]
    value = signing.dumps([device or secrets.token_urlsafe(12), *accounts], salt=_SALT)
    set_cookie(response, COOKIE, value, seconds=COOKIE_SECONDS)


def _known(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, *accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=COOKIE_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return str(device), [str(account) for account in accounts]
