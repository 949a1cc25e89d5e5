"""From a question to an answer: candidates with their scores, totals and counts, in two requests."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import log1p
from typing import Any

from search.engines.elasticsearch import asking
from search.engines.elasticsearch.client import Client, Q
from search.engines.elasticsearch.places import Places
from search.engines.protocol import (
    MOST_NEAR_IN_LETTERS,
    NEAR_IN_LETTERS,
    Answer,
    Candidate,
    Question,
    Term,
    Thing,
    Wanted,
)

Body = dict[str, Any]

_SOURCE = ["kind", "thing", "published"]
_NEWEST = [{"published": "desc"}]
# As in the embedded engine: the rarest trigrams decide.
MOST_GRAMS = 12
FEW_ENTRIES = 2_000


def answer(client: Client, places: Places, question: Question) -> Answer:
    partitions = places.partitions(question.keys)
    is_scored = bool(question.wanted.clauses) and not question.by_date
    has_words = bool(question.wanted.clauses) and bool(partitions)
    grams = _telling_grams(client, partitions, question.wanted) if has_words else {}
    if question.spelt_alike and grams:
        question = replace(question, also=question.also | _spelt_alike(client, partitions, question, grams))
    searches: list[tuple[str | Sequence[str], Body]] = [(places.talk, _search(question, talk=True, is_scored=False))]
    if partitions:
        searches.append((partitions, _search(question, talk=False, is_scored=is_scored)))
        if is_scored:
            searches += [(partitions, body) for body in (_rarities(question.wanted), *_scored_apart(question, grams))]
    of_talk, *of_texts = client.ask_all(searches)
    texts = _ranked(of_texts, question.wanted, grams) if is_scored and of_texts else _unranked(of_texts[:1])
    return _put_together(question, [of_talk, *of_texts[:1]], [*texts, *_unranked([of_talk])], is_scored)


def _search(question: Question, *, talk: bool, is_scored: bool) -> Body:
    fits = asking.fitting(question, talk=talk)
    counts = {
        facet: {
            "filter": asking.chosen(question.chosen, but=facet).to_dict(),
            "aggs": {"values": {"terms": {"field": f"facets.{facet}", "size": asking.MOST_VALUES}}},
        }
        for facet in question.counted
    }
    body: Body = {
        "query": fits.to_dict(),
        "post_filter": asking.chosen(question.chosen).to_dict(),
        "aggs": counts | {"all that fits": {"filter": {"match_all": {}}}},
        "size": question.depth,
        "track_total_hits": True,
        "_source": _SOURCE,
    }
    return body if is_scored else body | {"sort": _NEWEST}


def _scored_apart(question: Question, grams: Mapping[str, float]) -> Iterable[Body]:
    """The same things, scored by what was typed where other words are looked for too, and by their trigrams."""
    fits = Q("bool", filter=[asking.fitting(question, talk=False), asking.chosen(question.chosen)])
    scores = [asking.words(question.wanted.without_others())] if question.wanted.has_others else []
    for score in (*scores, *([asking.grams(grams)] if grams else [])):
        scored = Q("bool", must=[score], filter=[fits])
        yield {"query": scored.to_dict(), "size": question.depth, "_source": _SOURCE, "track_total_hits": False}


def _spelt_alike(
    client: Client, partitions: Sequence[str], question: Question, grams: Mapping[str, float]
) -> frozenset[Thing]:
    """Few without any of the words that have many of the letters."""
    others = Q("bool", must=[asking.grams(grams)], must_not=[asking.words(question.wanted)])
    body = {
        "query": others.to_dict(),
        "size": MOST_NEAR_IN_LETTERS,
        "min_score": NEAR_IN_LETTERS * sum(grams.values()),
        "_source": _SOURCE,
    }
    (found,) = client.ask_all([(partitions, body)])
    return frozenset(_found(one).thing for one in found["hits"]["hits"])


def _rarities(wanted: Wanted) -> Body:
    """In how many entries each clause is said as it was typed, and each other word for it, out of how many."""
    said = {}
    for number, clause in enumerate(wanted.clauses):
        typed = asking.clause_query(replace(clause, others=()))
        queries = [typed, *map(asking.leaf_query, clause.others)]
        filters = {str(place): query.to_dict() for place, query in enumerate(queries)}
        said[str(number)] = {"filters": {"filters": filters}}
    return {"size": 0, "track_total_hits": True, "aggs": said}


def _telling_grams(client: Client, partitions: Sequence[str], wanted: Wanted) -> dict[str, float]:
    """Trigrams to ask for, with their rarity."""
    grams = dict.fromkeys(gram for leaf in wanted.leaves() if isinstance(leaf, Term) for gram in leaf.grams)
    if not grams:
        return {}
    counted = {gram: asking.grams([gram]).to_dict() for gram in grams}
    body = {"size": 0, "track_total_hits": True, "aggs": {"said": {"filters": {"filters": counted}}}}
    (found,) = client.ask_all([(partitions, body)])
    entries = found["hits"]["total"]["value"]
    buckets = found.get("aggregations", {}).get("said", {}).get("buckets", {})
    rarity = {gram: _rarity(entries, bucket["doc_count"]) for gram, bucket in buckets.items()}
    if entries < FEW_ENTRIES:
        return rarity
    return dict(sorted(rarity.items(), key=lambda one: -one[1])[:MOST_GRAMS])


def _rarity(entries: int, having: int) -> float:
    """In nats, as Lucene's BM25Similarity reckons it."""
    return log1p((entries - having + 0.5) / (having + 0.5))


@dataclass(slots=True)
class _Found:
    thing: Thing
    published: int
    is_talk: bool = False
    words: float = 0.0
    grams: float = 0.0
    others: float = 0.0
    is_own: bool = True


def _ranked(answers: Sequence[Body], wanted: Wanted, grams: Mapping[str, float]) -> Iterable[_Found]:
    """answers: as they were asked for, see `answer`."""
    all_words, rarities, *apart = answers
    found = {one["_id"]: _found(one) for answer in (all_words, *apart) for one in answer["hits"]["hits"]}
    full, full_of_rarest = _full(rarities)
    for id_, score in _shares(all_words, full_of_rarest):
        found[id_].others = score
    for one in all_words["hits"]["hits"]:
        found[one["_id"]].is_own = asking.OWN in one.get("matched_queries", ()) or not one["_score"]
    for id_, score in _shares(apart.pop(0) if wanted.has_others else all_words, full):
        found[id_].words = score
    for answer in apart:
        for id_, score in _shares(answer, sum(grams.values())):
            found[id_].grams = score
    return found.values()


def _shares(answer: Body, full: float) -> Iterable[tuple[str, float]]:
    return ((one["_id"], one["_score"] / (full or 1.0)) for one in answer["hits"]["hits"])


def _full(rarities: Body) -> tuple[float, float]:
    """What a text scores that has each clause once, as it was typed, and in the rarest of its words that are said."""
    entries = rarities["hits"]["total"]["value"]
    full = full_of_rarest = 0.0
    for clause in rarities.get("aggregations", {}).values():
        typed, *others = (clause["buckets"][str(place)]["doc_count"] for place in range(len(clause["buckets"])))
        full += _rarity(entries, typed)
        full_of_rarest += _rarity(entries, min(filter(None, (typed, *others)), default=0))
    return full, full_of_rarest


def _unranked(answers: Sequence[Body]) -> list[_Found]:
    return [_found(one) for answer in answers for one in answer["hits"]["hits"]]


def _found(hit: Body) -> _Found:
    source = hit["_source"]
    return _Found(Thing(source["kind"], source["thing"]), source["published"], is_talk=hit["_index"].endswith("-talk"))


def _put_together(question: Question, answers: Sequence[Body], found: Sequence[_Found], is_scored: bool) -> Answer:
    facets: dict[str, Counter[str]] = {facet: Counter() for facet in question.counted}
    for one in answers:
        for facet in question.counted:
            for bucket in one.get("aggregations", {}).get(facet, {}).get("values", {}).get("buckets", ()):
                facets[facet][bucket["key"]] += bucket["doc_count"]
    if not is_scored:
        found = sorted(found, key=lambda one: -one.published)[: question.depth]
    return Answer(
        fitting=sum(one.get("aggregations", {}).get("all that fits", {}).get("doc_count", 0) for one in answers),
        total=sum(one["hits"]["total"]["value"] for one in answers),
        candidates=tuple(
            Candidate(
                thing=one.thing,
                published=datetime.fromtimestamp(one.published, UTC),
                is_talk=one.is_talk,
                words=one.words,
                grams=one.grams,
                others=one.others,
                is_own=one.is_own,
            )
            for one in found
        ),
        facets={facet: dict(counts) for facet, counts in facets.items()},
    )
