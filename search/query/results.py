"""From what is asked to what is shown: the one way that the page, the API and whoever else searches goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from search.engines import engine
from search.engines.passages import Thing
from search.engines.protocol import Engine
from search.engines.responses import Candidate, SearchResponse
from search.index.outbox import PendingChanges, pending_among
from search.lists.pagination import RankCursor
from search.query.corrections.words import apply_corrections
from search.query.expansion.thesaurus import Expansion, thesaurus
from search.query.hits import Hit, hit_of
from search.query.params import SearchParams
from search.query.plan import SearchPlan, SearchScope, plan_search, put_first
from search.query.promotions import promoted_for
from search.query.retrieval import position_after, retrieve
from search.registry import Reader, Row
from search.visibility import hidden_since_indexing, pending_changes, visible_counts, visible_rows

PAGE_SIZE = 20
# How often a page is put together anew without what turned out to be withdrawn.
MAX_ATTEMPTS = 3
BATCH = 200


@dataclass(frozen=True, slots=True)
class SearchResults:
    """matching: before anything selected. counts: facet to value to number. after: where the next page goes on. nearest:
    where none of the words stands in anything that the reader may see, what is near to them; it is counted nowhere.

    is_answered: something says what was typed; what is only near to it, or says it in other words, does not count.
    """

    params: SearchParams
    total: int
    matching: int
    hits: list[Hit]
    counts: Mapping[str, Mapping[str, int]]
    after: RankCursor
    warnings: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    did_you_mean: str = ""
    nearest: tuple[Hit, ...] = ()
    is_answered: bool = True


@dataclass(frozen=True, slots=True)
class _VisiblePage:
    """What passed the gate. plan: as it was asked last, without what did not."""

    plan: SearchPlan
    response: SearchResponse
    things: list[Thing]
    nearest: list[Thing]
    rows: Mapping[Thing, Row]
    after: RankCursor


def search(params: SearchParams, reader: Reader, *, language: str, size: int = PAGE_SIZE) -> SearchResults:
    """Answer `params` for `reader`. language: the interface's, in which warnings and names are.

    The gate is asked for every hit; totals and counts leave out what it refuses, as far as pages have shown it and as
    changes still wait for the index. Raises EngineUnavailable while there is no index.
    """
    target = engine()
    pending = pending_changes()
    plan = _plan_for(target, params, reader, language, pending)
    page = _visible_page(target, plan, params, reader, size)
    return SearchResults(
        params=params,
        total=page.response.total,
        matching=page.response.matching,
        hits=_hits(target, page, page.things, pending),
        nearest=tuple(_hits(target, page, page.nearest, pending)),
        counts={facet: visible_counts(facet, counts, reader) for facet, counts in page.response.facets.items()},
        after=page.after,
        warnings=(*plan.query.parsed.warnings, *plan.query.warnings, *_warnings_on(page.response)),
        expansions=plan.expansion.expansions,
        did_you_mean=_did_you_mean(plan, params),
        is_answered=_is_answered(plan, page.response),
    )


def search_rows(params: SearchParams, reader: Reader, *, language: str, limit: int) -> Iterator[Row]:
    """All that is found, in its order, at most `limit`; no words are marked. Raises EngineUnavailable."""
    target = engine()
    things = retrieve(target, _plan_for(target, params, reader, language, pending_changes())).things
    yield from ordered_rows(things[:limit], reader)


def found_since(moment: datetime, params: SearchParams, reader: Reader, *, language: str) -> list[Thing]:
    """What is found and was published in the second of `moment` or later, the newest first. Raises EngineUnavailable."""
    target = engine()
    params = replace(params, newest_first=True)
    ranked = retrieve(target, _plan_for(target, params, reader, language, pending_changes()))
    published = {candidate.thing: candidate.published for candidate in ranked.response.candidates}
    since = moment.replace(microsecond=0)
    return [thing for thing in ranked.things if published[thing] >= since]


def ordered_rows(things: Sequence[Thing], reader: Reader) -> Iterator[Row]:
    """Rows of those that the reader may see now, in their order."""
    for start in range(0, len(things), BATCH):
        batch = things[start : start + BATCH]
        rows = visible_rows(batch, reader)
        yield from (rows[thing] for thing in batch if thing in rows)


def _plan_for(
    target: Engine, params: SearchParams, reader: Reader, language: str, pending: PendingChanges
) -> SearchPlan:
    names = thesaurus() if params.text and not params.exact else None
    scope = SearchScope(reader.keys, language, exclude=hidden_since_indexing(pending.things, reader))
    plan = plan_search(target, params, scope, thesaurus=names, pending=pending)
    return put_first(plan, promoted_for(plan.text)) if names else plan


def _did_you_mean(plan: SearchPlan, params: SearchParams) -> str:
    corrected = apply_corrections(plan.text, plan.corrections)
    return corrected if corrected != params.text else ""


def _is_answered(plan: SearchPlan, response: SearchResponse) -> bool:
    if not plan.request.query.clauses:
        return True
    return any(_is_exact_match(one) or one.thing in plan.promoted for one in response.candidates)


def _is_exact_match(candidate: Candidate) -> bool:
    return candidate.is_chronological or (candidate.is_exact and candidate.bm25 > 0)


def _warnings_on(response: SearchResponse) -> tuple[str, ...]:
    if response.is_fallback:
        return (_("The main search does not answer just now. Its stand-in does, and may not know the latest changes."),)
    return ()


def _visible_page(target: Engine, plan: SearchPlan, params: SearchParams, reader: Reader, size: int) -> _VisiblePage:
    """A page all of whose things the reader may see; one that the index alone still shows is left out and not counted."""
    rows: dict[Thing, Row] = {}
    for attempt in range(1, MAX_ATTEMPTS + 1):
        found = retrieve(target, plan)
        start = position_after(found.things, params.after.thing, params.after.rank)
        things = found.things[start : start + size]
        nearest = [] if params.after.thing else found.nearest[:size]
        shown = (*things, *nearest)
        rows |= visible_rows([thing for thing in shown if thing not in rows], reader)
        hidden = frozenset(shown) - rows.keys()
        if not hidden or attempt == MAX_ATTEMPTS:
            break
        plan = replace(plan, request=replace(plan.request, exclude=plan.request.exclude | hidden))
    is_last = start + size >= len(found.things)
    after = RankCursor() if is_last or not things else RankCursor(start + len(things), things[-1])
    visible = [thing for thing in things if thing in rows]
    return _VisiblePage(plan, found.response, visible, [thing for thing in nearest if thing in rows], rows, after)


def _hits(target: Engine, page: _VisiblePage, things: Sequence[Thing], pending: PendingChanges) -> list[Hit]:
    # Of what has changed since it was indexed, only what the database says now is shown, not the older text.
    stale = pending.things if pending.is_all else pending_among(things)
    passages = target.passages(set(things) - stale) if page.plan.request.query.clauses else {}
    exact = {candidate.thing for candidate in page.response.candidates if candidate.is_exact}
    return [hit_of(page.rows[thing], passages.get(thing, ()), page.plan, is_exact=thing in exact) for thing in things]
