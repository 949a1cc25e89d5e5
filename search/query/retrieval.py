"""From what is asked to what fits, in its order: what pages, feeds and measurements have in common, before the gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from search.embeddings.neighbours import nearest, outliers
from search.embeddings.query_embedding import embed_query
from search.engines.passages import Thing
from search.engines.protocol import Engine
from search.engines.queries import SearchRequest, TermQuery
from search.engines.responses import Neighbour, SearchResponse
from search.index.outbox import Waiting
from search.query.corrections.dictionary import VisibleDictionary
from search.query.corrections.layout import correct_layout
from search.query.corrections.words import Correction, add_corrections, apply_corrections, suggest_corrections
from search.query.filters import ResolvedQuery, resolve_operators
from search.query.params import FACETS, SearchParams
from search.query.parser import WORDS_OF_A_SENTENCE, parse
from search.query.ranking import FEEDBACK_WEIGHT, best_first, newest_first, score_candidates
from search.query.relevance_feedback import FEEDBACK_DEPTH, similarity_to_best
from search.query.terms import ExpandedQuery, expand_query, query_languages
from search.query.thesaurus import Thesaurus

NOTHING_WAITS = Waiting()
# Of a short word any other has half of the letters.
MIN_GRAMS = 9


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """A question with what was made of the text it came from.

    text: as it was read, typed anew on another keyboard layout if need be. near: what is near to it in meaning.
    corrections: what its unknown words may have meant, which is looked for too. promoted: what editors put first.
    """

    text: str
    meaning: ResolvedQuery
    understood: ExpandedQuery
    question: SearchRequest
    near: Mapping[Thing, Neighbour] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    promoted: Sequence[Thing] = ()

    def putting_first(self, promoted: Sequence[Thing]) -> "SearchPlan":
        """The same with these before all else, also where they have none of the words."""
        also = self.question.include.union(promoted)
        return replace(self, promoted=promoted, question=replace(self.question, include=also))


@dataclass(frozen=True, slots=True)
class RankedResults:
    """What fits, best or newest first.

    nearest: where none of the words stands in anything, what is near in meaning or in letters. It is no part of the
    answer, nor of its numbers.
    """

    sought: SearchPlan
    answer: SearchResponse
    things: list[Thing]
    nearest: list[Thing] = field(default_factory=list)


def plan_search(
    target: Engine,
    asked: SearchParams,
    keys: frozenset[str],
    *,
    language: str,
    words: Thesaurus | None = None,
    without: frozenset[Thing] = frozenset(),
    changed: Waiting = NOTHING_WAITS,
) -> SearchPlan:
    """What `asked` asks of `target`. keys: audiences that are looked into. language: the interface's. without: what the
    reader may not see, though the index does not know it yet. changed: what it does not know yet at all; unless that is
    all, nothing is read as anything but what was typed.

    Where nothing has the words of a phrase side by side, they are looked for apart, and the meaning says so.
    """
    seen = VisibleDictionary(target, keys, changed.things) if changed.is_all and not asked.only_typed else None
    if seen:
        asked = replace(asked, text=correct_layout(asked.text, seen, language))
    meaning = resolve_operators(parse(asked.text), lambda facet: _values_in(target, facet, keys))
    if meaning.query.is_sentence:
        meaning = (
            _unphrased(meaning, _("This is a whole sentence, so what it quotes was searched for word by word."))
            or meaning
        )
    sought = _sought(meaning, asked, keys, language, words, without)
    apart = _unphrased(meaning, _("Nothing here has these words side by side. What follows has them apart."))
    if apart and not target.search(replace(sought.question, depth=1)).matching:
        sought = _sought(apart, asked, keys, language, words, without)
    if asked.only_typed:
        return sought
    return _with_near(target, _with_corrections(sought, seen, language), language)


def _with_corrections(sought: SearchPlan, seen: VisibleDictionary | None, language: str) -> SearchPlan:
    # A sentence has words enough as it is: of those that stand nowhere, most are right.
    is_sentence = sought.meaning.query.is_sentence
    corrections = suggest_corrections(sought.question.query, seen, language) if seen and not is_sentence else []
    wanted = add_corrections(sought.question.query, corrections)
    grams = {gram for leaf in wanted.leaves() if isinstance(leaf, TermQuery) for gram in leaf.grams}
    spelt_alike = len(grams) >= MIN_GRAMS and not any(clause.required for clause in wanted.clauses)
    question = replace(sought.question, query=wanted, fuzzy=spelt_alike)
    return replace(sought, corrections=corrections, question=question)


def _with_near(target: Engine, sought: SearchPlan, language: str) -> SearchPlan:
    """What means the same is found too, unless words have to be there."""
    clauses = sought.question.query.clauses
    if not clauses or any(clause.required for clause in clauses):
        return sought
    # A slip of the finger leaves its sense to a text; the keys of another layout leave none.
    words = apply_corrections(sought.meaning.query.words, (one for one in sought.corrections if one.is_retyped))
    if not any(letter.isalpha() for letter in words):
        return sought
    vector = embed_query(_in_usual_capitals(words), query_languages(sought.meaning.query, language)[0])
    if vector is None:
        return sought
    near = nearest(target, vector, sought.question.keys)
    return replace(sought, near=near, question=replace(sought.question, include=outliers(near)))


def _in_usual_capitals(words: str) -> str:
    """Capitals mean nothing to who types, and something to a model: few words are often a name, which it knows by them."""
    if len(words.split()) < WORDS_OF_A_SENTENCE:
        return " ".join(word.capitalize() for word in words.split())
    return words.lower()


def retrieve(target: Engine, sought: SearchPlan) -> RankedResults:
    """What has the words is found, and then what is near to them too; where nothing has them, that stands apart."""
    found = _in_order(target, sought)
    if found.answer.has_word_matches:
        return found
    bare = replace(sought.question, include=frozenset(sought.promoted), fuzzy=False)
    if bare == sought.question:
        return found
    nearest = [thing for thing in found.things if thing not in bare.include]
    return replace(_in_order(target, replace(sought, question=bare)), nearest=nearest)


def _in_order(target: Engine, sought: SearchPlan) -> RankedResults:
    answer = target.search(sought.question)
    if sought.question.by_date or not sought.question.query.clauses:
        return RankedResults(sought, answer, newest_first(answer.candidates))
    score = score_candidates(answer.candidates, words=len(sought.meaning.query.words.split()), near=sought.near)
    first = [thing for thing in best_first(answer.candidates, score)[:FEEDBACK_DEPTH] if thing in score]
    for thing, resemblance in similarity_to_best(first, answer.candidates, target.term_vectors(first)).items():
        score[thing] += FEEDBACK_WEIGHT * resemblance
    things = best_first(answer.candidates, score)
    if sought.corrections:
        only_near = {
            one.thing for one in answer.candidates if not (one.bm25 or one.expanded_bm25 or one.is_chronological)
        }
        things.sort(key=only_near.__contains__)
    things.sort(key=lambda thing: thing not in sought.promoted)
    return RankedResults(sought, answer, things)


def _sought(
    meaning: ResolvedQuery,
    asked: SearchParams,
    keys: frozenset[str],
    language: str,
    words: Thesaurus | None,
    without: frozenset[Thing],
) -> SearchPlan:
    words = None if asked.only_typed else words
    understood = expand_query(meaning.query, query_languages(meaning.query, language), meaning.authors, words)
    question = SearchRequest(
        keys=keys,
        query=understood.wanted,
        filters=meaning.conditions,
        since=meaning.since,
        until=meaning.until,
        selected=asked.chosen,
        exclude=without,
        facets=FACETS,
        by_date=asked.newest_first,
    )
    if _says_nothing(asked, meaning, question):
        remark = _("There is no word or number in this, so nothing was found.")
        meaning = replace(meaning, remarks=(*meaning.remarks, remark))
        question = replace(question, keys=frozenset())
    return SearchPlan(asked.text, meaning, understood, question)


def _says_nothing(asked: SearchParams, meaning: ResolvedQuery, question: SearchRequest) -> bool:
    """Something was typed, and nothing of it is a word, a number, or narrows what is found."""
    is_empty = meaning.query.is_empty or bool(meaning.query.groups)
    return bool(asked.text.strip()) and is_empty and not question.query.clauses


def _unphrased(meaning: ResolvedQuery, remark: str) -> ResolvedQuery | None:
    """The same without phrases, which `remark` says; None if there is none."""
    query = meaning.query.without_phrases()
    if query is None:
        return None
    return replace(meaning, query=query, remarks=(*meaning.remarks, remark))


def _values_in(target: Engine, facet: str, keys: frozenset[str]) -> Mapping[str, int]:
    return target.search(SearchRequest(keys=keys, facets=(facet,), depth=1)).facets[facet]


def place_after(order: Sequence[Thing], thing: Thing | None, place: int) -> int:
    """Behind the last thing of the page before; where that is gone, at its place."""
    if thing is None:
        return 0
    try:
        return order.index(thing) + 1
    except ValueError:
        return min(place, len(order))
