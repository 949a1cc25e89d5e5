"""A question in Elasticsearch's own terms."""

from collections.abc import Iterable, Mapping

from search.engines.elasticsearch.client import Q, Query
from search.engines.elasticsearch.writing import id_of
from search.engines.protocol import (
    GRAM_WEIGHTS,
    LABELS,
    NAMES,
    TEXT_FIELDS,
    WORD_WEIGHTS,
    Clause,
    Condition,
    Leaf,
    Phrase,
    Question,
    Term,
    Wanted,
)

OWN = "as typed"
# `combined_fields` takes no weight below 1. Only how the weights stand to one another matters to it, nearly.
_TEXTS = [f"{name}^{WORD_WEIGHTS[name]:g}" for name in TEXT_FIELDS]
_GRAMS = ["title_grams^{title:g}".format(**GRAM_WEIGHTS), "text_grams^{body:g}".format(**GRAM_WEIGHTS)]
MOST_VALUES = 10_000


def words(wanted: Wanted) -> Query:
    """What the clauses say, scored; everything where there is none."""
    if not wanted.clauses:
        return Q("match_all")
    required = [clause_query(clause) for clause in wanted.clauses if clause.required]
    optional = [clause_query(clause) for clause in wanted.clauses if not clause.required]
    return Q("bool", must=required, should=optional, minimum_should_match=min(wanted.at_least, len(optional)))


def fitting(question: Question, *, talk: bool) -> Query:
    """All that belongs to the answer before anything is chosen, scored by its words; what was found as typed is named."""
    found = words(question.wanted)
    if question.also and question.wanted.clauses and not talk:
        also = Q("constant_score", filter=Q("ids", values=[id_of(thing) for thing in sorted(question.also)]), boost=0)
        found = Q("bool", should=[found, also], minimum_should_match=1)
    own = Q("constant_score", filter=words(question.wanted.as_typed()), boost=0, _name=OWN)
    return Q("bool", must=[found], should=[own], filter=list(_bounds(question)), must_not=list(_left_out(question)))


def grams(telling: Iterable[str]) -> Query:
    return Q("combined_fields", query=" ".join(telling), fields=_GRAMS)


def chosen(choices: Mapping[str, tuple[str, ...]], but: str = "") -> Query:
    return Q("bool", filter=[_any_of(name, values) for name, values in choices.items() if name != but])


def clause_query(clause: Clause) -> Query:
    return Q("bool", should=[leaf_query(leaf) for leaf in clause.any_of], minimum_should_match=1)


def leaf_query(leaf: Leaf) -> Query:
    if isinstance(leaf, Phrase):
        parts = [_phrase(field, spelling) for field in leaf.fields for spelling in leaf.spellings]
        return Q("bool", should=parts, minimum_should_match=1)
    return Q("bool", should=list(_of_term(leaf)), minimum_should_match=1)


def _of_term(term: Term) -> Iterable[Query]:
    stems = " ".join(term.stems)
    texts = [name for name in term.fields if name in TEXT_FIELDS]
    if texts and stems:
        yield Q("combined_fields", query=stems, fields=[f"{name}^{WORD_WEIGHTS[name]:g}" for name in texts])
    if LABELS in term.fields and stems:
        yield Q("match", **{LABELS: {"query": stems, "boost": WORD_WEIGHTS[LABELS]}})
    if NAMES in term.fields:
        yield from (_phrase(NAMES, name.split()) for name in term.names)


def _phrase(field: str, spelling: Iterable[str]) -> Query:
    return Q("match_phrase", **{field: {"query": " ".join(spelling), "boost": WORD_WEIGHTS[field]}})


def _bounds(question: Question) -> Iterable[Query]:
    yield Q("terms", audience=sorted(question.keys))
    since = {"gte": question.since.timestamp()} if question.since else {}
    until = {"lt": question.until.timestamp()} if question.until else {}
    if since or until:
        yield Q("range", published=since | until)
    yield from (_condition(condition) for condition in question.conditions)


def _condition(condition: Condition) -> Query:
    fits = _any_of(condition.facet, condition.values)
    return Q("bool", must_not=[fits]) if condition.negated else fits


def _left_out(question: Question) -> Iterable[Query]:
    if question.without:
        yield Q("ids", values=[id_of(thing) for thing in sorted(question.without)])
    yield from (leaf_query(leaf) for leaf in question.wanted.excluded)


def _any_of(facet: str, values: Iterable[str]) -> Query:
    return Q("terms", **{f"facets.{facet}": list(values)})
