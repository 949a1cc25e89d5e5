"""A question in Elasticsearch's own terms."""

from collections.abc import Callable, Iterable, Mapping

from search.engines.elasticsearch.client import Q, Query
from search.engines.elasticsearch.mapping import GRAMS, STEMS
from search.engines.elasticsearch.writer import id_of
from search.engines.protocol import (
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
MAX_VALUES = 10_000


def words(wanted: Wanted, of_leaf: Callable[[Leaf], Query]) -> Query:
    """What the clauses say; everything where there is none. of_leaf: `scored` or `said`."""
    if not wanted.clauses:
        return Q("match_all")
    required = [_any_leaf(clause, of_leaf) for clause in wanted.clauses if clause.required]
    optional = [_any_leaf(clause, of_leaf) for clause in wanted.clauses if not clause.required]
    return Q("bool", must=required, should=optional, minimum_should_match=min(wanted.at_least, len(optional)))


def fitting(question: Question) -> Query:
    """All that belongs to the answer before anything is chosen, unscored."""
    return Q("bool", filter=[_found(question, said), *_bounds(question)], must_not=list(_left_out(question)))


def fitting_scored(question: Question, *, but_chosen: Query) -> Query:
    """The same of texts, scored by its words, of what was chosen; what was found as typed is named where more was."""
    typed = question.wanted.as_typed()
    own = [Q("constant_score", filter=words(typed, said), boost=0, _name=OWN)] if typed != question.wanted else []
    return Q(
        "bool",
        must=[_found(question, scored)],
        should=own,
        filter=[*_bounds(question), but_chosen],
        must_not=list(_left_out(question)),
    )


def _found(question: Question, of_leaf: Callable[[Leaf], Query]) -> Query:
    found = words(question.wanted, of_leaf)
    if question.also and question.wanted.clauses:
        also = Q("constant_score", filter=Q("ids", values=[id_of(thing) for thing in sorted(question.also)]), boost=0)
        found = Q("bool", should=[found, also], minimum_should_match=1)
    return found


def grams(telling: Iterable[str]) -> Query:
    return Q("match", **{GRAMS: {"query": " ".join(telling)}})


def chosen(choices: Mapping[str, tuple[str, ...]], but: str = "") -> Query:
    return Q("bool", filter=[_any_of(name, values) for name, values in choices.items() if name != but])


def scored(leaf: Leaf) -> Query:
    """How well it is said."""
    return _any(_phrases(leaf) if isinstance(leaf, Phrase) else _of_term(leaf))


def said(leaf: Leaf) -> Query:
    """Whether it is said, which is found out sooner."""
    if isinstance(leaf, Phrase):
        return _any(_phrases(leaf))
    stems = list(leaf.stems)
    fields = [STEMS] * _is_of_texts(leaf) + [LABELS] * (LABELS in leaf.fields)
    return _any([*(Q("terms", **{name: stems}) for name in fields if stems), *_of_names(leaf)])


def _any_leaf(clause: Clause, of_leaf: Callable[[Leaf], Query]) -> Query:
    return _any(of_leaf(leaf) for leaf in clause.any_of)


def _any(queries: Iterable[Query]) -> Query:
    return Q("bool", should=list(queries), minimum_should_match=1)


def _phrases(leaf: Phrase) -> Iterable[Query]:
    return [_phrase(field, spelling) for field in leaf.fields for spelling in leaf.spellings]


def _of_term(term: Term) -> Iterable[Query]:
    stems = " ".join(term.stems)
    if _is_of_texts(term) and stems:
        yield Q("match", **{STEMS: {"query": stems}})
    if LABELS in term.fields and stems:
        yield Q("match", **{LABELS: {"query": stems, "boost": WORD_WEIGHTS[LABELS]}})
    yield from _of_names(term)


def _is_of_texts(term: Term) -> bool:
    """No word is asked for in one of the text fields alone."""
    return set(TEXT_FIELDS) <= set(term.fields)


def _of_names(term: Term) -> Iterable[Query]:
    return [_phrase(NAMES, name.split()) for name in term.names if NAMES in term.fields]


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
    yield from (said(leaf) for leaf in question.wanted.excluded)


def _any_of(facet: str, values: Iterable[str]) -> Query:
    return Q("terms", **{f"facets.{facet}": list(values)})
