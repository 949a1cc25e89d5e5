"""Words that stand in nothing: what may have been meant by them is looked for too, and said.

Typed on another keyboard layout (djlf), in Latin letters (voda), or with a slip of the finger (вадоа). What is looked for
are words of texts that the reader may see, so that nothing hidden is suggested.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.analysis import stem
from search.analysis.spelling import edit_distance, layouts, transliterations
from search.engines.protocol import Clause, Condition, Engine, Passage, Question, Term, Wanted
from search.query.parser import parse
from search.query.understanding import languages_of, term_of
from search.registry import TALK

# Words of a query that are looked at, and what is looked for in place of each.
MOST_WORDS = 6
MOST_MEANT = 3
# Stems near to a word's; of a shorter word, any other word is near.
NEAR_STEMS = 4
SHORTEST_SLIP = 4
# Texts that are asked for the forms of a near word.
TEXTS = 3


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was typed, what it may have meant, likeliest first, and the terms by which that is looked for.

    is_retyped: it makes sense only as it would have been on another layout.
    """

    typed: str
    meant: tuple[str, ...]
    terms: tuple[Term, ...]
    is_retyped: bool = False


def corrections_of(target: Engine, question: Question, language: str) -> list[Correction]:
    """For the words of the question that stand in no text its reader may see. language: the interface's."""
    typed = {clause.typed: clause for clause in question.wanted.clauses if clause.typed.isalpha()}
    known = _known(target, question, (leaf for clause in typed.values() for leaf in clause.leaves))
    unknown = [word for word, clause in typed.items() if not known.intersection(_stems(clause.leaves))]
    # Talk is left out: its words are not told apart by room, and so may be a hidden room's.
    texts = (Condition("type", tuple(TALK), negated=True),)
    open_ = Question(keys=question.keys, conditions=texts, without=question.without, depth=TEXTS)
    found = (_correction(word, target, open_, language) for word in unknown[:MOST_WORDS])
    return [correction for correction in found if correction.meant]


def widened(wanted: Wanted, corrections: Iterable[Correction]) -> Wanted:
    """`wanted` with what may have been meant beside what was typed."""
    terms = {correction.typed: correction.terms for correction in corrections}
    clauses = (
        replace(clause, meant=terms.get(clause.typed, ())) if clause.typed else clause for clause in wanted.clauses
    )
    return replace(wanted, clauses=tuple(clauses))


def corrected(text: str, corrections: Iterable[Correction]) -> str:
    """`text` with the likeliest in place of what was typed."""
    for correction in corrections:
        text = text.replace(correction.typed, correction.meant[0])
    return text


def _correction(word: str, target: Engine, open_: Question, language: str) -> Correction:
    found: dict[str, Term] = {}
    for meant, term in (*_retyped(word, target, open_, language), *_near(word, target, open_, language)):
        if meant not in found and len(found) < MOST_MEANT and _finds(term, target, open_):
            found[meant] = term
    return Correction(word, tuple(found), tuple(found.values()), not layouts_of(word).isdisjoint(found))


def layouts_of(word: str) -> set[str]:
    return set(layouts(word))


def _retyped(word: str, target: Engine, open_: Question, language: str) -> Iterator[tuple[str, Term]]:
    """On another layout, or in another script. A single letter, or two, are too often something else."""
    readings = dict.fromkeys((*layouts(word), *transliterations(word))) if len(word) > 2 else {}
    terms = {reading: term for reading in readings if (term := term_of(reading, _languages(reading, language)))}
    known = _known(target, open_, terms.values())
    yield from ((reading, term) for reading, term in terms.items() if known.intersection(_stems([term])))


def _near(word: str, target: Engine, open_: Question, language: str) -> Iterator[tuple[str, Term]]:
    if len(word) < SHORTEST_SLIP:
        return
    nearest: dict[str, int] = {}
    for stemmed in dict.fromkeys(stem(word, code) for code in _languages(word, language)):
        for near in target.words_like(stemmed, keys=open_.keys, limit=NEAR_STEMS) if stemmed else ():
            nearest[near] = min(edit_distance(stemmed, near, 3), nearest.get(near, 3))
    for near in sorted(nearest, key=lambda near: (nearest[near], near)):
        if nearest[near] == min(nearest.values()):
            term = Term((near,), names=(near,))
            yield _as_written(term, word, target, open_), term


def _known(target: Engine, question: Question, leaves: Iterable[object]) -> frozenset[str]:
    return target.known(_stems(leaves), keys=question.keys)


def _stems(leaves: Iterable[object]) -> frozenset[str]:
    return frozenset(word for leaf in leaves if isinstance(leaf, Term) for word in (*leaf.stems, *leaf.names))


def _finds(term: Term, target: Engine, open_: Question) -> bool:
    """Asked of all that the reader may see now: what was withdrawn a moment ago suggests nothing any more."""
    wanted = Wanted((Clause((term,)),), at_least=1)
    return target.search(replace(open_, wanted=wanted, depth=1)).total > 0


def _as_written(term: Term, typed: str, target: Engine, open_: Question) -> str:
    """The form of the word that is nearest to what was typed, as texts have it."""
    wanted = Wanted((Clause((term,)),), at_least=1)
    found = [candidate.thing for candidate in target.search(replace(open_, wanted=wanted)).candidates]
    passages = (passage for of_thing in target.passages(found[:TEXTS]).values() for passage in of_thing)
    forms = {form for passage in passages for form in _forms(passage, term.stems[0])}
    return min(
        forms, key=lambda form: (edit_distance(form.casefold(), typed.casefold(), 3), form), default=term.stems[0]
    )


def _forms(passage: Passage, stemmed: str) -> Iterator[str]:
    for place, stem_ in enumerate(passage.stems):
        if stem_ == stemmed and passage.ends[place]:
            form = passage.text[passage.starts[place] : passage.ends[place]]
            yield form if form.isupper() else form.lower()
        elif stem_ == stemmed:
            yield stemmed


def _languages(word: str, language: str) -> Sequence[str]:
    return languages_of(parse(word), language)
