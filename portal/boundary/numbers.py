"""Numbers that no row can have, in views that are not ours: what they lead to is not there, and nothing has failed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.deprecation import MiddlewareMixin

from search.input.numbers import MAX_ID, number_from

_OF_SQLITE = "Python int too large to convert to SQLite INTEGER"


class NumberGuard(MiddlewareMixin):
    """Wagtail's addresses take any number, and so do its queries; PostgreSQL finds no row of it, SQLite raises."""

    def process_view(self, request: HttpRequest, view: Any, arguments: list[Any], named: dict[str, Any]) -> None:
        at_the_desk = request.path_info.startswith("/admin/")  # some of its addresses give their numbers as text
        for value in (*arguments, *named.values()):
            if isinstance(value, int) and value > MAX_ID:
                raise Http404
            if at_the_desk and str(value).isdecimal() and number_from(str(value)) is None:
                raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_absurd = isinstance(exception, OverflowError) and str(exception) == _OF_SQLITE
        return HttpResponseNotFound() if is_absurd else None
