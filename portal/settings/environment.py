"""What the environment says, and what it may not say where the public comes in."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DEVELOPMENT_SECRET = "development-only-secret-that-production-refuses"  # noqa: S105, refused below outside DEBUG


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


def refuse_unsafe(*, debug: bool, secret: str, allowed_origins: list[str]) -> None:
    """Stop before the first request where a public site would be open.

    Raises ImproperlyConfigured, which says what is wrong and what to set instead.
    """
    if debug:
        raise ImproperlyConfigured("DEBUG is on: it shows the code and the accounts to everybody. Unset DEBUG.")
    if secret == DEVELOPMENT_SECRET or len(secret) < 32:
        raise ImproperlyConfigured(
            "SECRET_KEY is the default or shorter than 32 characters: sessions could be forged. "
            "Set SECRET_KEY to a long random text and keep it to yourself."
        )
    if not allowed_origins or any("*" in origin or "://" not in origin for origin in allowed_origins):
        raise ImproperlyConfigured(
            "ALLOWED_ORIGINS must name exact origins such as https://chaikhana.example, and never a * for any host."
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
