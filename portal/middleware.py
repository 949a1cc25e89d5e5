"""What every request gets from the house as a whole."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
