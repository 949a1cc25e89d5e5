"""Old addresses of lists and searches: what they choose by has become something else, such as a tag that was merged."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.utils.cache import patch_cache_control

from search.registry import Reader, ReaderRequest, facets

MAX_VALUES = 10
View = Callable[..., HttpResponse]


def follow_moved_values(view: View) -> View:
    """A page whose address chooses values: of what has moved the old address leads to the new one. No browser keeps that for
    itself, for what moved can move back."""

    @wraps(view)
    def answer(request: ReaderRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        query = moved_query(request.GET, request.viewer) if request.method in ("GET", "HEAD") else ""
        if not query:
            return view(request, *args, **kwargs)
        response = HttpResponsePermanentRedirect(f"{request.path}?{query}")
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


def moved_query(query: QueryDict, reader: Reader) -> str:
    """The address's query with what its values have become; empty where none has moved. Of a value that the reader may not
    be told of there is no word: it is as if it had never been."""
    moved: dict[str, dict[str, str]] = {}
    for name, facet in facets().items():
        if values := query.getlist(name)[:MAX_VALUES]:
            became = facet.moved(values)
            told = facet.visible_values(set(became.values()), reader) if became else ()
            moved[name] = {old: new for old, new in became.items() if new in told}
    if not any(moved.values()):
        return ""
    changed = query.copy()
    for name, became in moved.items():
        changed.setlist(name, list(dict.fromkeys(became.get(value, value) for value in query.getlist(name))))
    return changed.urlencode()
