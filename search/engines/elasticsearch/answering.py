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

# Of what is found only this is read, and from columns: what lies with an entry is many times as large.
_COLUMNS: Body = {"_source": False, "stored_fields": "_none_", "docvalue_fields": ["kind", "thing", "published"]}
_NEWEST = [{"published": "desc"}]
# As in the embedded engine: the rarest trigrams decide.
MOST_GRAMS = 12
FEW_ENTRIES = 2_000
HITS, FITTING = "hits", "all that fits"


def answer(client: Client, places: Places, question: Question) -> Answer:
    partitions = places.partitions(question.keys)
    is_scored = bool(question.wanted.clauses) and not question.by_date
    has_words = bool(question.wanted.clauses) and bool(partitions)
    grams = _telling_grams(client, partitions, question.wanted) if has_words else {}
    if question.spelt_alike and grams:
        question = replace(question, also=question.also | _spelt_alike(client, partitions, question, grams))
    searches: list[tuple[str | Sequence[str], Body]] = []
    in_talk = _searches(question, talk=True, is_scored=False)
    searches += [(places.talk, body) for body in in_talk.values()]
    in_texts = _searches(question, talk=False, is_scored=is_scored) if partitions else {}
    searches += [(partitions, body) for body in in_texts.values()]
    if is_scored and partitions:
        searches += [(partitions, body) for body in (_rarities(question.wanted), *_scored_apart(question, grams))]
    answers = iter(client.ask_all(searches))
    of_talk = dict(zip(in_talk, answers, strict=False))
    of_texts = dict(zip(in_texts, answers, strict=False))
    scores = list(answers)
    texts = _ranked([of_texts[HITS], *scores], question.wanted, grams) if scores else _unranked(of_texts)
    return _put_together(question, [of_talk, of_texts], [*texts, *_unranked(of_talk)], is_scored)


def _searches(question: Question, *, talk: bool, is_scored: bool) -> dict[str, Body]:
    """What is found, with the counts of facets in which nothing is chosen; and each of the others, without its own choice."""
    chosen = asking.chosen(question.chosen)
    fits = asking.fitting(question, talk=talk)
    of_chosen = Q("bool", filter=[fits, chosen])
    found = asking.fitting_scored(question, but_chosen=chosen) if is_scored else of_chosen
    hits: Body = _COLUMNS | {
        "query": found.to_dict(),
        "aggs": {facet: _values(facet) for facet in question.counted if facet not in question.chosen},
        "size": question.depth,
        "track_total_hits": True,
    }
    searches = {HITS: hits if is_scored else hits | {"sort": _NEWEST}}
    if question.chosen:
        searches[FITTING] = {"query": fits.to_dict(), "size": 0, "track_total_hits": True}
    for facet in question.counted:
        if facet in question.chosen:
            others = Q("bool", filter=[fits, asking.chosen(question.chosen, but=facet)])
            searches[facet] = {"query": others.to_dict(), "size": 0, "aggs": {facet: _values(facet)}}
    return searches


def _values(facet: str) -> Body:
    return {"terms": {"field": f"facets.{facet}", "size": asking.MOST_VALUES}}


def _scored_apart(question: Question, grams: Mapping[str, float]) -> Iterable[Body]:
    """The same things, scored by what was typed where other words are looked for too, and by their trigrams."""
    fits = Q("bool", filter=[asking.fitting(question, talk=False), asking.chosen(question.chosen)])
    typed = question.wanted.without_others()
    scores = [asking.words(typed, asking.scored)] if question.wanted.has_others else []
    for score in (*scores, *([asking.grams(grams)] if grams else [])):
        scored = Q("bool", must=[score], filter=[fits])
        yield _COLUMNS | {"query": scored.to_dict(), "size": question.depth, "track_total_hits": False}


def _spelt_alike(
    client: Client, partitions: Sequence[str], question: Question, grams: Mapping[str, float]
) -> frozenset[Thing]:
    """Few without any of the words that have many of the letters."""
    others = Q("bool", must=[asking.grams(grams)], must_not=[asking.words(question.wanted, asking.said)])
    body = _COLUMNS | {
        "query": others.to_dict(),
        "size": MOST_NEAR_IN_LETTERS,
        "min_score": NEAR_IN_LETTERS * sum(grams.values()),
    }
    (found,) = client.ask_all([(partitions, body)])
    return frozenset(_found(one).thing for one in found["hits"]["hits"])


def _rarities(wanted: Wanted) -> Body:
    """In how many entries each clause is said as it was typed, and each other word for it, out of how many."""
    said = {}
    for number, clause in enumerate(wanted.clauses):
        typed = asking.words(Wanted((replace(clause, others=()),), at_least=1), asking.said)
        queries = [typed, *map(asking.said, clause.others)]
        filters = {str(place): query.to_dict() for place, query in enumerate(queries)}
        said[str(number)] = {"filters": {"filters": filters}}
    return {"size": 0, "track_total_hits": True, "aggs": said}


def _telling_grams(client: Client, partitions: Sequence[str], wanted: Wanted) -> dict[str, float]:
    """Trigrams to ask for, with their rarity."""
    grams = dict.fromkeys(gram for leaf in wanted.leaves() if isinstance(leaf, Term) for gram in leaf.grams)
    if not grams:
        return {}
    entries, said = client.said(partitions, "grams", grams)
    rarity = {gram: _rarity(entries, said[gram]) for gram in grams}
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
    found = {_thing(one): _found(one) for answer in (all_words, *apart) for one in answer["hits"]["hits"]}
    full, full_of_rarest = _full(rarities)
    for thing, score in _shares(all_words, full_of_rarest):
        found[thing].others = score
    if wanted.as_typed() != wanted:
        for one in all_words["hits"]["hits"]:
            found[_thing(one)].is_own = asking.OWN in one.get("matched_queries", ()) or not one["_score"]
    for thing, score in _shares(apart.pop(0) if wanted.has_others else all_words, full):
        found[thing].words = score
    for answer in apart:
        for thing, score in _shares(answer, sum(grams.values())):
            found[thing].grams = score
    return found.values()


def _shares(answer: Body, full: float) -> Iterable[tuple[Thing, float]]:
    return ((_thing(one), one["_score"] / (full or 1.0)) for one in answer["hits"]["hits"])


def _full(rarities: Body) -> tuple[float, float]:
    """What a text scores that has each clause once, as it was typed, and in the rarest of its words that are said."""
    entries = rarities["hits"]["total"]["value"]
    full = full_of_rarest = 0.0
    for clause in rarities.get("aggregations", {}).values():
        typed, *others = (clause["buckets"][str(place)]["doc_count"] for place in range(len(clause["buckets"])))
        full += _rarity(entries, typed)
        full_of_rarest += _rarity(entries, min(filter(None, (typed, *others)), default=0))
    return full, full_of_rarest


def _unranked(answers: Mapping[str, Body]) -> list[_Found]:
    return [_found(one) for one in answers[HITS]["hits"]["hits"]] if answers else []


def _found(hit: Body) -> _Found:
    return _Found(_thing(hit), hit["fields"]["published"][0], is_talk=hit["_index"].endswith("-talk"))


def _thing(hit: Body) -> Thing:
    return Thing(hit["fields"]["kind"][0], hit["fields"]["thing"][0])


def _total(answer: Body) -> int:
    return int(answer["hits"]["total"]["value"])


def _put_together(
    question: Question, answers: Sequence[Mapping[str, Body]], found: Sequence[_Found], is_scored: bool
) -> Answer:
    answers = [one for one in answers if one]
    facets: dict[str, Counter[str]] = {facet: Counter() for facet in question.counted}
    for one in answers:
        for facet in question.counted:
            counted = one.get(facet, one[HITS]).get("aggregations", {}).get(facet, {})
            facets[facet].update({bucket["key"]: bucket["doc_count"] for bucket in counted.get("buckets", ())})
    if not is_scored:
        found = sorted(found, key=lambda one: -one.published)[: question.depth]
    return Answer(
        fitting=sum(_total(one.get(FITTING, one[HITS])) for one in answers),
        total=sum(_total(one[HITS]) for one in answers),
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
