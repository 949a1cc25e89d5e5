"""From a plan to what matches, in its order: what pages, feeds and measurements have in common, before the gate."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from search.engines.passages import Thing
from search.engines.protocol import Engine
from search.engines.responses import SearchResponse
from search.query.plan import SearchPlan
from search.query.ranking import FEEDBACK_WEIGHT, best_first, newest_first, score_candidates
from search.query.relevance_feedback import FEEDBACK_DEPTH, similarity_to_best


@dataclass(frozen=True, slots=True)
class RankedResults:
    """What matches, best or newest first.

    nearest: where none of the words stands in anything, what is near in meaning or in letters. It is no part of the
    response, nor of its numbers.
    """

    plan: SearchPlan
    response: SearchResponse
    things: list[Thing]
    nearest: list[Thing] = field(default_factory=list)


def retrieve(engine: Engine, plan: SearchPlan) -> RankedResults:
    """What has the words is found, and then what is near to them too; where nothing has them, that stands apart."""
    found = _rank(engine, plan)
    if found.response.has_word_matches:
        return found
    bare = replace(plan.request, include=frozenset(plan.promoted), fuzzy=False)
    if bare == plan.request:
        return found
    nearest = [thing for thing in found.things if thing not in bare.include]
    return replace(_rank(engine, replace(plan, request=bare)), nearest=nearest)


def _rank(engine: Engine, plan: SearchPlan) -> RankedResults:
    response = engine.search(plan.request)
    candidates = response.candidates
    if plan.request.by_date or not plan.request.query.clauses:
        return RankedResults(plan, response, newest_first(candidates))
    scores = score_candidates(candidates, words=len(plan.query.parsed.words.split()), neighbours=plan.neighbours)
    top = [thing for thing in best_first(candidates, scores)[:FEEDBACK_DEPTH] if thing in scores]
    for thing, similarity in similarity_to_best(top, candidates, engine.term_vectors(top)).items():
        scores[thing] += FEEDBACK_WEIGHT * similarity
    things = best_first(candidates, scores)
    if plan.corrections:
        without_words = {one.thing for one in candidates if not (one.bm25 or one.expanded_bm25 or one.is_chronological)}
        things.sort(key=without_words.__contains__)
    things.sort(key=lambda thing: thing not in plan.promoted)
    return RankedResults(plan, response, things)


def position_after(order: Sequence[Thing], thing: Thing | None, rank: int) -> int:
    """Behind the last thing of the page before; where that is gone, at its rank."""
    if thing is None:
        return 0
    try:
        return order.index(thing) + 1
    except ValueError:
        return min(rank, len(order))
