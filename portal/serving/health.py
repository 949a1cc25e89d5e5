"""What a supervisor asks: whether the process answers, and whether a page comes out whole."""

from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation

from network.access.requests import MemberRequest
from portal.serving.static import are_gathered
from portal.views import home


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: MemberRequest) -> HttpResponse:
    """The process can do its work: the database answers, and a page comes out whole. What cannot is named."""
    checks = {"database": _database(), "static files": _static_files()}
    if set(checks.values()) == {"ok"}:  # or the page cannot, and nor can the one that says so
        checks["page"] = _page(request)
    return JsonResponse(checks, status=200 if set(checks.values()) == {"ok"} else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "does not answer: look at DATABASE_URL, or at the disk"
    return "ok"


def _static_files() -> str:
    return "ok" if are_gathered() else "not gathered: run `manage.py collectstatic`, or serve with `manage.py serve`"


def _page(request: MemberRequest) -> str:
    """Whatever breaks in it ends in the log, as it does when a reader asks."""
    with translation.override("en"):
        view: Any = home
        answer: Any = convert_exception_to_response(view)(request)
    return "ok" if answer.status_code == 200 else "the home page fails: the log says why"
