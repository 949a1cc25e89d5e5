"""From what an address asks to what an engine is asked: a pipeline of plain values, each step a function of the one before.

params → layout → parser → filters → terms → phrases → corrections → neighbours
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from search.embeddings.neighbours import find_neighbours, outliers
from search.embeddings.query_embedding import embed_query
from search.engines.passages import Thing
from search.engines.protocol import Engine
from search.engines.queries import SearchRequest, TermQuery
from search.engines.responses import Neighbour
from search.index.outbox import PendingChanges
from search.query.corrections.dictionary import VisibleDictionary
from search.query.corrections.layout import correct_layout
from search.query.corrections.words import Correction, add_corrections, apply_corrections, suggest_corrections
from search.query.expansion.terms import ExpandedQuery, expand_query, query_languages
from search.query.expansion.thesaurus import Thesaurus
from search.query.filters import ResolvedQuery, resolve_operators
from search.query.params import FACETS, SearchParams
from search.query.parser import WORDS_OF_A_SENTENCE, parse

NO_CHANGES = PendingChanges()
# Of a short word any other has half of the letters.
MIN_GRAMS = 9


@dataclass(frozen=True, slots=True)
class SearchScope:
    """What may be looked into, and by whom.

    keys: audiences. exclude: what the reader may not see, though the index does not know it yet. language: the
    interface's, in which warnings are written.
    """

    keys: frozenset[str]
    language: str
    exclude: frozenset[Thing] = frozenset()


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """A request with what was made of the text it came from.

    text: as it was read, typed anew on another keyboard layout if need be. neighbours: what is near to it in meaning.
    corrections: what its unknown words may have meant, which is looked for too. promoted: what editors put first.
    """

    text: str
    query: ResolvedQuery
    expansion: ExpandedQuery
    request: SearchRequest
    neighbours: Mapping[Thing, Neighbour] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    promoted: Sequence[Thing] = ()


def plan_search(
    engine: Engine,
    params: SearchParams,
    scope: SearchScope,
    *,
    thesaurus: Thesaurus | None = None,
    pending: PendingChanges = NO_CHANGES,
) -> SearchPlan:
    """What `params` asks of `engine`. pending: what the index does not know yet; unless that is all, nothing is read as
    anything but what was typed.
    """
    dictionary = VisibleDictionary(engine, scope.keys, pending.things) if pending.is_all and not params.exact else None
    if dictionary:
        params = replace(params, text=correct_layout(params.text, dictionary, scope.language))
    query = resolve_operators(parse(params.text), lambda facet: _visible_values(engine, facet, scope))
    query = split_phrases_of_sentence(query)
    plan = _make_plan(query, params, scope, thesaurus)
    apart = _split_phrases(query, _("Nothing here has these words side by side. What follows has them apart."))
    if apart and not engine.search(replace(plan.request, depth=1)).matching:
        plan = _make_plan(apart, params, scope, thesaurus)
    if params.exact:
        return plan
    return add_neighbours(correct_words(plan, dictionary, scope.language), engine, scope.language)


def put_first(plan: SearchPlan, promoted: Sequence[Thing]) -> SearchPlan:
    """The same with these before all else, also where they have none of the words."""
    include = plan.request.include.union(promoted)
    return replace(plan, promoted=promoted, request=replace(plan.request, include=include))


def split_phrases_of_sentence(query: ResolvedQuery) -> ResolvedQuery:
    """A whole sentence that quotes, as a headline does, asks for no phrase."""
    if not query.parsed.is_sentence:
        return query
    warning = _("This is a whole sentence, so what it quotes was searched for word by word.")
    return _split_phrases(query, warning) or query


def correct_words(plan: SearchPlan, dictionary: VisibleDictionary | None, language: str) -> SearchPlan:
    """The same, looking also for what unknown words may have meant, and for what is spelt like all of them."""
    query = plan.request.query
    # A sentence has words enough as it is: of those that stand nowhere, most are right.
    if dictionary and not plan.query.parsed.is_sentence:
        corrections = suggest_corrections(query, dictionary, language)
        query = add_corrections(query, corrections)
        plan = replace(plan, corrections=corrections)
    grams = {gram for leaf in query.leaves() if isinstance(leaf, TermQuery) for gram in leaf.grams}
    fuzzy = len(grams) >= MIN_GRAMS and not any(clause.required for clause in query.clauses)
    return replace(plan, request=replace(plan.request, query=query, fuzzy=fuzzy))


def add_neighbours(plan: SearchPlan, engine: Engine, language: str) -> SearchPlan:
    """The same, finding also what means the same, unless words have to be there."""
    clauses = plan.request.query.clauses
    if not clauses or any(clause.required for clause in clauses):
        return plan
    # A slip of the finger leaves its sense to a text; the keys of another layout leave none.
    words = apply_corrections(plan.query.parsed.words, (one for one in plan.corrections if one.is_retyped))
    if not any(letter.isalpha() for letter in words):
        return plan
    vector = embed_query(_in_usual_capitals(words), query_languages(plan.query.parsed, language)[0])
    if vector is None:
        return plan
    neighbours = find_neighbours(engine, vector, plan.request.keys)
    return replace(plan, neighbours=neighbours, request=replace(plan.request, include=outliers(neighbours)))


def _make_plan(
    query: ResolvedQuery, params: SearchParams, scope: SearchScope, thesaurus: Thesaurus | None
) -> SearchPlan:
    languages = query_languages(query.parsed, scope.language)
    expansion = expand_query(query.parsed, languages, query.authors, None if params.exact else thesaurus)
    request = SearchRequest(
        keys=scope.keys,
        query=expansion.query,
        filters=query.filters,
        since=query.since,
        until=query.until,
        selected=params.selected,
        exclude=scope.exclude,
        facets=FACETS,
        by_date=params.newest_first,
    )
    if _says_nothing(params, query, request):
        warning = _("There is no word or number in this, so nothing was found.")
        query = replace(query, warnings=(*query.warnings, warning))
        request = replace(request, keys=frozenset())
    return SearchPlan(params.text, query, expansion, request)


def _split_phrases(query: ResolvedQuery, warning: str) -> ResolvedQuery | None:
    """The same without phrases, which `warning` says; None if there is none."""
    parsed = query.parsed.split_phrases()
    if parsed is None:
        return None
    return replace(query, parsed=parsed, warnings=(*query.warnings, warning))


def _says_nothing(params: SearchParams, query: ResolvedQuery, request: SearchRequest) -> bool:
    """Something was typed, and nothing of it is a word, a number, or narrows what is found."""
    is_empty = query.parsed.is_empty or bool(query.parsed.groups)
    return bool(params.text.strip()) and is_empty and not request.query.clauses


def _visible_values(engine: Engine, facet: str, scope: SearchScope) -> Mapping[str, int]:
    return engine.search(SearchRequest(keys=scope.keys, facets=(facet,), depth=1)).facets[facet]


def _in_usual_capitals(words: str) -> str:
    """Capitals mean nothing to who types, and something to a model: few words are often a name, which it knows by them."""
    if len(words.split()) < WORDS_OF_A_SENTENCE:
        return " ".join(word.capitalize() for word in words.split())
    return words.lower()
