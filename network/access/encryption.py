"""What is stored for the site alone: a copy of the database cannot read it, for the keys lie elsewhere, with those of seals."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from network.access.seals import derived_keys

_NONCE_BYTES = 12  # of AES-GCM


def encrypt(purpose: str, plain: bytes) -> bytes:
    """Under the newest key. purpose: keeps uses apart, so that none reads what another wrote."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(derived_keys(purpose)[0]).encrypt(nonce, plain, None)


def decrypt(purpose: str, data: bytes) -> bytes:
    """Raises InvalidTag for what no key opens."""
    for key in derived_keys(purpose):
        try:
            return AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None)
        except (InvalidTag, ValueError):
            continue
    raise InvalidTag
