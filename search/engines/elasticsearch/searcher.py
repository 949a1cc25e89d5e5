"""From a request to its response: candidates with their scores, totals and counts, in two requests of the cluster."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from search.engines.elasticsearch import query_dsl
from search.engines.elasticsearch.aliases import Aliases
from search.engines.elasticsearch.client import Client, Q, Query
from search.engines.elasticsearch.document_frequencies import FEW_ENTRIES, GramFrequencies, idf
from search.engines.elasticsearch.hit_fields import COLUMNS, key_of_hit, parse_key, thing_of
from search.engines.passages import Thing
from search.engines.queries import MAX_FUZZY_HITS, MIN_FUZZY_SIMILARITY, BoolQuery, SearchRequest, TermQuery
from search.engines.responses import Candidate, SearchResponse

Body = dict[str, Any]

_NEWEST = [{"published": "desc"}]
# As in the embedded engine: the rarest trigrams decide.
MAX_GRAMS = 12
# The searches that one request asks, by name; beside these one for each facet in which something is selected.
HITS, MATCHING, WITH_WORDS, FREQUENCIES, TYPED, GRAMS = (
    "hits",
    "all that match",
    "with words",
    "frequencies",
    "as typed",
    "trigrams",
)
Searches = dict[str, Body]
_NOTHING: Body = {"hits": {"hits": []}}


def search(
    client: Client, aliases: Aliases, gram_frequencies: GramFrequencies, request: SearchRequest
) -> SearchResponse:
    partitions = aliases.partitions(request.keys)
    has_words = bool(request.query.clauses) and bool(partitions)
    is_scored = has_words and not request.by_date
    grams = _rarest_grams(gram_frequencies, partitions, request.query) if has_words else {}
    if request.fuzzy and grams:
        request = replace(request, include=request.include | _fuzzy_matches(client, partitions, request, grams))
    matching = query_dsl.matching(request)
    choices = query_dsl.selected(request.selected)
    selected = Q("bool", filter=[matching, choices])
    by_words = query_dsl.matching_scored(request, but_selected=choices) if is_scored else selected
    in_texts = {HITS: _hits(request, by_words, is_scored=is_scored)} if partitions else {}
    if is_scored:
        in_texts |= _scores(request, selected, grams)
    in_talk = {HITS: _hits(request, selected, is_scored=False)}
    everywhere = [*partitions, aliases.chronological]
    asked = [(everywhere, _counts(request, matching)), (aliases.chronological, in_talk), (partitions, in_texts)]
    of_all, of_talk, of_texts = _answers(client, asked)
    texts = _ranked(of_texts, request.query, grams) if is_scored else _unranked(of_texts)
    hits = [one[HITS] for one in (of_talk, of_texts) if one]
    return _response(request, of_all, hits, [*texts, *_unranked(of_talk, is_chronological=True)], is_scored)


def _answers(client: Client, asked: Sequence[tuple[str | Sequence[str], Searches]]) -> list[Searches]:
    """Those to all searches of these aliases, which are sent in one request."""
    answers = iter(client.multi_search([(where, body) for where, searches in asked for body in searches.values()]))
    return [{name: next(answers) for name in searches} for _where, searches in asked]


def _hits(request: SearchRequest, found: Query, *, is_scored: bool) -> Body:
    """What is found, with the counts of facets in which nothing is selected."""
    body = COLUMNS | {
        "query": found.to_dict(),
        "aggs": {facet: _values(facet) for facet in request.facets if facet not in request.selected},
        "size": request.depth,
        "track_total_hits": True,
    }
    return body if is_scored else body | {"sort": _NEWEST}


def _counts(request: SearchRequest, matching: Query) -> Searches:
    """Where something is selected: all that matches, and the counts of each facet without its own choice. Where something
    matches without a word: whether anything has one.
    """
    searches: Searches = {}
    if request.include and request.query.clauses:
        said = query_dsl.matching(replace(request, include=frozenset()))
        searches[WITH_WORDS] = {"query": said.to_dict(), "size": 0, "track_total_hits": 1}
    if request.selected:
        searches[MATCHING] = {"query": matching.to_dict(), "size": 0, "track_total_hits": True}
    for facet in request.selected.keys() & set(request.facets):
        others = Q("bool", filter=[matching, query_dsl.selected(request.selected, but=facet)])
        searches[facet] = {"query": others.to_dict(), "size": 0, "aggs": {facet: _values(facet)}}
    return searches


def _values(facet: str) -> Body:
    return {"terms": {"field": f"facets.{facet}", "size": query_dsl.MAX_VALUES}}


def _scores(request: SearchRequest, selected: Query, grams: Mapping[str, float]) -> Searches:
    """The same things, scored by what was typed where other words are looked for too, and by their trigrams."""
    scores = {}
    if request.query.has_expansions:
        scores[TYPED] = query_dsl.bool_query(request.query.without_expansions(), query_dsl.scored_leaf)
    if grams:
        scores[GRAMS] = query_dsl.trigram_query(grams)
    hits = COLUMNS | {"size": request.depth, "track_total_hits": False}
    searches = {
        name: hits | {"query": Q("bool", must=[score], filter=[selected]).to_dict()} for name, score in scores.items()
    }
    return searches | {FREQUENCIES: _frequencies(request.query)}


def _fuzzy_matches(
    client: Client, partitions: Sequence[str], request: SearchRequest, grams: Mapping[str, float]
) -> frozenset[Thing]:
    """Few without any of the words that have many of the letters.

    The server is not told how many letters are enough: then it would score all, and so it passes over what cannot be
    among the first.
    """
    others = Q(
        "bool",
        must=[query_dsl.trigram_query(grams)],
        must_not=[query_dsl.bool_query(request.query, query_dsl.matches_leaf)],
    )
    body = COLUMNS | {"query": others.to_dict(), "size": MAX_FUZZY_HITS, "track_total_hits": False}
    (found,) = client.multi_search([(partitions, body)])
    enough = MIN_FUZZY_SIMILARITY * sum(grams.values())
    return frozenset(thing_of(one) for one in found["hits"]["hits"] if one["_score"] >= enough)


def _frequencies(query: BoolQuery) -> Body:
    """In how many entries each clause is said as it was typed, and each other word for it, out of how many."""
    said = {}
    for number, clause in enumerate(query.clauses):
        typed = query_dsl.bool_query(
            BoolQuery((replace(clause, expansions=()),), minimum_should_match=1), query_dsl.matches_leaf
        )
        queries = [typed, *map(query_dsl.matches_leaf, clause.expansions)]
        filters = {str(place): query.to_dict() for place, query in enumerate(queries)}
        said[str(number)] = {"filters": {"filters": filters}}
    return {"size": 0, "track_total_hits": True, "aggs": said}


def _rarest_grams(
    gram_frequencies: GramFrequencies, partitions: Sequence[str], query: BoolQuery
) -> Mapping[str, float]:
    """Trigrams to ask for, with their rarity."""
    grams = dict.fromkeys(gram for leaf in query.leaves() if isinstance(leaf, TermQuery) for gram in leaf.grams)
    if not grams:
        return {}
    entries, found = gram_frequencies.of(partitions, grams)
    if entries < FEW_ENTRIES:
        return found
    return dict(sorted(found.items(), key=lambda one: -one[1])[:MAX_GRAMS])


def _ranked(answers: Searches, query: BoolQuery, grams: Mapping[str, float]) -> list[Candidate]:
    full, full_of_rarest = _full(answers[FREQUENCIES])
    others = _shares(answers[HITS], full_of_rarest)
    words = _shares(answers.get(TYPED, answers[HITS]), full)
    by_grams = _shares(answers.get(GRAMS, _NOTHING), sum(grams.values()))
    not_exact = _in_other_words(answers[HITS]) if query.as_typed() != query else ()
    return [
        _candidate(
            key,
            words=words.get(key, 0.0),
            grams=by_grams.get(key, 0.0),
            others=others.get(key, 0.0),
            is_exact=key not in not_exact,
        )
        for key in others | words | by_grams
    ]


def _shares(found: Body, full: float) -> dict[str, float]:
    """Key of a hit to its score, as a share of a full one."""
    return {key_of_hit(one): one["_score"] / (full or 1.0) for one in found["hits"]["hits"]}


def _in_other_words(found: Body) -> set[str]:
    """Keys of what scores by words that were not typed."""
    hits = found["hits"]["hits"]
    return {key_of_hit(one) for one in hits if one["_score"] and query_dsl.OWN not in one.get("matched_queries", ())}


def _full(frequencies: Body) -> tuple[float, float]:
    """What a text scores that has each clause once, as it was typed, and in the rarest of its words that are said."""
    entries = frequencies["hits"]["total"]["value"]
    full = full_of_rarest = 0.0
    for clause in frequencies.get("aggregations", {}).values():
        typed, *others = (clause["buckets"][str(place)]["doc_count"] for place in range(len(clause["buckets"])))
        full += idf(entries, typed)
        full_of_rarest += idf(entries, min(filter(None, (typed, *others)), default=0))
    return full, full_of_rarest


def _unranked(answers: Searches, *, is_chronological: bool = False) -> list[Candidate]:
    return (
        [_candidate(key_of_hit(one), is_chronological=is_chronological) for one in answers[HITS]["hits"]["hits"]]
        if answers
        else []
    )


def _candidate(
    key: str,
    *,
    is_chronological: bool = False,
    words: float = 0.0,
    grams: float = 0.0,
    others: float = 0.0,
    is_exact: bool = True,
) -> Candidate:
    thing, published, language = parse_key(key)
    return Candidate(
        thing, datetime.fromtimestamp(published, UTC), is_chronological, language, words, grams, others, is_exact
    )


def _total(found: Body) -> int:
    return int(found["hits"]["total"]["value"])


def _response(
    request: SearchRequest, counted: Searches, hits: Sequence[Body], found: Sequence[Candidate], is_scored: bool
) -> SearchResponse:
    facets: dict[str, Counter[str]] = {facet: Counter() for facet in request.facets}
    for facet, counts in facets.items():
        for one in [counted[facet]] if facet in counted else hits:
            values = one.get("aggregations", {}).get(facet, {})
            counts.update({bucket["key"]: bucket["doc_count"] for bucket in values.get("buckets", ())})
    if not is_scored:
        found = sorted(found, key=lambda one: one.published, reverse=True)[: request.depth]
    total_matching = sum(map(_total, [counted[MATCHING]] if MATCHING in counted else hits))
    return SearchResponse(
        matching=total_matching,
        total=sum(map(_total, hits)),
        candidates=tuple(found),
        facets={facet: dict(counts) for facet, counts in facets.items()},
        has_word_matches=bool(_total(counted[WITH_WORDS]) if WITH_WORDS in counted else total_matching),
    )
