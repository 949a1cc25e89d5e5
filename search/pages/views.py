"""The search page."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.deferred_writes import after_answer
from search.engines.protocol import EngineUnavailable
from search.insight.actions import record_answered, record_unanswered
from search.lists.listing import chosen_filters
from search.lists.moved_values import follow_moved_values
from search.pages.result_facets import KINDS, facet_groups, tabs_of
from search.query.params import SearchParams, parse_params
from search.query.results import Hit, SearchResults, search
from search.registry import ReaderRequest
from search.suggestions.completions import suggest


@require_safe
@cache_control(private=True, no_store=True)
@follow_moved_values
def results(request: ReaderRequest) -> HttpResponse:
    params = parse_params(request.GET)
    reader = request.viewer
    language = get_language() or "en"
    try:
        found = search(params, reader, language=language)
    except EngineUnavailable:
        response = render(request, "search/unavailable.html", {"params": params}, status=503)
        response["Retry-After"] = "60"
    else:
        response = render(request, "search/results.html", {"params": params, "results": found, **_shown(found, params)})
        if not (params.selected or params.newest_first or params.after.thing):
            note = record_answered if found.is_answered else record_unanswered
            after_answer(response, partial(note, params.text, language, today=localdate()))
    return response


@require_safe
@cache_control(private=True, no_store=True)
def suggestions(request: ReaderRequest) -> HttpResponse:
    """A part of a page: what may be meant by what stands in the search box so far. Empty while nothing can be told."""
    typed = request.GET.get("q", "")
    reader = request.viewer
    try:
        found = suggest(typed, reader, language=get_language() or "en")
    except EngineUnavailable:
        found = []
    return render(request, "search/suggestions.html", {"completions": found, "search": reverse("search")})


def _shown(found: SearchResults, params: SearchParams) -> dict[str, Any]:
    facets = facet_groups(found)
    kinds = next((facet for facet in facets if facet.name == KINDS), None)
    facets = [facet for facet in facets if facet is not kinds]
    return {
        "rows": _rows(found.hits),
        "nearest": _rows(found.nearest),
        "tabs": tabs_of(kinds, params) if kinds else [],
        "kinds": params.selected.get(KINDS, ()),
        "facets": facets,
        "chosen": chosen_filters(
            facets, lambda name, value: params.querystring(selected=params.without_value(name, value))
        ),
        "older_url": params.querystring(after=found.after) if found.after.thing else "",
        "first_url": params.querystring() if params.after.thing else "",
        "order_url": params.querystring(newest_first=not params.newest_first),
        "exact_url": params.querystring(exact=not params.exact),
        "query": params.querystring(),
        "unfiltered_url": params.querystring(selected={}) if params.selected and found.matching else "",
        "meant_url": params.querystring(text=found.did_you_mean, selected={}) if found.did_you_mean else "",
    }


def _rows(hits: Iterable[Hit]) -> Iterator[dict[str, Any]]:
    """As components/search_row.html wants them."""
    return map(_row, hits)


def _row(hit: Hit) -> dict[str, Any]:
    row = {field.name: getattr(hit.row, field.name) for field in fields(hit.row)}
    return row | {"title": hit.title, "summary": hit.snippet, "reason": hit.reason}
