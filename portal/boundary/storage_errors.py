"""While the database takes nothing, who writes is told «not now» and gets back what he typed; nobody is told of a failure."""

import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from search.deferred_writes import is_for_later

RETRY_AFTER_SECONDS = 20
_TYPED_AGAIN = {"csrfmiddlewaretoken", "code"}


class UnavailableStorage(MiddlewareMixin):
    """Answers for views whose write was refused."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return not_now(request) if is_for_later(exception) else None


def failure(request: HttpRequest) -> HttpResponse:
    """The site's handler500: what failed outside of views may be for later, too."""
    error = sys.exc_info()[1]
    return not_now(request) if error is not None and is_for_later(error) else server_error(request)


def not_now(request: HttpRequest) -> HttpResponse:
    """503, in the language of the page, for who reads it and for scripts."""
    if _wants_json(request):
        words = _("Nothing can be saved for the moment. Your text is kept here, and is sent again by itself.")
        response: HttpResponse = JsonResponse({"words": words, "sentence": words, "retry": True}, status=503)
    else:
        sent = _sent(request)
        context = {
            "sent": sent,
            "texts": [value for _name, value in sent if len(value.split()) > 1],  # words, and no codes
            "had_files": bool(request.method == "POST" and request.FILES),
            "address": request.get_full_path(),
        }
        # Without the request's own context, which would ask the database.
        response = HttpResponse(render_to_string("503.html", context | {"csrf_token": get_token(request)}), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "") or (
        request.headers.get("X-Requested-With") == "XMLHttpRequest" or "X-CSRFToken" in request.headers
    )


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to be sent again. Passwords and codes are typed again."""
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _TYPED_AGAIN and "password" not in name
        for value in values
    ]
