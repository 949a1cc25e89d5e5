"""What stands in texts that a reader may see: only that is suggested, so that nothing hidden is.

What has changed since it was indexed is no witness: the index still has words of it that nobody may see any more.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from search.engines.passages import Passage, Thing
from search.engines.protocol import Engine
from search.engines.queries import BoolQuery, Clause, FacetFilter, Leaf, SearchRequest, TermQuery
from search.registry import CHRONOLOGICAL_KINDS

# Texts that are asked for the forms of a word.
TEXTS = 3


def stems_of(leaves: Iterable[Leaf]) -> frozenset[str]:
    return frozenset(word for leaf in leaves if isinstance(leaf, TermQuery) for word in (*leaf.stems, *leaf.names))


class VisibleDictionary:
    """The texts that the reader of a question may see now, talk left out: its words are not told apart by room."""

    def __init__(self, target: Engine, keys: frozenset[str], changed: frozenset[Thing] = frozenset()) -> None:
        """keys: as in `SearchRequest`. changed: all that has changed since it was indexed."""
        texts = (FacetFilter("type", tuple(CHRONOLOGICAL_KINDS), negated=True),)
        self._target = target
        self._question = SearchRequest(keys=keys, filters=texts, exclude=changed, depth=TEXTS)

    def known(self, leaves: Iterable[Leaf]) -> frozenset[str]:
        """Those of their stems that stand in a text, one that has changed since too."""
        return self._target.existing_terms(stems_of(leaves), keys=self._question.keys)

    def has(self, term: TermQuery) -> bool:
        """Whether a text has it that stands as it was indexed."""
        return self._target.search(replace(self._question, query=_one(term), depth=1)).total > 0

    def like(self, stem: str, limit: int) -> Collection[str]:
        """Stems that a slip of the finger or two turn into `stem`, the nearest first."""
        return self._target.similar_terms(stem, keys=self._question.keys, limit=limit)

    def passages_with(self, term: TermQuery) -> Iterable[Passage]:
        """Of some texts that have it."""
        found = self._target.search(replace(self._question, query=_one(term))).candidates
        of_things = self._target.passages([candidate.thing for candidate in found[:TEXTS]])
        return (passage for passages in of_things.values() for passage in passages)


def _one(term: TermQuery) -> BoolQuery:
    return BoolQuery((Clause((term,)),), minimum_should_match=1)
