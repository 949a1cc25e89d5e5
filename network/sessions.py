"""What a browser keeps for the site, and what the site keeps of its session."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse


def set_cookie(response: HttpResponse, name: str, value: str, *, seconds: int, is_for_scripts: bool = False) -> None:
    """A cookie of the site: over https alone where the site is public, and not for what other sites send here."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=not is_for_scripts,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def chosen_language(request: HttpRequest) -> str:
    """That of the pages that this browser read last; empty for a new one."""
    return str(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))


def set_language_cookie(response: HttpResponse, code: str) -> None:
    name, seconds = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_AGE
    set_cookie(response, name, code, seconds=seconds, is_for_scripts=True)


def is_language_cookie(name: str) -> bool:
    return name == settings.LANGUAGE_COOKIE_NAME


def session_cookie_name() -> str:
    return str(settings.SESSION_COOKIE_NAME)


def stored_session(key: str | None) -> SessionBase:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return store
