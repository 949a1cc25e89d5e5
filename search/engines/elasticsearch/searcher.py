"""From a question to an answer: candidates with their scores, totals and counts, in two requests."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from search.engines.elasticsearch import query_dsl
from search.engines.elasticsearch.aliases import Places
from search.engines.elasticsearch.client import Client, Q, Query
from search.engines.elasticsearch.document_frequencies import FEW_ENTRIES, GramRarities, idf
from search.engines.elasticsearch.hit_fields import COLUMNS, card_on, read, thing_on
from search.engines.protocol import (
    MAX_NEAR_IN_LETTERS,
    NEAR_IN_LETTERS,
    Answer,
    Candidate,
    Question,
    Term,
    Thing,
    Wanted,
)

Body = dict[str, Any]

_NEWEST = [{"published": "desc"}]
# As in the embedded engine: the rarest trigrams decide.
MAX_GRAMS = 12
# The searches that one request asks, by name; beside these one for each facet in which something is chosen.
HITS, FITTING, SAID, RARITIES, TYPED, GRAMS = "hits", "all that fits", "said", "rarities", "as typed", "trigrams"
Asked = dict[str, Body]
_NOTHING: Body = {"hits": {"hits": []}}


def answer(client: Client, places: Places, rarities: GramRarities, question: Question) -> Answer:
    partitions = places.partitions(question.keys)
    has_words = bool(question.wanted.clauses) and bool(partitions)
    is_scored = has_words and not question.by_date
    grams = _telling_grams(rarities, partitions, question.wanted) if has_words else {}
    if question.spelt_alike and grams:
        question = replace(question, also=question.also | _spelt_alike(client, partitions, question, grams))
    fits = query_dsl.fitting(question)
    choices = query_dsl.chosen(question.chosen)
    chosen = Q("bool", filter=[fits, choices])
    by_words = query_dsl.fitting_scored(question, but_chosen=choices) if is_scored else chosen
    in_texts = {HITS: _hits(question, by_words, is_scored=is_scored)} if partitions else {}
    if is_scored:
        in_texts |= _scores(question, chosen, grams)
    in_talk = {HITS: _hits(question, chosen, is_scored=False)}
    everywhere = [*partitions, places.talk]
    asked = [(everywhere, _counts(question, fits)), (places.talk, in_talk), (partitions, in_texts)]
    of_all, of_talk, of_texts = _answers(client, asked)
    texts = _ranked(of_texts, question.wanted, grams) if is_scored else _unranked(of_texts)
    hits = [one[HITS] for one in (of_talk, of_texts) if one]
    return _put_together(question, of_all, hits, [*texts, *_unranked(of_talk, is_talk=True)], is_scored)


def _answers(client: Client, asked: Sequence[tuple[str | Sequence[str], Asked]]) -> list[Asked]:
    """Those to all searches of these places, which are sent in one request."""
    answers = iter(client.ask_all([(where, body) for where, searches in asked for body in searches.values()]))
    return [{name: next(answers) for name in searches} for _where, searches in asked]


def _hits(question: Question, found: Query, *, is_scored: bool) -> Body:
    """What is found, with the counts of facets in which nothing is chosen."""
    body = COLUMNS | {
        "query": found.to_dict(),
        "aggs": {facet: _values(facet) for facet in question.counted if facet not in question.chosen},
        "size": question.depth,
        "track_total_hits": True,
    }
    return body if is_scored else body | {"sort": _NEWEST}


def _counts(question: Question, fits: Query) -> Asked:
    """Where something is chosen: all that fits, and the counts of each facet without its own choice. Where something
    fits without a word: whether anything has one.
    """
    searches: Asked = {}
    if question.also and question.wanted.clauses:
        said = query_dsl.fitting(replace(question, also=frozenset()))
        searches[SAID] = {"query": said.to_dict(), "size": 0, "track_total_hits": 1}
    if question.chosen:
        searches[FITTING] = {"query": fits.to_dict(), "size": 0, "track_total_hits": True}
    for facet in question.chosen.keys() & set(question.counted):
        others = Q("bool", filter=[fits, query_dsl.chosen(question.chosen, but=facet)])
        searches[facet] = {"query": others.to_dict(), "size": 0, "aggs": {facet: _values(facet)}}
    return searches


def _values(facet: str) -> Body:
    return {"terms": {"field": f"facets.{facet}", "size": query_dsl.MAX_VALUES}}


def _scores(question: Question, chosen: Query, grams: Mapping[str, float]) -> Asked:
    """The same things, scored by what was typed where other words are looked for too, and by their trigrams."""
    scores = {}
    if question.wanted.has_others:
        scores[TYPED] = query_dsl.words(question.wanted.without_others(), query_dsl.scored)
    if grams:
        scores[GRAMS] = query_dsl.grams(grams)
    hits = COLUMNS | {"size": question.depth, "track_total_hits": False}
    searches = {
        name: hits | {"query": Q("bool", must=[score], filter=[chosen]).to_dict()} for name, score in scores.items()
    }
    return searches | {RARITIES: _rarities(question.wanted)}


def _spelt_alike(
    client: Client, partitions: Sequence[str], question: Question, grams: Mapping[str, float]
) -> frozenset[Thing]:
    """Few without any of the words that have many of the letters.

    The server is not told how many letters are enough: then it would score all, and so it passes over what cannot be
    among the first.
    """
    others = Q("bool", must=[query_dsl.grams(grams)], must_not=[query_dsl.words(question.wanted, query_dsl.said)])
    body = COLUMNS | {"query": others.to_dict(), "size": MAX_NEAR_IN_LETTERS, "track_total_hits": False}
    (found,) = client.ask_all([(partitions, body)])
    enough = NEAR_IN_LETTERS * sum(grams.values())
    return frozenset(thing_on(one) for one in found["hits"]["hits"] if one["_score"] >= enough)


def _rarities(wanted: Wanted) -> Body:
    """In how many entries each clause is said as it was typed, and each other word for it, out of how many."""
    said = {}
    for number, clause in enumerate(wanted.clauses):
        typed = query_dsl.words(Wanted((replace(clause, others=()),), at_least=1), query_dsl.said)
        queries = [typed, *map(query_dsl.said, clause.others)]
        filters = {str(place): query.to_dict() for place, query in enumerate(queries)}
        said[str(number)] = {"filters": {"filters": filters}}
    return {"size": 0, "track_total_hits": True, "aggs": said}


def _telling_grams(rarities: GramRarities, partitions: Sequence[str], wanted: Wanted) -> Mapping[str, float]:
    """Trigrams to ask for, with their rarity."""
    grams = dict.fromkeys(gram for leaf in wanted.leaves() if isinstance(leaf, Term) for gram in leaf.grams)
    if not grams:
        return {}
    entries, found = rarities.of(partitions, grams)
    if entries < FEW_ENTRIES:
        return found
    return dict(sorted(found.items(), key=lambda one: -one[1])[:MAX_GRAMS])


def _ranked(answers: Asked, wanted: Wanted, grams: Mapping[str, float]) -> list[Candidate]:
    full, full_of_rarest = _full(answers[RARITIES])
    others = _shares(answers[HITS], full_of_rarest)
    words = _shares(answers.get(TYPED, answers[HITS]), full)
    by_grams = _shares(answers.get(GRAMS, _NOTHING), sum(grams.values()))
    not_own = _in_other_words(answers[HITS]) if wanted.as_typed() != wanted else ()
    return [
        _candidate(
            card,
            words=words.get(card, 0.0),
            grams=by_grams.get(card, 0.0),
            others=others.get(card, 0.0),
            is_own=card not in not_own,
        )
        for card in others | words | by_grams
    ]


def _shares(answer: Body, full: float) -> dict[str, float]:
    """Card to score, as a share of a full one."""
    return {card_on(one): one["_score"] / (full or 1.0) for one in answer["hits"]["hits"]}


def _in_other_words(answer: Body) -> set[str]:
    """Cards of what scores by words that were not typed."""
    hits = answer["hits"]["hits"]
    return {card_on(one) for one in hits if one["_score"] and query_dsl.OWN not in one.get("matched_queries", ())}


def _full(rarities: Body) -> tuple[float, float]:
    """What a text scores that has each clause once, as it was typed, and in the rarest of its words that are said."""
    entries = rarities["hits"]["total"]["value"]
    full = full_of_rarest = 0.0
    for clause in rarities.get("aggregations", {}).values():
        typed, *others = (clause["buckets"][str(place)]["doc_count"] for place in range(len(clause["buckets"])))
        full += idf(entries, typed)
        full_of_rarest += idf(entries, min(filter(None, (typed, *others)), default=0))
    return full, full_of_rarest


def _unranked(answers: Asked, *, is_talk: bool = False) -> list[Candidate]:
    return [_candidate(card_on(one), is_talk=is_talk) for one in answers[HITS]["hits"]["hits"]] if answers else []


def _candidate(
    card: str,
    *,
    is_talk: bool = False,
    words: float = 0.0,
    grams: float = 0.0,
    others: float = 0.0,
    is_own: bool = True,
) -> Candidate:
    thing, published, language = read(card)
    return Candidate(thing, datetime.fromtimestamp(published, UTC), is_talk, language, words, grams, others, is_own)


def _total(answer: Body) -> int:
    return int(answer["hits"]["total"]["value"])


def _put_together(
    question: Question, counted: Asked, hits: Sequence[Body], found: Sequence[Candidate], is_scored: bool
) -> Answer:
    facets: dict[str, Counter[str]] = {facet: Counter() for facet in question.counted}
    for facet, counts in facets.items():
        for one in [counted[facet]] if facet in counted else hits:
            values = one.get("aggregations", {}).get(facet, {})
            counts.update({bucket["key"]: bucket["doc_count"] for bucket in values.get("buckets", ())})
    if not is_scored:
        found = sorted(found, key=lambda one: one.published, reverse=True)[: question.depth]
    fitting = sum(map(_total, [counted[FITTING]] if FITTING in counted else hits))
    return Answer(
        fitting=fitting,
        total=sum(map(_total, hits)),
        candidates=tuple(found),
        facets={facet: dict(counts) for facet, counts in facets.items()},
        is_said=bool(_total(counted[SAID]) if SAID in counted else fitting),
    )
