"""A word that many look for and nothing says may be another name of a concept: which one, by its letters."""

from collections.abc import Iterable

from search.analysis import fold, key, trigrams
from search.vocabulary.models import Concept

# Of two words that share so many of their trigrams, one is more often than not a form, a slip or a part of the other.
ALIKE = 0.4


def closest_concept(text: str, concepts: Iterable[Concept]) -> Concept | None:
    """The concept one of whose names has most of the letters of `text`; None if none has enough of them."""
    wanted = _grams(text)
    likeness = {concept: max((_alike(wanted, name) for name in _names(concept)), default=0.0) for concept in concepts}
    best = max(likeness, key=lambda concept: likeness[concept], default=None)
    return best if best and likeness[best] >= ALIKE else None


def _names(concept: Concept) -> Iterable[str]:
    return (name for names in concept.all_names().values() for name in names)


def _alike(wanted: frozenset[str], name: str) -> float:
    has = _grams(name)
    return len(wanted & has) / (len(wanted | has) or 1)


def _grams(text: str) -> frozenset[str]:
    return frozenset(gram for word in text.split() for gram in trigrams(fold(key(word, "und"))))
