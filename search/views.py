"""The search page."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.deferred_writes import after_answer
from search.engines.protocol import EngineUnavailable
from search.insight.actions import note_answered, note_unanswered
from search.listing import chosen_filters
from search.query.params import SearchParams, parse_params
from search.query.results import Hit, SearchResults, search
from search.result_facets import KINDS, facet_groups, tabs_of
from search.suggestions.completions import suggest


@require_safe
@cache_control(private=True, no_store=True)
def results(request: HttpRequest) -> HttpResponse:
    asked = parse_params(request.GET)
    reader = request.viewer  # type: ignore[attr-defined]
    language = get_language() or "en"
    try:
        found = search(asked, reader, language=language)
    except EngineUnavailable:
        response = render(request, "search/unavailable.html", {"asked": asked}, status=503)
        response["Retry-After"] = "60"
    else:
        response = render(request, "search/results.html", {"asked": asked, "found": found, **_shown(found, asked)})
        if not (asked.chosen or asked.newest_first or asked.after.thing):
            note = note_answered if found.is_answered else note_unanswered
            after_answer(response, partial(note, asked.text, language, today=localdate()))
    return response


@require_safe
@cache_control(private=True, no_store=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    """A part of a page: what may be meant by what stands in the search box so far. Empty while nothing can be told."""
    typed = request.GET.get("q", "")
    reader = request.viewer  # type: ignore[attr-defined]
    try:
        found = suggest(typed, reader, language=get_language() or "en")
    except EngineUnavailable:
        found = []
    return render(request, "search/suggestions.html", {"completions": found, "search": reverse("search")})


def _shown(found: SearchResults, asked: SearchParams) -> dict[str, Any]:
    facets = facet_groups(found)
    kinds = next((facet for facet in facets if facet.name == KINDS), None)
    facets = [facet for facet in facets if facet is not kinds]
    return {
        "rows": _rows(found.hits),
        "nearest": _rows(found.nearest),
        "tabs": tabs_of(kinds, asked) if kinds else [],
        "kinds": asked.chosen.get(KINDS, ()),
        "facets": facets,
        "chosen": chosen_filters(facets, lambda name, value: asked.address(chosen=asked.without(name, value))),
        "older_url": asked.address(after=found.after) if found.after.thing else "",
        "first_url": asked.address() if asked.after.thing else "",
        "order_url": asked.address(newest_first=not asked.newest_first),
        "exact_url": asked.address(only_typed=not asked.only_typed),
        "query": asked.address(),
        "unfiltered_url": asked.address(chosen={}) if asked.chosen and found.fitting else "",
        "meant_url": asked.address(text=found.did_you_mean, chosen={}) if found.did_you_mean else "",
    }


def _rows(hits: Iterable[Hit]) -> Iterator[dict[str, Any]]:
    """As components/search_row.html wants them."""
    return map(_row, hits)


def _row(hit: Hit) -> dict[str, Any]:
    row = {field.name: getattr(hit.row, field.name) for field in fields(hit.row)}
    return row | {"title": hit.title, "summary": hit.snippet, "reason": hit.reason}
