"""How much each of the first results resembles the best: two texts on one matter share more words than a query has.

(Of old called feedback: what is taken for right tells what else is. Rocchio, "Relevance Feedback in Information Retrieval",
1971.) Texts share words with texts of their language only, so each is held against the best of its own: otherwise a library
in many languages would answer in the language of its first answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.passages import Thing
from search.engines.responses import Candidate, TermVector

# What is held against the best: two pages of results. More of them found little more, and each has to be read.
FEEDBACK_DEPTH = 40
NOTHING = TermVector(np.array([], np.uint32), np.array([], np.uint8))


def similarity_to_best(
    things: Sequence[Thing], candidates: Iterable[Candidate], term_vectors: Mapping[Thing, TermVector]
) -> dict[Thing, float]:
    """0 to 1 for each of `things`, the best first: the cosine of its words and those of the first in its language.

    The first itself has as much as whatever resembles it most, so that it stays above that. candidates: all of them,
    which tell their languages.
    """
    languages = {candidate.thing: candidate.language for candidate in candidates}
    together: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        together[languages[thing]].append(thing)
    found: dict[Thing, float] = {}
    for of_one_language in together.values():
        similarity = _similarity_to_first([term_vectors.get(thing, NOTHING) for thing in of_one_language])
        found |= dict(zip(of_one_language, similarity.tolist(), strict=True))
    return found


def _similarity_to_first(term_vectors: Sequence[TermVector]) -> NDArray[np.float64]:
    """The cosines. The more often a text has a stem, and the fewer of these texts have it, the more it weighs.

    These are of one language: among all of them, where few are Tajik, any Tajik word would be rare.
    """
    texts = len(term_vectors)
    # Of every stem of every text: whose it is, and which of all.
    text = np.repeat(np.arange(texts), [len(vector.stems) for vector in term_vectors])
    _stems, stem, having = np.unique(
        np.concatenate([vector.stems for vector in term_vectors]), return_inverse=True, return_counts=True
    )
    often = 1 + np.log(np.concatenate([vector.frequencies for vector in term_vectors]), dtype=np.float64)
    weights = often * np.log(1 + texts / having)[stem]
    of_first = np.zeros(len(having))
    of_first[stem[text == 0]] = weights[text == 0]
    shared = np.bincount(text, weights * of_first[stem], minlength=texts)
    lengths = np.sqrt(np.bincount(text, weights * weights, minlength=texts))
    similarity: NDArray[np.float64] = np.divide(shared, lengths * lengths[0], out=np.zeros(texts), where=shared > 0)
    similarity[0] = similarity[1:].max(initial=0.0)
    return similarity
