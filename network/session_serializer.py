"""Sessions that name nobody: a row tells neither whose it is nor when he signed in.

Whoever knows to the second who was there, and when a text was saved, knows whose text it is.
"""

import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from network.access.seals import derived_keys

_NONCE_BYTES = 12  # of AES-GCM
_PURPOSE = "sessions"


class SealedSerializer:
    """`SESSION_SERIALIZER`: JSON, encrypted under the newest key for seals and read under each."""

    def dumps(self, data: dict[str, Any]) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        plain = json.dumps(data, separators=(",", ":")).encode()
        return nonce + AESGCM(derived_keys(_PURPOSE)[0]).encrypt(nonce, plain, None)

    def loads(self, data: bytes) -> dict[str, Any]:
        """Raises InvalidTag for what no key opens: its owner signs in anew."""
        for key in derived_keys(_PURPOSE):
            try:
                plain = AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None)
            except (InvalidTag, ValueError):
                continue
            found: dict[str, Any] = json.loads(plain)
            return found
        raise InvalidTag
