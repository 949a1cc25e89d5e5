"""What every request gets from the house as a whole."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone

View = Callable[[HttpRequest], HttpResponse]


def adopt_member_language(get_response: View) -> View:
    """Remember the language of the address one reads at, so that `/` leads there next time; give the admin its policy."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        prefix = request.path_info.split("/", 2)[1]
        known = prefix in dict(settings.LANGUAGES)
        if known and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != prefix and response.status_code == 200:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                prefix,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.LANGUAGE_COOKIE_SECURE,
            )
        if prefix == "admin":
            policy = settings.ADMIN_CONTENT_SECURITY_POLICY
            response["Content-Security-Policy"] = "; ".join(
                f"{name} {' '.join(value)}" for name, value in policy.items()
            )
        return response

    return middleware


def drop_nul(get_response: View) -> View:
    """Take NUL characters out of the address: they mean nothing, and PostgreSQL refuses any text with one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\0" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "").replace("\0", "")
        if "\0" in request.path_info:
            request.path_info = request.path_info.replace("\0", "")
        return get_response(request)

    return middleware


def keep_member_time(get_response: View) -> View:
    """Dates and hours in the time zone that the member works in; visitors see that of Almaty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with timezone.override(_zone(getattr(request.user, "time_zone", ""))):
            return get_response(request)

    return middleware


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


# Whoever asks these is a program, or an editor with Wagtail's own pages.
_NOT_FOR_READERS = ("/admin/", "/static/", "/api/")


def answer_absence_alike(get_response: View) -> View:
    """What is not there and what is not open get the same bytes, with DEBUG on as well: Django's own page would tell."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.path_info.startswith(_NOT_FOR_READERS):
            return response
        absent = SimpleTemplateResponse("404.html", status=404)
        absent["Cache-Control"] = "private, no-store"
        return absent.render()

    return middleware
