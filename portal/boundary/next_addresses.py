"""Where a page of the admin leads when it is done: `next` is an address, or the request is none."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.deprecation import MiddlewareMixin


class NextAddressGuard(MiddlewareMixin):
    """Wagtail does what it was asked for and then takes a word for the name of a view, which it is not: refused before."""

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if not request.path_info.startswith("/admin/"):
            return None
        asked = [*request.GET.getlist("next"), *request.POST.getlist("next")]
        return HttpResponseBadRequest() if any(value and "/" not in value for value in asked) else None
