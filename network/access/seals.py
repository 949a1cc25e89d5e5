"""Seals: how the site recognises an author whom it does not name, while a copy of its database names nobody.

A seal is a keyed hash of what it stands on and of the member. The key comes from the environment and lies in no backup.
Whoever holds the database alone compares nothing; the site asks of one member and one thing whether they fit.
"""

import hmac
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

SEAL_LENGTH = 32  # hexadecimal digits: 128 bits
# Stands in the place of a seal whose time is over: it fits nobody.
SPENT = "spent"
# Then whoever spoke is to be forgotten by the site, too.
SEAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class SealKey:
    """id: by which operators speak of it; it is stored nowhere beside the seals."""

    id: str
    secret: bytes


def seal(purpose: str, *parts: object) -> str:
    """The seal of these under the newest key. purpose: keeps seals of different things apart, whatever their parts."""
    return next(_seals(purpose, parts))


def seals(purpose: str, *parts: object) -> list[str]:
    """The seals of these under each key, the newest first: what an older key has sealed is looked up by them."""
    return list(_seals(purpose, parts))


def fits(found: str, purpose: str, *parts: object) -> bool:
    """Whether `found` is the seal of these, under whichever key it was made."""
    return any(hmac.compare_digest(found, one) for one in _seals(purpose, parts))


def derived_keys(purpose: str) -> list[bytes]:
    """Keys of 32 bytes for another use, one of each key for seals, the newest first."""
    return [hmac.digest(key.secret, f"derived:{purpose}".encode(), sha256) for key in settings.SEAL_KEYS]


def key_ids() -> list[str]:
    """By which operators speak of the keys, the newest first."""
    keys: Sequence[SealKey] = settings.SEAL_KEYS
    return [key.id for key in keys]


def random_seal() -> str:
    """Looks like any other, and fits nobody: for what its author has let go of before its time."""
    return secrets.token_hex(SEAL_LENGTH // 2)


def are_keys_own() -> bool:
    """Whether the operator made keys for seals: without them they hang on the key that signs sessions."""
    return bool(settings.SEAL_KEYS_ARE_OWN)


def _seals(purpose: str, parts: Sequence[object]) -> Iterator[str]:
    message = json.dumps([purpose, *map(str, parts)]).encode()
    keys: Sequence[SealKey] = settings.SEAL_KEYS
    for key in keys:
        yield hmac.digest(key.secret, message, sha256).hex()[:SEAL_LENGTH]
