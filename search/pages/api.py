"""The search as data, for other programs: the same engine, the same gate."""

from typing import Any

from django.http import JsonResponse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.engines.protocol import EngineUnavailable
from search.lists.moved_values import follow_moved_values
from search.pages.result_facets import facet_groups
from search.query.params import parse_params
from search.query.results import Hit, SearchResults, search
from search.registry import ReaderRequest


@require_safe
@cache_control(private=True, no_store=True)
@follow_moved_values
def search_api(request: ReaderRequest) -> JsonResponse:
    """`/api/search/?q=…`, with the parameters of the search page.

    total; results: id, type, url, title, language, snippet (HTML, with `<mark>`), reason; facets: name to values with
    value, label, count; did_you_mean: another query or null; nearest: where no text has a word of the query (`total` is 0
    then), what is near to it in meaning or in letters, as `results`; remarks: sentences on how the query was read; after:
    the cursor of the next page or null. 503 with an `error` while there is no index.
    """
    reader = request.viewer
    try:
        found = search(parse_params(request.GET), reader, language=get_language() or "en")
    except EngineUnavailable:
        sentence = _("The search is being prepared. Try again in a minute.")
        return JsonResponse({"error": sentence}, status=503, headers={"Retry-After": "60"})
    return JsonResponse(_as_data(found))


def _as_data(found: SearchResults) -> dict[str, Any]:
    return {
        "total": found.total,
        "results": [_result(hit) for hit in found.hits],
        "facets": {
            facet.name: [{"value": value.value, "label": value.label, "count": value.count} for value in facet.values]
            for facet in facet_groups(found)
        },
        "nearest": [_result(hit) for hit in found.nearest],
        "did_you_mean": found.did_you_mean or None,
        "remarks": list(found.warnings),
        "after": str(found.after) or None,
    }


def _result(hit: Hit) -> dict[str, object]:
    row = hit.row
    return {
        "id": row.id,
        "type": row.kind,
        "url": row.url,
        "title": row.title,
        "language": row.language,
        "snippet": hit.snippet if hasattr(hit.snippet, "__html__") else escape(hit.snippet),
        "reason": hit.reason,
    }
