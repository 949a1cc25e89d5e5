"""Words that stand in nothing: what may have been meant by them is looked for too, and said.

Typed on another keyboard layout (djlf), in Latin letters (voda), or with a slip of the finger (вадоа). What is looked for
are words of texts that the reader may see, so that nothing hidden is suggested. (A whole query on another layout has been
read anew before: `search.query.corrections.layout`.)
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.analysis import stem
from search.analysis.scripts import script_of
from search.analysis.spelling import MIN_RETYPED_LENGTH, edit_distance, layouts, transliterations
from search.engines.passages import Passage
from search.engines.queries import BoolQuery, TermQuery
from search.query.corrections.dictionary import VisibleDictionary, stems_of
from search.query.expansion.terms import query_languages, term_query
from search.query.parser import parse

# Words of a query that are looked at, and what is looked for in place of each.
MAX_WORDS = 6
MAX_MEANT = 3
# Stems near to a word's; of a shorter word, any other word is near.
NEAR_STEMS = 4
MIN_SLIP_LENGTH = 4
# Near stems whose forms are looked up in texts.
MAX_NEAR = 6


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was typed, what may have been meant, likeliest first, and the terms by which that is looked for.

    is_retyped: it makes sense only as it would have been on another layout.
    """

    typed: str
    suggestions: tuple[str, ...]
    terms: tuple[TermQuery, ...]
    is_retyped: bool = False


def suggest_corrections(query: BoolQuery, dictionary: VisibleDictionary, language: str) -> list[Correction]:
    """For the words of `query` that stand in no text its reader may see. language: the interface's."""
    typed = {clause.typed: clause for clause in query.clauses if clause.typed.isalpha()}
    known = dictionary.existing(leaf for clause in typed.values() for leaf in clause.leaves)
    unknown = [word for word, clause in typed.items() if not known.intersection(stems_of(clause.leaves))]
    found = (_correction(word, dictionary, language) for word in unknown[:MAX_WORDS])
    return [correction for correction in found if correction.suggestions]


def add_corrections(query: BoolQuery, corrections: Iterable[Correction]) -> BoolQuery:
    """`query` with what may have been meant beside what was typed."""
    terms = {correction.typed: correction.terms for correction in corrections}
    clauses = (
        replace(clause, corrections=terms.get(clause.typed, ())) if clause.typed else clause for clause in query.clauses
    )
    return replace(query, clauses=tuple(clauses))


def apply_corrections(text: str, corrections: Iterable[Correction]) -> str:
    """`text` with the likeliest in place of what was typed."""
    for correction in corrections:
        word = rf"(?<!\w){re.escape(correction.typed)}(?!\w)"
        text = re.sub(word, lambda _found, meant=correction.suggestions[0]: meant, text)  # type: ignore[misc]
    return text


def _correction(word: str, dictionary: VisibleDictionary, language: str) -> Correction:
    """The same word on another layout or in other letters; else one in the typed script; else one in another."""
    found: dict[str, TermQuery] = {}
    for readings in (_retyped, _near):
        for meant, term in readings(word, dictionary, language):
            if meant not in found and len(found) < MAX_MEANT and dictionary.is_visible(term):
                found[meant] = term
        if found:
            break
    return Correction(word, tuple(found), tuple(found.values()), not set(layouts(word)).isdisjoint(found))


def _retyped(word: str, dictionary: VisibleDictionary, language: str) -> Iterator[tuple[str, TermQuery]]:
    """On another layout, or in another script."""
    readings = dict.fromkeys((*layouts(word), *transliterations(word))) if len(word) >= MIN_RETYPED_LENGTH else {}
    terms = {reading: term for reading in readings if (term := term_query(reading, _languages(reading, language)))}
    known = dictionary.existing(terms.values())
    yield from ((reading, term) for reading, term in terms.items() if known.intersection(stems_of([term])))


def _near(word: str, dictionary: VisibleDictionary, language: str) -> Iterator[tuple[str, TermQuery]]:
    """What a slip of the finger makes of it, in the script that it was typed in if texts have it so."""
    distances: dict[str, int] = {}
    for stemmed in dict.fromkeys(stem(word, code) for code in _languages(word, language)):
        # Of the stem of a short word too few letters may be left: from "bög" to "bag" is one slip, and another word.
        for near in dictionary.similar(stemmed, NEAR_STEMS) if len(stemmed) >= MIN_SLIP_LENGTH else ():
            distances[near] = min(edit_distance(stemmed, near, 3), distances.get(near, 3))
    typed = script_of(word)
    ordered = sorted(distances, key=lambda near: (distances[near], script_of(near) is not typed, near))[:MAX_NEAR]
    terms = {near: TermQuery((near,), names=(near,)) for near in ordered}
    written = {near: _as_written(term, word, dictionary) for near, term in terms.items()}
    in_typed = [near for near in ordered if script_of(written[near]) is typed] or ordered
    likeliest = [near for near in in_typed if distances[near] == distances[in_typed[0]]]
    for near in sorted(likeliest, key=lambda near: _distance(written[near], word)):
        yield written[near], terms[near]


def _as_written(term: TermQuery, typed: str, dictionary: VisibleDictionary) -> str:
    """The form of the word that is nearest to what was typed, as texts have it."""
    forms = {form for passage in dictionary.passages_with(term) for form in _forms(passage, term.stems[0])}
    return min(forms, key=lambda form: (_distance(form, typed), form), default=term.stems[0])


def _distance(form: str, typed: str) -> int:
    return edit_distance(form.casefold(), typed.casefold(), 3)


def _forms(passage: Passage, stemmed: str) -> Iterator[str]:
    for place, stem_ in enumerate(passage.stems):
        if stem_ == stemmed and passage.ends[place]:
            form = passage.text[passage.starts[place] : passage.ends[place]]
            yield form if form.isupper() else form.lower()
        elif stem_ == stemmed:
            yield stemmed


def _languages(word: str, language: str) -> Sequence[str]:
    return query_languages(parse(word), language)
