"""The order of what was found: the same, whichever engine found it."""

from collections.abc import Iterable, Mapping

from search.engines.protocol import Candidate, Near, Thing

# Half by stems, which know what a word means, and half by trigrams, which know names and slips of the finger.
WEIGHT_OF_GRAMS = 0.5
# What says it in other words than were typed, or as it may have been meant, stands below what says it as it was typed.
WEIGHT_OF_OTHER_WORDS = 0.5
# Cosines of one query lie within a tenth or two of one another, shares of words between 0 and 1 or so: times this, what
# is near in meaning outdoes a word or two out of six, and never the words of a short query. Found by trying on 73
# collections in seven languages (docs/search.md): more than this, and words in other forms than were typed lose more than
# .005 of nDCG@10 against words alone.
WEIGHT_OF_MEANING = 2.0
# Found by trying on the same, and on all seven languages in one library: what is found in other languages than the
# query's gains with it, and from 1 on what is found in the query's own begins to lose.
WEIGHT_OF_RESEMBLANCE = 0.7


def newest_first(candidates: Iterable[Candidate]) -> list[Thing]:
    ordered = sorted(candidates, key=lambda candidate: (candidate.published, candidate.thing), reverse=True)
    return [candidate.thing for candidate in ordered]


def best_first(
    candidates: Iterable[Candidate],
    near: Mapping[Thing, Near] | None = None,
    resemblance: Mapping[Thing, float] | None = None,
) -> list[Thing]:
    """Things in the order in which they are shown.

    near: things nearest in meaning; what is not among them is as far as the farthest. resemblance: of those that are
    first without it, to the best of their language. Talk is never scored: it follows what is, by date, so that talk in
    rooms nobody sees moves nothing.
    """
    candidates = list(candidates)
    resemblance = resemblance or {}
    texts = [candidate for candidate in candidates if not candidate.is_talk]
    talk = [candidate for candidate in candidates if candidate.is_talk]
    closeness = {thing: one.closeness for thing, one in (near or {}).items()}
    farthest = min(closeness.values(), default=0.0)

    def score(candidate: Candidate) -> float:
        thing = candidate.thing
        meaning = WEIGHT_OF_MEANING * closeness.get(thing, farthest)
        return _said(candidate) + meaning + WEIGHT_OF_RESEMBLANCE * resemblance.get(thing, 0.0)

    # Sorted by date first: the second sort keeps that order where scores are alike.
    texts.sort(key=lambda candidate: (candidate.published, candidate.thing), reverse=True)
    texts.sort(key=score, reverse=True)
    return [*(candidate.thing for candidate in texts), *newest_first(talk)]


def _said(candidate: Candidate) -> float:
    as_typed = 1.0 if candidate.is_own else WEIGHT_OF_OTHER_WORDS
    words = max(as_typed * candidate.words, WEIGHT_OF_OTHER_WORDS * candidate.others)
    return (1 - WEIGHT_OF_GRAMS) * words + WEIGHT_OF_GRAMS * as_typed * candidate.grams
