"""A request in Elasticsearch's own terms."""

from collections.abc import Callable, Iterable, Mapping

from search.engines.elasticsearch.client import Q, Query
from search.engines.elasticsearch.mapping import GRAMS, STEMS
from search.engines.elasticsearch.writer import id_of
from search.engines.passages import LABELS, NAMES, TEXT_FIELDS
from search.engines.queries import (
    WORD_WEIGHTS,
    BoolQuery,
    Clause,
    FacetFilter,
    Leaf,
    PhraseQuery,
    SearchRequest,
    TermQuery,
)

OWN = "as typed"
MAX_VALUES = 10_000


def bool_query(query: BoolQuery, of_leaf: Callable[[Leaf], Query]) -> Query:
    """What the clauses say; everything where there is none. of_leaf: `scored_leaf` or `matches_leaf`."""
    if not query.clauses:
        return Q("match_all")
    required = [_any_leaf(clause, of_leaf) for clause in query.clauses if clause.required]
    optional = [_any_leaf(clause, of_leaf) for clause in query.clauses if not clause.required]
    return Q(
        "bool", must=required, should=optional, minimum_should_match=min(query.minimum_should_match, len(optional))
    )


def matching(request: SearchRequest) -> Query:
    """All that matches before anything is selected, unscored."""
    return Q("bool", filter=[_found(request, matches_leaf), *_bounds(request)], must_not=list(_left_out(request)))


def matching_scored(request: SearchRequest, *, but_selected: Query) -> Query:
    """The same of texts, scored by its words, of what was selected; what was found as typed is named where more was."""
    typed = request.query.as_typed()
    own = (
        [Q("constant_score", filter=bool_query(typed, matches_leaf), boost=0, _name=OWN)]
        if typed != request.query
        else []
    )
    return Q(
        "bool",
        must=[_found(request, scored_leaf)],
        should=own,
        filter=[*_bounds(request), but_selected],
        must_not=list(_left_out(request)),
    )


def _found(request: SearchRequest, of_leaf: Callable[[Leaf], Query]) -> Query:
    found = bool_query(request.query, of_leaf)
    if request.include and request.query.clauses:
        also = Q("constant_score", filter=Q("ids", values=[id_of(thing) for thing in sorted(request.include)]), boost=0)
        found = Q("bool", should=[found, also], minimum_should_match=1)
    return found


def trigram_query(telling: Iterable[str]) -> Query:
    return Q("match", **{GRAMS: {"query": " ".join(telling)}})


def selected(choices: Mapping[str, tuple[str, ...]], but: str = "") -> Query:
    return Q("bool", filter=[_any_of(name, values) for name, values in choices.items() if name != but])


def scored_leaf(leaf: Leaf) -> Query:
    """How well it is said."""
    return _any(_phrases(leaf) if isinstance(leaf, PhraseQuery) else _of_term(leaf))


def matches_leaf(leaf: Leaf) -> Query:
    """Whether it is said, which is found out sooner."""
    if isinstance(leaf, PhraseQuery):
        return _any(_phrases(leaf))
    stems = list(leaf.stems)
    fields = [STEMS] * _is_of_texts(leaf) + [LABELS] * (LABELS in leaf.fields)
    return _any([*(Q("terms", **{name: stems}) for name in fields if stems), *_of_names(leaf)])


def _any_leaf(clause: Clause, of_leaf: Callable[[Leaf], Query]) -> Query:
    return _any(of_leaf(leaf) for leaf in clause.any_of)


def _any(queries: Iterable[Query]) -> Query:
    return Q("bool", should=list(queries), minimum_should_match=1)


def _phrases(leaf: PhraseQuery) -> Iterable[Query]:
    return [_phrase(field, spelling) for field in leaf.fields for spelling in leaf.spellings]


def _of_term(term: TermQuery) -> Iterable[Query]:
    stems = " ".join(term.stems)
    if _is_of_texts(term) and stems:
        yield Q("match", **{STEMS: {"query": stems}})
    if LABELS in term.fields and stems:
        yield Q("match", **{LABELS: {"query": stems, "boost": WORD_WEIGHTS[LABELS]}})
    yield from _of_names(term)


def _is_of_texts(term: TermQuery) -> bool:
    """No word is asked for in one of the text fields alone."""
    return set(TEXT_FIELDS) <= set(term.fields)


def _of_names(term: TermQuery) -> Iterable[Query]:
    return [_phrase(NAMES, name.split()) for name in term.names if NAMES in term.fields]


def _phrase(field: str, spelling: Iterable[str]) -> Query:
    return Q("match_phrase", **{field: {"query": " ".join(spelling), "boost": WORD_WEIGHTS[field]}})


def _bounds(request: SearchRequest) -> Iterable[Query]:
    yield Q("terms", audience=sorted(request.keys))
    since = {"gte": request.since.timestamp()} if request.since else {}
    until = {"lt": request.until.timestamp()} if request.until else {}
    if since or until:
        yield Q("range", published=since | until)
    yield from (_facet_filter(one) for one in request.filters)


def _facet_filter(one: FacetFilter) -> Query:
    matching = _any_of(one.facet, one.values)
    return Q("bool", must_not=[matching]) if one.negated else matching


def _left_out(request: SearchRequest) -> Iterable[Query]:
    if request.exclude:
        yield Q("ids", values=[id_of(thing) for thing in sorted(request.exclude)])
    yield from (matches_leaf(leaf) for leaf in request.query.must_not)


def _any_of(facet: str, values: Iterable[str]) -> Query:
    return Q("terms", **{f"facets.{facet}": list(values)})
