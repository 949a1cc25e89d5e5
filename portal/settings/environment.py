"""What the environment says, and what it may not say where the public comes in."""

import hmac
import os
import zlib
from contextlib import suppress
from hashlib import sha256
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from network.access.seals import SealKey

THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
MIN_SECRET_LENGTH = 50  # characters
# Bytes that a secret takes when it is packed: a word said again and again packs into few.
MIN_SECRET_BYTES = 40
MIN_SEAL_KEY_LENGTH = 32  # characters


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}


def folder(name: str, default: Path) -> Path:
    path = Path(text(name) or default)
    path.mkdir(parents=True, exist_ok=True)
    return path


def origins(name: str, default: str) -> list[str]:
    """Exact origins, scheme and port included: "https://chaikhana.example https://www.chaikhana.example:8443"."""
    return (text(name) or default).replace(",", " ").split()


def hosts_of(allowed_origins: list[str]) -> list[str]:
    return [urlsplit(origin).hostname or origin for origin in allowed_origins]


def are_local(allowed_origins: list[str]) -> bool:
    """Whether the site is reached from this machine alone."""
    return set(hosts_of(allowed_origins)) <= THIS_MACHINE


def secret_key(name: str, kept_in: Path, *, allowed_origins: list[str]) -> str:
    """The key from the environment; for a site that this machine alone reaches, one of its own, made once.

    Raises ImproperlyConfigured where others reach the site: a key of theirs is no file beside the data.
    """
    if given := text(name):
        return given
    if not are_local(allowed_origins):
        raise ImproperlyConfigured(
            f"{name} is not set, and ALLOWED_ORIGINS names a host that others reach. "
            f"Set {name} to {MIN_SECRET_LENGTH} or more random characters and keep them to yourself."
        )
    return _made_once(kept_in)


def seal_keys(name: str, *, secret: str) -> list[SealKey]:
    """ "2026-11:secret 2026-05:secret", the newest first. The last is always one that hangs on the secret that signs sessions:
    without others it seals, and with them it opens what was sealed before there were any.

    Raises ImproperlyConfigured for what is no key, or a weak one.
    """
    keys = [SealKey(id_, given.encode()) for id_, _colon, given in (one.partition(":") for one in origins(name, ""))]
    if any(not key.id or len(key.secret) < MIN_SEAL_KEY_LENGTH for key in keys):
        raise ImproperlyConfigured(
            f"{name} must name keys as `manage.py seal_key` prints them, the newest first, with a space between two."
        )
    return [*keys, SealKey("sessions", hmac.digest(secret.encode(), b"seals", sha256))]


def _made_once(file: Path) -> str:
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
            new.write(get_random_secret_key())
        with suppress(FileExistsError):  # another process was first: its key is the one
            os.link(draft, file)
        draft.unlink()
    return file.read_text(encoding="ascii")


def proxies(name: str, *, is_here: bool) -> list[str]:
    """Addresses or networks of the proxies in front; those of this machine if it `is_here` and none is named.

    Raises ImproperlyConfigured for what is no address: to trust anybody is to trust whatever he says of himself.
    """
    named = text(name).replace(",", " ").split()
    try:
        return [str(ip_network(one, strict=False)) for one in named] or (["127.0.0.1", "::1"] if is_here else [])
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must name addresses such as 10.0.0.5 or 10.0.0.0/24: {error}") from error


def refuse_unsafe(*, debug: bool, secret: str, allowed_origins: list[str], trusted_proxies: list[str]) -> None:
    """Stop before the first request where a public site would be open.

    Raises ImproperlyConfigured, which says what is wrong and what to set instead.
    """
    if debug:
        _refuse_debug_for_others(allowed_origins)
        return
    if len(secret) < MIN_SECRET_LENGTH or len(zlib.compress(secret.encode())) < MIN_SECRET_BYTES:
        raise ImproperlyConfigured(
            f"SECRET_KEY is shorter than {MIN_SECRET_LENGTH} characters or easily guessed: sessions could be forged. "
            "Set SECRET_KEY to a long random text and keep it to yourself."
        )
    if not allowed_origins or any("*" in origin or "://" not in origin for origin in allowed_origins):
        raise ImproperlyConfigured(
            "ALLOWED_ORIGINS must name exact origins such as https://chaikhana.example, and never a * for any host."
        )
    if not are_local(allowed_origins):
        _refuse_plain_http(allowed_origins, trusted_proxies)


def _refuse_debug_for_others(allowed_origins: list[str]) -> None:
    if not are_local(allowed_origins):
        raise ImproperlyConfigured(
            "DEBUG is on, and ALLOWED_ORIGINS names another machine: code and accounts would be shown to everybody. "
            "Unset DEBUG."
        )


def _refuse_plain_http(allowed_origins: list[str], trusted_proxies: list[str]) -> None:
    for origin in allowed_origins:
        if not origin.startswith("https://") and not are_local([origin]):
            raise ImproperlyConfigured(
                f"ALLOWED_ORIGINS names {origin}: what is said over http anybody on the way reads. Use https."
            )
    if not trusted_proxies:
        raise ImproperlyConfigured(
            "The site speaks http itself, and ALLOWED_ORIGINS says https. Name the proxy that speaks it: "
            "BEHIND_PROXY=1 for one on this machine, PROXY_ADDRESSES for one elsewhere."
        )


def mail_settings(url: str) -> dict[str, object]:
    """Django's mail settings from "smtp://user:password@host:587?tls=1" ("smtps://" for implicit TLS)."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": "tls=1" in parts.query,
        "EMAIL_TIMEOUT": 20,
    }
