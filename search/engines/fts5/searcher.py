"""From a question to an answer: what is open, what fits, what is chosen, what is counted."""

import sqlite3
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from search.engines.fts5.doc_values import Facts, Mask
from search.engines.fts5.matcher import Matches, excluded, match
from search.engines.protocol import LANGUAGE, Answer, Candidate, Question


def answer(connection: sqlite3.Connection, facts: Facts, question: Question) -> Answer:
    open_ = facts.open_to(question.keys, question.without)
    matches = _matches(connection, question, size=len(open_))
    also = facts.these(question.also)
    matches.mask |= also
    if question.wanted.excluded:
        matches.mask &= ~excluded(connection, question.wanted, question.keys, size=len(open_))
    bounds = open_ & _conditions(facts, question)
    fitting = bounds & matches.mask
    choices = {facet: facts.with_any(facet, values) for facet, values in question.chosen.items()}
    chosen = _all(fitting, choices)
    return Answer(
        fitting=int(np.count_nonzero(fitting)),
        total=int(np.count_nonzero(chosen)),
        candidates=_candidates(facts, matches, chosen, also, question),
        facets={facet: facts.counts(facet, _all(fitting, choices, but=facet)) for facet in question.counted},
        is_said=bool(np.any(fitting & matches.said)),
    )


def _matches(connection: sqlite3.Connection, question: Question, size: int) -> Matches:
    if question.wanted.clauses:
        return match(connection, question.wanted, question.keys, size, spelt_alike=question.spelt_alike)
    matches = Matches(size)
    matches.mask[:] = True
    return matches


def _conditions(facts: Facts, question: Question) -> Mask:
    mask = facts.published_within(question.since, question.until)
    for condition in question.conditions:
        fits = facts.with_any(condition.facet, condition.values)
        mask &= ~fits if condition.negated else fits
    return mask


def _all(fitting: Mask, choices: Mapping[str, Mask], but: str = "") -> Mask:
    for facet, choice in choices.items():
        if facet != but:
            fitting = fitting & choice
    return fitting


def _candidates(facts: Facts, matches: Matches, chosen: Mask, also: Mask, question: Question) -> tuple[Candidate, ...]:
    numbers = np.flatnonzero(chosen)
    newest = facts.published.astype(np.float64)
    if question.by_date or not question.wanted.clauses:
        numbers = _first(numbers, [newest], question.depth)
    else:
        ranked = _first(numbers[~facts.talk[numbers]], [matches.words, matches.grams, matches.others], question.depth)
        ranked = np.union1d(ranked, np.flatnonzero(chosen & also))
        numbers = np.concatenate([ranked, _first(numbers[facts.talk[numbers]], [newest], question.depth)])
    return tuple(
        Candidate(
            facts.thing(int(number)),
            facts.published_at(int(number)),
            bool(facts.talk[number]),
            language,
            float(matches.words[number]),
            float(matches.grams[number]),
            float(matches.others[number]),
            bool(matches.own[number]),
        )
        for number, language in zip(numbers, facts.values(LANGUAGE, numbers), strict=True)
    )


def _first(numbers: NDArray[np.int64], orders: list[NDArray[np.float64]], depth: int) -> NDArray[np.int64]:
    """The `depth` highest in each of the orders."""
    if len(numbers) <= depth:
        return numbers
    return np.unique(np.concatenate([numbers[np.argpartition(-by[numbers], depth)[:depth]] for by in orders]))
