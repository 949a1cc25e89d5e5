"""From what is asked to what is shown: the one way that the page, the API and whoever else searches goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from search.engines import engine
from search.engines.protocol import Answer, Engine, Question, Thing, Wanted
from search.query.asking import FACETS, Asked, Cursor
from search.query.gate import changed_meanwhile, rows_of, withdrawn_meanwhile
from search.query.highlighting import Highlighted, highlighted
from search.query.operators import Meaning, meaning_of
from search.query.parser import parse
from search.query.ranking import ranked
from search.query.reasons import reason_for
from search.query.suggesting import did_you_mean
from search.query.thesaurus import OtherWords, thesaurus
from search.query.understanding import Understanding, languages_of, understand
from search.registry import Reader, Row

PAGE_SIZE = 20
# How often a page is put together anew without what turned out to be withdrawn.
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A row, its title and the piece of text that was found with the words marked, and why it was found."""

    row: Row
    title: SafeString | str
    snippet: SafeString | str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """fitting: before anything chosen. counts: facet to value to number. after: where the next page goes on."""

    asked: Asked
    total: int
    fitting: int
    hits: list[Hit]
    counts: Mapping[str, Mapping[str, int]]
    after: Cursor
    remarks: tuple[str, ...] = ()
    also: tuple[OtherWords, ...] = ()
    did_you_mean: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """What passed the gate. question: as it was asked last, without what did not."""

    question: Question
    answer: Answer
    things: list[Thing]
    rows: Mapping[Thing, Row]
    after: Cursor


def search(asked: Asked, reader: Reader, *, language: str, size: int = PAGE_SIZE) -> Found:
    """Answer `asked` for `reader`. language: the interface's, in which remarks and names are.

    The gate is asked for every hit; totals and counts leave out what it refuses, as far as pages have shown it and as
    changes still wait for the index. Raises EngineUnavailable while there is no index.
    """
    target = engine()
    meaning = meaning_of(parse(asked.text), lambda facet: _values_in(target, facet, reader))
    changed = changed_meanwhile()
    understood = _understood(meaning, asked, language)
    page = _page(target, _question(meaning, understood.wanted, asked, reader, changed), asked, reader, size)
    if not page.answer.fitting and (apart := _apart(meaning)):
        meaning, understood = apart, _understood(apart, asked, language)
        page = _page(target, replace(page.question, wanted=understood.wanted), asked, reader, size)
    hits, is_strange = _hits(target, page, understood, changed)
    return Found(
        asked=asked,
        total=page.answer.total,
        fitting=page.answer.fitting,
        hits=hits,
        counts=page.answer.facets,
        after=page.after,
        remarks=(*meaning.query.remarks, *meaning.remarks),
        also=understood.also,
        did_you_mean=did_you_mean(asked.text, target, page.question, language) if is_strange else "",
    )


def _apart(meaning: Meaning) -> Meaning | None:
    """What is wanted where nothing has the words of a phrase side by side."""
    query = meaning.query.without_phrases()
    if query is None:
        return None
    remark = _("Nothing here has these words side by side. What follows has them apart.")
    return replace(meaning, query=query, remarks=(*meaning.remarks, remark))


def _values_in(target: Engine, facet: str, reader: Reader) -> Mapping[str, int]:
    return target.search(Question(keys=reader.keys, counted=(facet,), depth=1)).facets[facet]


def _understood(meaning: Meaning, asked: Asked, language: str) -> Understanding:
    words = None if asked.only_typed or not meaning.query.groups else thesaurus()
    return understand(meaning.query, languages_of(meaning.query, language), meaning.authors, words)


def _question(meaning: Meaning, wanted: Wanted, asked: Asked, reader: Reader, changed: Sequence[Thing]) -> Question:
    return Question(
        keys=reader.keys,
        wanted=wanted,
        conditions=meaning.conditions,
        since=meaning.since,
        until=meaning.until,
        chosen=asked.chosen,
        without=withdrawn_meanwhile(changed, reader),
        counted=FACETS,
        by_date=asked.newest_first,
    )


def _page(target: Engine, question: Question, asked: Asked, reader: Reader, size: int) -> _Page:
    """A page all of whose things the reader may see; one that the index alone still shows is left out and not counted."""
    rows: dict[Thing, Row] = {}
    for attempt in range(1, MOST_ATTEMPTS + 1):
        answer = target.search(question)
        order = ranked(answer.candidates, by_date=asked.newest_first or not question.wanted.clauses)
        start = _start(order, asked.after)
        things = order[start : start + size]
        rows |= rows_of([thing for thing in things if thing not in rows], reader)
        gone = frozenset(things) - rows.keys()
        if not gone or attempt == MOST_ATTEMPTS:
            break
        question = replace(question, without=question.without | gone)
    is_last = start + size >= len(order)
    after = Cursor() if is_last or not things else Cursor(start + len(things), things[-1])
    return _Page(question, answer, [thing for thing in things if thing in rows], rows, after)


def _start(order: Sequence[Thing], after: Cursor) -> int:
    """Behind the last thing of the page before; where that is gone, at its place."""
    if after.thing is None:
        return 0
    try:
        return order.index(after.thing) + 1
    except ValueError:
        return min(after.place, len(order))


def _hits(target: Engine, page: _Page, understood: Understanding, changed: Sequence[Thing]) -> tuple[list[Hit], bool]:
    """What is shown, and whether a word stands in nothing of it, so that it may have been typed wrong."""
    clauses = understood.wanted.clauses
    # Of what has changed since it was indexed, only what the database says now is shown, not the older text.
    indexed = set(page.things) - set(changed) if clauses else set()
    passages = target.passages(indexed)
    own = {candidate.thing for candidate in page.answer.candidates if candidate.is_own}
    hits, unseen = [], set(clauses)
    for thing in page.things:
        shown = highlighted(passages[thing], understood.wanted) if thing in passages else None
        unseen -= {clause for clause in unseen if shown and shown.says(clause)}
        hits.append(_hit(page.rows[thing], shown, understood, is_own=thing in own))
    return hits, bool(unseen) or not page.answer.fitting


def _hit(row: Row, shown: Highlighted | None, understood: Understanding, *, is_own: bool) -> Hit:
    if shown is None:
        return Hit(row, row.title, row.summary)
    return Hit(
        row, shown.title or row.title, shown.snippet or row.summary, reason_for(shown, understood, is_own=is_own)
    )
