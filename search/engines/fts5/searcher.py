"""From a request to its response: what may be seen, what matches, what is selected, what is counted."""

import sqlite3
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from search.engines.fts5.doc_values import DocValues, Mask
from search.engines.fts5.matcher import Matches, excluded, match
from search.engines.passages import LANGUAGE
from search.engines.queries import SearchRequest
from search.engines.responses import Candidate, SearchResponse


def search(connection: sqlite3.Connection, doc_values: DocValues, request: SearchRequest) -> SearchResponse:
    open_ = doc_values.visible_to(request.keys, request.exclude)
    matches = _matches(connection, request, size=len(open_))
    include = doc_values.mask_of(request.include)
    matches.mask |= include
    if request.query.must_not:
        matches.mask &= ~excluded(connection, request.query, request.keys, size=len(open_))
    bounds = open_ & _conditions(doc_values, request)
    matching = bounds & matches.mask
    choices = {facet: doc_values.with_any(facet, values) for facet, values in request.selected.items()}
    selected = _all(matching, choices)
    return SearchResponse(
        matching=int(np.count_nonzero(matching)),
        total=int(np.count_nonzero(selected)),
        candidates=_candidates(doc_values, matches, selected, include, request),
        facets={facet: doc_values.counts(facet, _all(matching, choices, but=facet)) for facet in request.facets},
        has_word_matches=bool(np.any(matching & matches.with_words)),
    )


def _matches(connection: sqlite3.Connection, request: SearchRequest, size: int) -> Matches:
    if request.query.clauses:
        return match(connection, request.query, request.keys, size, fuzzy=request.fuzzy)
    matches = Matches(size)
    matches.mask[:] = True
    return matches


def _conditions(doc_values: DocValues, request: SearchRequest) -> Mask:
    mask = doc_values.published_within(request.since, request.until)
    for condition in request.filters:
        fits = doc_values.with_any(condition.facet, condition.values)
        mask &= ~fits if condition.negated else fits
    return mask


def _all(matching: Mask, choices: Mapping[str, Mask], but: str = "") -> Mask:
    for facet, choice in choices.items():
        if facet != but:
            matching = matching & choice
    return matching


def _candidates(
    doc_values: DocValues, matches: Matches, selected: Mask, include: Mask, request: SearchRequest
) -> tuple[Candidate, ...]:
    numbers = _best(doc_values, matches, selected, include, request)
    return tuple(
        Candidate(
            doc_values.thing(int(number)),
            doc_values.published_at(int(number)),
            bool(doc_values.chronological[number]),
            language,
            float(matches.bm25[number]),
            float(matches.trigram_bm25[number]),
            float(matches.expanded_bm25[number]),
            bool(matches.exact[number]),
        )
        for number, language in zip(numbers, doc_values.values(LANGUAGE, numbers), strict=True)
    )


def _best(
    doc_values: DocValues, matches: Matches, selected: Mask, include: Mask, request: SearchRequest
) -> NDArray[np.int64]:
    """Those of the selected entries that are given back: the best, the newest of talk, and all that are included."""
    newest = doc_values.published.astype(np.float64)
    if request.by_date or not request.query.clauses:
        return _first(np.flatnonzero(selected), [newest], request.depth)
    scores = [matches.bm25, matches.trigram_bm25, matches.expanded_bm25]
    ranked = _first(np.flatnonzero(selected & ~doc_values.chronological), scores, request.depth)
    talk = _first(np.flatnonzero(selected & doc_values.chronological), [newest], request.depth)
    return np.concatenate([np.union1d(ranked, np.flatnonzero(selected & include)), talk])


def _first(numbers: NDArray[np.int64], orders: list[NDArray[np.float64]], depth: int) -> NDArray[np.int64]:
    """The `depth` highest in each of the orders."""
    if len(numbers) <= depth:
        return numbers
    return np.unique(np.concatenate([numbers[np.argpartition(-by[numbers], depth)[:depth]] for by in orders]))
