"""A passkey in software: what a phone answers to the site, made by the library that the site checks it with."""

import json
import re
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN, HOST = "https://testserver", b"testserver"
FLAG = AuthenticatorData.FLAG


def options_on(html: str) -> dict[str, Any]:
    """What the page gives the script to ask the device."""
    (text,) = re.findall(r'<script type="application/json">(.*?)</script>', html)
    (options,) = json.loads(text).values()
    return dict(options["publicKey"])


class SoftKey:
    def __init__(self) -> None:
        self.id, self.secret = secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1())
        self.owner, self.counter = "", 0

    def create(self, options: dict[str, Any]) -> str:
        self.owner = options["user"]["id"]
        public = ES256.from_cryptography_key(self.secret.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        flags = FLAG.UP | FLAG.UV | FLAG.AT
        attested = AttestationObject.create("none", AuthenticatorData.create(sha256(HOST), flags, 0, data), {})
        client = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": client, "attestationObject": attested}, {"credProps": {"rk": True}})

    def get(self, options: dict[str, Any]) -> str:
        self.counter += 1
        data = AuthenticatorData.create(sha256(HOST), FLAG.UP | FLAG.UV, self.counter)
        client = self._client("webauthn.get", options)
        signature = self.secret.sign(data + client.hash, ec.ECDSA(SHA256()))
        answer = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer({**answer, "userHandle": websafe_decode(self.owner)}, {})

    def _client(self, type_: str, options: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(type_, websafe_decode(options["challenge"]), ORIGIN)

    def _answer(self, response: dict[str, bytes], extensions: dict[str, Any]) -> str:
        number = websafe_encode(self.id)
        plain = {name: websafe_encode(value) for name, value in response.items()}
        whole = {"id": number, "rawId": number, "type": "public-key", "response": plain}
        return json.dumps({**whole, "clientExtensionResults": extensions})
