"""From what is asked to what is shown: the one way that the page, the API and whoever else searches goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from search.engines import engine
from search.engines.passages import Passage, Thing
from search.engines.protocol import Engine
from search.engines.queries import BoolQuery
from search.engines.responses import Candidate, SearchResponse
from search.index.outbox import Waiting, waiting_among
from search.pagination import RankCursor
from search.query.corrections.words import apply_corrections
from search.query.highlights import beginning, highlighted
from search.query.params import SearchParams
from search.query.promotions import promoted_for
from search.query.reasons import reason_for, semantic_reason
from search.query.retrieval import SearchPlan, place_after, plan_search, retrieve
from search.query.thesaurus import Expansion, thesaurus
from search.registry import Reader, Row
from search.visibility import hidden_since_indexing, pending_changes, rows_of, told

PAGE_SIZE = 20
# How often a page is put together anew without what turned out to be withdrawn.
MAX_ATTEMPTS = 3
ROWS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A row, its title and the piece of text that was found with the words marked, and why it was found."""

    row: Row
    title: SafeString | str
    snippet: SafeString | str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """fitting: before anything chosen. counts: facet to value to number. after: where the next page goes on. nearest: where
    none of the words stands in anything that the reader may see, what is near to them; it is counted nowhere.

    is_answered: something says what was typed; what is only near to it, or says it in other words, does not count.
    """

    asked: SearchParams
    total: int
    fitting: int
    hits: list[Hit]
    counts: Mapping[str, Mapping[str, int]]
    after: RankCursor
    remarks: tuple[str, ...] = ()
    also: tuple[Expansion, ...] = ()
    did_you_mean: str = ""
    nearest: tuple[Hit, ...] = ()
    is_answered: bool = True


@dataclass(frozen=True, slots=True)
class _Page:
    """What passed the gate. sought: as it was asked last, without what did not."""

    sought: SearchPlan
    answer: SearchResponse
    things: list[Thing]
    nearest: list[Thing]
    rows: Mapping[Thing, Row]
    after: RankCursor


def search(asked: SearchParams, reader: Reader, *, language: str, size: int = PAGE_SIZE) -> SearchResults:
    """Answer `asked` for `reader`. language: the interface's, in which remarks and names are.

    The gate is asked for every hit; totals and counts leave out what it refuses, as far as pages have shown it and as
    changes still wait for the index. Raises EngineUnavailable while there is no index.
    """
    target = engine()
    changed = pending_changes()
    sought = _sought(target, asked, reader, language, changed)
    page = _page(target, sought, asked, reader, size)
    return SearchResults(
        asked=asked,
        total=page.answer.total,
        fitting=page.answer.matching,
        hits=_hits(target, page, page.things, changed),
        nearest=tuple(_hits(target, page, page.nearest, changed)),
        counts={facet: told(facet, counts, reader) for facet, counts in page.answer.facets.items()},
        after=page.after,
        remarks=(*sought.meaning.query.remarks, *sought.meaning.remarks, *_remarks_on(page.answer)),
        also=sought.understood.also,
        did_you_mean=meant if (meant := apply_corrections(sought.text, sought.corrections)) != asked.text else "",
        is_answered=not sought.question.query.clauses
        or any(_is_exact_match(one) or one.thing in sought.promoted for one in page.answer.candidates),
    )


def _sought(target: Engine, asked: SearchParams, reader: Reader, language: str, changed: Waiting) -> SearchPlan:
    words = thesaurus() if asked.text and not asked.only_typed else None
    withdrawn = hidden_since_indexing(changed.things, reader)
    sought = plan_search(target, asked, reader.keys, language=language, words=words, without=withdrawn, changed=changed)
    return sought.putting_first(promoted_for(sought.text)) if words else sought


def _is_exact_match(candidate: Candidate) -> bool:
    return candidate.is_chronological or (candidate.is_exact and candidate.bm25 > 0)


def search_rows(asked: SearchParams, reader: Reader, *, language: str, limit: int) -> Iterator[Row]:
    """All that is found, in its order, at most `limit`; no words are marked. Raises EngineUnavailable."""
    target = engine()
    things = retrieve(target, _sought(target, asked, reader, language, pending_changes())).things
    yield from visible_rows(things[:limit], reader)


def found_since(moment: datetime, asked: SearchParams, reader: Reader, *, language: str) -> list[Thing]:
    """What is found and was published in the second of `moment` or later, the newest first. Raises EngineUnavailable."""
    target = engine()
    newest = replace(asked, newest_first=True)
    ordered = retrieve(target, _sought(target, newest, reader, language, pending_changes()))
    published = {candidate.thing: candidate.published for candidate in ordered.answer.candidates}
    since = moment.replace(microsecond=0)
    return [thing for thing in ordered.things if published[thing] >= since]


def visible_rows(things: Sequence[Thing], reader: Reader) -> Iterator[Row]:
    """Rows of those that the reader may see now, in their order."""
    for start in range(0, len(things), ROWS_AT_ONCE):
        some = things[start : start + ROWS_AT_ONCE]
        rows = rows_of(some, reader)
        yield from (rows[thing] for thing in some if thing in rows)


def _remarks_on(answer: SearchResponse) -> tuple[str, ...]:
    if answer.is_fallback:
        return (_("The main search does not answer just now. Its stand-in does, and may not know the latest changes."),)
    return ()


def _page(target: Engine, sought: SearchPlan, asked: SearchParams, reader: Reader, size: int) -> _Page:
    """A page all of whose things the reader may see; one that the index alone still shows is left out and not counted."""
    rows: dict[Thing, Row] = {}
    for attempt in range(1, MAX_ATTEMPTS + 1):
        found = retrieve(target, sought)
        start = place_after(found.things, asked.after.thing, asked.after.rank)
        things = found.things[start : start + size]
        nearest = [] if asked.after.thing else found.nearest[:size]
        shown = (*things, *nearest)
        rows |= rows_of([thing for thing in shown if thing not in rows], reader)
        gone = frozenset(shown) - rows.keys()
        if not gone or attempt == MAX_ATTEMPTS:
            break
        sought = replace(sought, question=replace(sought.question, exclude=sought.question.exclude | gone))
    is_last = start + size >= len(found.things)
    after = RankCursor() if is_last or not things else RankCursor(start + len(things), things[-1])
    passed = [thing for thing in things if thing in rows]
    return _Page(sought, found.answer, passed, [thing for thing in nearest if thing in rows], rows, after)


def _hits(target: Engine, page: _Page, things: Sequence[Thing], changed: Waiting) -> list[Hit]:
    wanted = page.sought.question.query
    # Of what has changed since it was indexed, only what the database says now is shown, not the older text.
    stale = changed.things if changed.is_all else waiting_among(things)
    passages = target.passages(set(things) - stale) if wanted.clauses else {}
    own = {candidate.thing for candidate in page.answer.candidates if candidate.is_exact}
    return [
        _hit(page.rows[thing], passages.get(thing, ()), wanted, page.sought, is_own=thing in own) for thing in things
    ]


def _hit(row: Row, passages: Sequence[Passage], wanted: BoolQuery, sought: SearchPlan, *, is_own: bool) -> Hit:
    if not passages:
        return Hit(row, row.title, row.summary)
    shown = highlighted(passages, wanted)
    thing = Thing(row.kind, row.id)
    if thing in sought.promoted:
        return Hit(row, shown.title or row.title, shown.snippet or row.summary, _("Put first by the editors."))
    near = sought.near.get(thing)
    if not shown.found and thing not in sought.question.include:
        return Hit(row, row.title, row.summary, _("Spelt alike."))
    if not shown.found and near:
        part = next((passage for passage in passages if near.anchor and passage.anchor == near.anchor), None)
        return Hit(row, row.title, beginning(part) if part else row.summary, semantic_reason(part))
    reason = reason_for(shown, sought.understood, is_own=is_own)
    return Hit(row, shown.title or row.title, shown.snippet or row.summary, reason)
