"""Sessions that name nobody: a row tells neither whose it is nor when he signed in.

Whoever knows to the second who was there, and when a text was saved, knows whose text it is.
"""

import json
from typing import Any

from network.access.encryption import decrypt, encrypt

_PURPOSE = "sessions"


class SealedSerializer:
    """`SESSION_SERIALIZER`: JSON, encrypted under the newest key for seals and read under each."""

    def dumps(self, data: dict[str, Any]) -> bytes:
        return encrypt(_PURPOSE, json.dumps(data, separators=(",", ":")).encode())

    def loads(self, data: bytes) -> dict[str, Any]:
        """Raises InvalidTag for what no key opens: its owner signs in anew."""
        found: dict[str, Any] = json.loads(decrypt(_PURPOSE, data))
        return found
