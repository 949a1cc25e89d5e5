"""What browsers and proxies may keep. One rule, so that no view has to think of it: what not everybody is shown, nobody keeps."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from network.sessions import is_language_cookie

View = Callable[[HttpRequest], HttpResponse]
FOR_ONE_READER = "private, no-store"


def restrict_caching(get_response: View) -> View:
    """`private, no-store` on all that is not the same for every reader: a shared computer would show it to the next one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _is_for_everybody(request, response):
            response["Cache-Control"] = FOR_ONE_READER
        return response

    return middleware


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    if "public" in response.get("Cache-Control", ""):
        return True  # said by a view that asked the gate for the anonymous reader, as the view of files does
    viewer = getattr(request, "viewer", None)
    is_anonymous = viewer is not None and not viewer.is_authenticated
    has_own_cookies = not all(map(is_language_cookie, response.cookies))
    return is_anonymous and response.status_code in (200, 304) and not has_own_cookies
