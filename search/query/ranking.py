"""The order of what was found: the same, whichever engine found it."""

from collections.abc import Iterable

from search.engines.protocol import Candidate, Thing

# Half by stems, which know what a word means, and half by trigrams, which know names and slips of the finger.
WEIGHT_OF_GRAMS = 0.5
# What was found only by other words for what was typed stands below what says it as it was typed.
WEIGHT_OF_OTHER_WORDS = 0.5


def ranked(candidates: Iterable[Candidate], *, by_date: bool) -> list[Thing]:
    """Things in the order in which they are shown, the best or the newest first.

    Talk is never scored: it follows what is, by date, so that talk in rooms nobody sees moves nothing.
    """
    candidates = list(candidates)
    texts = [candidate for candidate in candidates if not candidate.is_talk]
    talk = [candidate for candidate in candidates if candidate.is_talk]
    if by_date:
        return _newest(candidates)
    most_words = max((candidate.words for candidate in texts), default=0.0) or 1.0
    most_grams = max((candidate.grams for candidate in texts), default=0.0) or 1.0

    def score(candidate: Candidate) -> float:
        words, grams = candidate.words / most_words, candidate.grams / most_grams
        blend = (1 - WEIGHT_OF_GRAMS) * words + WEIGHT_OF_GRAMS * grams
        return blend if candidate.is_own else blend * WEIGHT_OF_OTHER_WORDS

    # Sorted by date first: the second sort keeps that order where scores are alike.
    texts.sort(key=lambda candidate: (candidate.published, candidate.thing), reverse=True)
    texts.sort(key=score, reverse=True)
    return [*(candidate.thing for candidate in texts), *_newest(talk)]


def _newest(candidates: Iterable[Candidate]) -> list[Thing]:
    ordered = sorted(candidates, key=lambda candidate: (candidate.published, candidate.thing), reverse=True)
    return [candidate.thing for candidate in ordered]
