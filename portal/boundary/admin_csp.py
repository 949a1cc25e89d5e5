"""What Wagtail's admin may load: it carries inline scripts, which no page of readers may have."""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]
POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}
_HEADER = "; ".join(f"{name} {' '.join(value)}" for name, value in POLICY.items())


def admin_csp(get_response: View) -> View:
    """Give the admin its own policy."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.split("/", 2)[1] == "admin":
            response["Content-Security-Policy"] = _HEADER
        return response

    return middleware
