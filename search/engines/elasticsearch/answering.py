"""From a question to an answer: candidates with their scores, totals and counts, in two requests."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import log1p
from typing import Any

from search.engines.elasticsearch import asking, mapping
from search.engines.elasticsearch.client import Client, Q, columns, thing_of
from search.engines.elasticsearch.places import Places
from search.engines.protocol import (
    LANGUAGE,
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

_LANGUAGE = f"facets.{LANGUAGE}"
_COLUMNS = columns("kind", "thing", "published", _LANGUAGE)
_NEWEST = [{"published": "desc"}]
# As in the embedded engine: the rarest trigrams decide.
MOST_GRAMS = 12
FEW_ENTRIES = 2_000
# The searches that one request asks, by name; beside these one for each facet in which something is chosen.
HITS, FITTING, RARITIES, TYPED, GRAMS = "hits", "all that fits", "rarities", "as typed", "trigrams"
Asked = dict[str, Body]
_NOTHING: Body = {"hits": {"hits": []}}


def answer(client: Client, places: Places, question: Question) -> Answer:
    partitions = places.partitions(question.keys)
    has_words = bool(question.wanted.clauses) and bool(partitions)
    is_scored = has_words and not question.by_date
    grams = _telling_grams(client, partitions, question.wanted) if has_words else {}
    if question.spelt_alike and grams:
        question = replace(question, also=question.also | _spelt_alike(client, partitions, question, grams))
    in_texts = {HITS: _hits(question, is_scored=is_scored)} if partitions else {}
    if is_scored:
        in_texts |= _scores(question, grams)
    in_talk = {HITS: _hits(question, is_scored=False)}
    everywhere = [*partitions, places.talk]
    asked = [(everywhere, _counts(question)), (places.talk, in_talk), (partitions, in_texts)]
    of_all, of_talk, of_texts = _answers(client, asked)
    texts = _ranked(of_texts, question.wanted, grams) if is_scored else _unranked(of_texts)
    hits = [one[HITS] for one in (of_talk, of_texts) if one]
    return _put_together(question, of_all, hits, [*texts, *_unranked(of_talk)], is_scored)


def _answers(client: Client, asked: Sequence[tuple[str | Sequence[str], Asked]]) -> list[Asked]:
    """Those to all searches of these places, which are sent in one request."""
    answers = iter(client.ask_all([(where, body) for where, searches in asked for body in searches.values()]))
    return [{name: next(answers) for name in searches} for _where, searches in asked]


def _hits(question: Question, *, is_scored: bool) -> Body:
    """What is found, with the counts of facets in which nothing is chosen."""
    chosen = asking.chosen(question.chosen)
    if is_scored:
        found = asking.fitting_scored(question, but_chosen=chosen)
    else:
        found = Q("bool", filter=[asking.fitting(question), chosen])
    body = _COLUMNS | {
        "query": found.to_dict(),
        "aggs": {facet: _values(facet) for facet in question.counted if facet not in question.chosen},
        "size": question.depth,
        "track_total_hits": True,
    }
    return body if is_scored else body | {"sort": _NEWEST}


def _counts(question: Question) -> Asked:
    """Where something is chosen: all that fits, and the counts of each facet without its own choice."""
    fits = asking.fitting(question)
    searches: Asked = {}
    if question.chosen:
        searches[FITTING] = {"query": fits.to_dict(), "size": 0, "track_total_hits": True}
    for facet in question.chosen.keys() & set(question.counted):
        others = Q("bool", filter=[fits, asking.chosen(question.chosen, but=facet)])
        searches[facet] = {"query": others.to_dict(), "size": 0, "aggs": {facet: _values(facet)}}
    return searches


def _values(facet: str) -> Body:
    return {"terms": {"field": f"facets.{facet}", "size": asking.MOST_VALUES}}


def _scores(question: Question, grams: Mapping[str, float]) -> Asked:
    """The same things, scored by what was typed where other words are looked for too, and by their trigrams."""
    fits = Q("bool", filter=[asking.fitting(question), asking.chosen(question.chosen)])
    scores = {}
    if question.wanted.has_others:
        scores[TYPED] = asking.words(question.wanted.without_others(), asking.scored)
    if grams:
        scores[GRAMS] = asking.grams(grams)
    hits = _COLUMNS | {"size": question.depth, "track_total_hits": False}
    searches = {
        name: hits | {"query": Q("bool", must=[score], filter=[fits]).to_dict()} for name, score in scores.items()
    }
    return searches | {RARITIES: _rarities(question.wanted)}


def _spelt_alike(
    client: Client, partitions: Sequence[str], question: Question, grams: Mapping[str, float]
) -> frozenset[Thing]:
    """Few without any of the words that have many of the letters.

    The server is not told how many letters are enough: then it would score all, and so it passes over what cannot be
    among the first.
    """
    others = Q("bool", must=[asking.grams(grams)], must_not=[asking.words(question.wanted, asking.said)])
    body = _COLUMNS | {"query": others.to_dict(), "size": MOST_NEAR_IN_LETTERS, "track_total_hits": False}
    (found,) = client.ask_all([(partitions, body)])
    enough = NEAR_IN_LETTERS * sum(grams.values())
    return frozenset(thing_of(one) for one in found["hits"]["hits"] if one["_score"] >= enough)


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
    entries, said = client.said(partitions, mapping.GRAMS, grams)
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
    language: str
    is_talk: bool
    words: float = 0.0
    grams: float = 0.0
    others: float = 0.0
    is_own: bool = True


def _ranked(answers: Asked, wanted: Wanted, grams: Mapping[str, float]) -> Iterable[_Found]:
    words, typed = answers[HITS], answers.get(TYPED, answers[HITS])
    by_grams = answers.get(GRAMS, _NOTHING)
    found = {thing_of(one): _found(one) for answer in (words, typed, by_grams) for one in answer["hits"]["hits"]}
    full, full_of_rarest = _full(answers[RARITIES])
    for thing, score in _shares(words, full_of_rarest):
        found[thing].others = score
    for thing, score in _shares(typed, full):
        found[thing].words = score
    for thing, score in _shares(by_grams, sum(grams.values())):
        found[thing].grams = score
    if wanted.as_typed() != wanted:
        for one in words["hits"]["hits"]:
            found[thing_of(one)].is_own = asking.OWN in one.get("matched_queries", ()) or not one["_score"]
    return found.values()


def _shares(answer: Body, full: float) -> Iterable[tuple[Thing, float]]:
    return ((thing_of(one), one["_score"] / (full or 1.0)) for one in answer["hits"]["hits"])


def _full(rarities: Body) -> tuple[float, float]:
    """What a text scores that has each clause once, as it was typed, and in the rarest of its words that are said."""
    entries = rarities["hits"]["total"]["value"]
    full = full_of_rarest = 0.0
    for clause in rarities.get("aggregations", {}).values():
        typed, *others = (clause["buckets"][str(place)]["doc_count"] for place in range(len(clause["buckets"])))
        full += _rarity(entries, typed)
        full_of_rarest += _rarity(entries, min(filter(None, (typed, *others)), default=0))
    return full, full_of_rarest


def _unranked(answers: Asked) -> list[_Found]:
    return [_found(one) for one in answers[HITS]["hits"]["hits"]] if answers else []


def _found(hit: Body) -> _Found:
    fields = hit["fields"]
    (language,) = fields.get(_LANGUAGE, [""])[:1]
    return _Found(thing_of(hit), fields["published"][0], language, is_talk=hit["_index"].endswith("-talk"))


def _total(answer: Body) -> int:
    return int(answer["hits"]["total"]["value"])


def _put_together(
    question: Question, counted: Asked, hits: Sequence[Body], found: Sequence[_Found], is_scored: bool
) -> Answer:
    facets: dict[str, Counter[str]] = {facet: Counter() for facet in question.counted}
    for facet, counts in facets.items():
        for one in [counted[facet]] if facet in counted else hits:
            values = one.get("aggregations", {}).get(facet, {})
            counts.update({bucket["key"]: bucket["doc_count"] for bucket in values.get("buckets", ())})
    if not is_scored:
        found = sorted(found, key=lambda one: -one.published)[: question.depth]
    return Answer(
        fitting=sum(map(_total, [counted[FITTING]] if FITTING in counted else hits)),
        total=sum(map(_total, hits)),
        candidates=tuple(
            Candidate(
                thing=one.thing,
                published=datetime.fromtimestamp(one.published, UTC),
                is_talk=one.is_talk,
                language=one.language,
                words=one.words,
                grams=one.grams,
                others=one.others,
                is_own=one.is_own,
            )
            for one in found
        ),
        facets={facet: dict(counts) for facet, counts in facets.items()},
    )
