"""How much each of the first results resembles the best: two texts on one matter share more words than a query has.

(Of old called feedback: what is taken for right tells what else is. Rocchio, "Relevance Feedback in Information Retrieval",
1971.) Texts share words with texts of their language only, so each is held against the best of its own: otherwise a library
in many languages would answer in the language of its first answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from search.engines.protocol import TEXT_FIELDS, Candidate, Passage, Thing

# What is held against the best: two pages of results. More of them found little more, and each has to be read.
FIRST = 40
Weights = Mapping[str, float]


def resemblances(
    things: Sequence[Thing], candidates: Iterable[Candidate], passages: Mapping[Thing, Sequence[Passage]]
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
        best, *others = of_one_language
        weights = _weights({thing: _stems(passages.get(thing, ())) for thing in of_one_language})
        like_the_best = {other: _cosine(weights[best], weights[other]) for other in others}
        found |= like_the_best | {best: max(like_the_best.values(), default=0.0)}
    return found


def _stems(passages: Sequence[Passage]) -> Counter[str]:
    return Counter(stem for passage in passages if passage.field in TEXT_FIELDS for stem in passage.stems)


def _weights(stems: Mapping[Thing, Counter[str]]) -> dict[Thing, Weights]:
    """The more often a text has a stem, and the fewer of these texts have it, the more it weighs.

    These are of one language: among all of them, where few are Tajik, any Tajik word would be rare.
    """
    having = Counter(stem for counts in stems.values() for stem in counts)
    rarity = {stem: log(1 + len(stems) / count) for stem, count in having.items()}
    return {
        thing: _of_length_one({stem: (1 + log(times)) * rarity[stem] for stem, times in counts.items()})
        for thing, counts in stems.items()
    }


def _of_length_one(weights: Weights) -> Weights:
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}


def _cosine(one: Weights, other: Weights) -> float:
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)
