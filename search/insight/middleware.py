"""Which searches led somewhere, told by the address that a browser says it came from."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse

from search.deferred_writes import after_answer
from search.insight.actions import record_opened

View = Callable[[HttpRequest], HttpResponse]

_MAX_ADDRESS_LENGTH = 2_000
_SEARCH = re.compile(r"/(?P<language>\w\w)/search/")
# What is found has an address of its own below its list; lists, search and account are on every page's way out.
_FOUND = re.compile(r"/\w\w/(?!search/|account/)[^/]+/.+")


def record_openings(get_response: View) -> View:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 200 and _is_found_page(request) and (search := _search_before(request)):
            after_answer(response, partial(record_opened, *search))
        return response

    return middleware


def _is_found_page(request: HttpRequest) -> bool:
    is_page = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
    return is_page and bool(_FOUND.fullmatch(request.path))


def _search_before(request: HttpRequest) -> tuple[str, str] | None:
    """What was asked, and the language of the page, if the browser comes from a search of this site."""
    try:
        came_from = urlsplit(request.headers.get("Referer", "")[:_MAX_ADDRESS_LENGTH])
    except ValueError:
        return None
    search = _SEARCH.fullmatch(came_from.path)
    if not search or came_from.netloc != request.get_host():
        return None
    asked = parse_qs(came_from.query).get("q")
    return (asked[0], search["language"]) if asked else None
