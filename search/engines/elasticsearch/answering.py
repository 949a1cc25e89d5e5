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
            searches.append((partitions, _rarities(question.wanted)))
            searches += [(partitions, _near_in_letters(question, grams))] if grams else []
    of_talk, *of_texts = client.ask_all(searches)
    texts = _ranked(of_texts, grams) if is_scored and of_texts else _unranked(of_texts[:1])
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


def _near_in_letters(question: Question, grams: Mapping[str, float]) -> Body:
    """The same things, scored by their trigrams."""
    fits = Q("bool", filter=[asking.fitting(question, talk=False), asking.chosen(question.chosen)])
    scored = Q("bool", must=[asking.grams(grams)], filter=[fits])
    return {"query": scored.to_dict(), "size": question.depth, "_source": _SOURCE, "track_total_hits": False}


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
    """In how many entries each clause is said, out of how many."""
    clauses = {str(number): asking.clause_query(clause).to_dict() for number, clause in enumerate(wanted.clauses)}
    return {"size": 0, "track_total_hits": True, "aggs": {"said": {"filters": {"filters": clauses}}}}


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
    is_own: bool = True


def _ranked(answers: Sequence[Body], grams: Mapping[str, float]) -> Iterable[_Found]:
    by_words, rarities, *by_grams = answers
    entries = rarities["hits"]["total"]["value"]
    said = rarities.get("aggregations", {}).get("said", {}).get("buckets", {})
    full = sum(_rarity(entries, bucket["doc_count"]) for bucket in said.values()) or 1.0
    full_grams = sum(grams.values()) or 1.0
    found = {one["_id"]: _found(one) for one in by_words["hits"]["hits"]}
    for one in by_words["hits"]["hits"]:
        found[one["_id"]].words = one["_score"] / full
        found[one["_id"]].is_own = asking.OWN in one.get("matched_queries", ()) or not one["_score"]
    for one in (one for answer in by_grams for one in answer["hits"]["hits"]):
        found.setdefault(one["_id"], _found(one)).grams = one["_score"] / full_grams
    return found.values()


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
                one.thing, datetime.fromtimestamp(one.published, UTC), one.is_talk, one.words, one.grams, one.is_own
            )
            for one in found
        ),
        facets={facet: dict(counts) for facet, counts in facets.items()},
    )
