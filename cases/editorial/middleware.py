"""The editors' side: a refusal is a sentence on the page one came from, and what is not published is for editors alone."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.shortcuts import redirect

from network.access.errors import Refusal

View = Callable[[HttpRequest], HttpResponse]


def tell_refusals_to_editors(get_response: View) -> View:
    """Wagtail's own views know nothing of refusals: what they raise arrives here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal) or not request.path_info.startswith("/admin/"):
            return None
        messages.warning(request, str(exception))
        back = urlsplit(request.headers.get("referer", "")).path or "/admin/"
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": back})  # as Wagtail's dialogs want it
        return redirect(back)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


# Wagtail asks for these no more than that one may enter the admin, as organisers may; or shows too much before it asks.
EDITORS_ALONE = tuple(
    f"/admin/{place}" for place in ("api/", "pages/", "choose-", "images/", "documents/", "reports/", "workflows/")
)


def keep_texts_to_editors(get_response: View) -> View:
    """Texts that are not published yet, and the pictures in them, are no organiser's; and for members nothing is here.

    Wagtail would send a member to sign in, who is, and so would be sent back, and so on.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if request.path_info.startswith(EDITORS_ALONE) and user.is_staff and not user.is_editor:
            return HttpResponseNotFound()
        if request.path_info.startswith("/admin/") and user.is_authenticated and not user.is_staff:
            return HttpResponseNotFound()
        return get_response(request)

    return middleware
