"""The site that search and all above it are parts of: its name, its addresses, its languages."""

from django.conf import settings

SITE_NAME = settings.SITE_NAME  # in the interface's language, each time that it is shown
LANGUAGES: list[tuple[str, str]] = list(settings.LANGUAGES)  # (code, name in itself)
LANGUAGE_NAMES = dict(LANGUAGES)
DEFAULT_LANGUAGE: str = settings.LANGUAGE_CODE


def site_origin() -> str:
    """What the addresses in mails begin with: scheme, host and port, without a slash."""
    return str(settings.ALLOWED_ORIGINS[0])


def site_host() -> str:
    return str(settings.ALLOWED_HOSTS[0])


def is_own_host(host: str) -> bool:
    return host in settings.ALLOWED_HOSTS


def is_own_origin(origin: str) -> bool:
    """Exactly one of ours, scheme and port included: a page of another host must not speak in a member's name."""
    return origin in settings.ALLOWED_ORIGINS
