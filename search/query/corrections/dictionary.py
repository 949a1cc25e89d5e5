"""What stands in texts that a reader may see: only that is suggested, so that nothing hidden is.

What has changed since it was indexed is no witness: the index still has words of it that nobody may see any more.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from search.engines.protocol import Clause, Condition, Engine, Leaf, Passage, Question, Term, Thing, Wanted
from search.registry import CHRONOLOGICAL_KINDS

# Texts that are asked for the forms of a word.
TEXTS = 3


def stems_of(leaves: Iterable[Leaf]) -> frozenset[str]:
    return frozenset(word for leaf in leaves if isinstance(leaf, Term) for word in (*leaf.stems, *leaf.names))


class VisibleDictionary:
    """The texts that the reader of a question may see now, talk left out: its words are not told apart by room."""

    def __init__(self, target: Engine, keys: frozenset[str], changed: frozenset[Thing] = frozenset()) -> None:
        """keys: as in `Question`. changed: all that has changed since it was indexed."""
        texts = (Condition("type", tuple(CHRONOLOGICAL_KINDS), negated=True),)
        self._target = target
        self._question = Question(keys=keys, conditions=texts, without=changed, depth=TEXTS)

    def known(self, leaves: Iterable[Leaf]) -> frozenset[str]:
        """Those of their stems that stand in a text, one that has changed since too."""
        return self._target.known(stems_of(leaves), keys=self._question.keys)

    def has(self, term: Term) -> bool:
        """Whether a text has it that stands as it was indexed."""
        return self._target.search(replace(self._question, wanted=_one(term), depth=1)).total > 0

    def like(self, stem: str, limit: int) -> Collection[str]:
        """Stems that a slip of the finger or two turn into `stem`, the nearest first."""
        return self._target.words_like(stem, keys=self._question.keys, limit=limit)

    def passages_with(self, term: Term) -> Iterable[Passage]:
        """Of some texts that have it."""
        found = self._target.search(replace(self._question, wanted=_one(term))).candidates
        of_things = self._target.passages([candidate.thing for candidate in found[:TEXTS]])
        return (passage for passages in of_things.values() for passage in passages)


def _one(term: Term) -> Wanted:
    return Wanted((Clause((term,)),), at_least=1)
