"""The editors' side: a refusal is a sentence on the page one came from, and what is not published is for editors alone."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
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


def keep_lists_to_editors(get_response: View) -> View:
    """Wagtail's own lists of pages and pictures ask nobody's permission beyond entering the admin, as organisers may."""

    def middleware(request: HttpRequest) -> HttpResponse:
        viewer = getattr(request, "viewer", None)
        if request.path_info.startswith("/admin/api/") and not (viewer and viewer.is_editor):
            return JsonResponse({"message": "No object matches the given query."}, status=404)
        return get_response(request)

    return middleware
