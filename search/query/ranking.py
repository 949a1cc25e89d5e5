"""The order of what was found: the same, whichever engine found it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from math import inf

from search.engines.passages import Thing
from search.engines.responses import Candidate, Neighbour

# Half by stems, which know what a word means, and half by trigrams, which know names and slips of the finger.
TRIGRAM_WEIGHT = 0.5
# What says it in other words than were typed, or as it may have been meant, stands below what says it as it was typed.
EXPANSION_WEIGHT = 0.5
# Cosines of one query lie within a tenth or two of one another, shares of words between 0 and 1 or so: times this, what
# is near in meaning outdoes a word or two out of six, and never the words of a short query. Found by trying on 73
# collections in seven languages (docs/search.md): more than this, and words in other forms than were typed lose more than
# .005 of nDCG@10 against words alone.
SEMANTIC_WEIGHT = 2.0
# A sentence has a meaning of its own; of two or three words the words themselves tell most.
WEIGHT_OF_A_SENTENCES_MEANING = 3.0
WORDS_OF_A_SENTENCE = 4
# Found by trying on the same, and on all seven languages in one library, where what is found in other languages gains with
# it; the more it weighs, the oftener a wrong first result takes others along.
FEEDBACK_WEIGHT = 0.7


def score_candidates(
    candidates: Iterable[Candidate], *, words: int = 0, neighbours: Mapping[Thing, Neighbour] | None = None
) -> dict[Thing, float]:
    """How well each text fits. words: how many were typed. neighbours: things nearest in meaning; what is not among them
    is as far as the farthest.
    """
    weight = WEIGHT_OF_A_SENTENCES_MEANING if words >= WORDS_OF_A_SENTENCE else SEMANTIC_WEIGHT
    similarities = {thing: one.similarity for thing, one in (neighbours or {}).items()}
    farthest = min(similarities.values(), default=0.0)
    return {
        candidate.thing: _lexical_score(candidate) + weight * similarities.get(candidate.thing, farthest)
        for candidate in candidates
        if not candidate.is_chronological
    }


def best_first(candidates: Iterable[Candidate], score: Mapping[Thing, float]) -> list[Thing]:
    """The order in which things are shown, the newer first where they fit alike.

    Talk has no score: it follows what has, by date, so that talk in rooms nobody sees moves nothing.
    """

    def sort_key(candidate: Candidate) -> tuple[float, datetime, Thing]:
        return score.get(candidate.thing, -inf), candidate.published, candidate.thing

    return [candidate.thing for candidate in sorted(candidates, key=sort_key, reverse=True)]


def newest_first(candidates: Iterable[Candidate]) -> list[Thing]:
    return best_first(candidates, {})


def _lexical_score(candidate: Candidate) -> float:
    as_typed = 1.0 if candidate.is_exact else EXPANSION_WEIGHT
    words = max(as_typed * candidate.bm25, EXPANSION_WEIGHT * candidate.expanded_bm25)
    return (1 - TRIGRAM_WEIGHT) * words + TRIGRAM_WEIGHT * as_typed * candidate.trigram_bm25
