"""What stands in texts that a reader may see: only that is suggested, so that nothing hidden is.

What has changed since it was indexed is no witness: the index still has words of it that nobody may see any more.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from search.engines.passages import Passage, Thing
from search.engines.protocol import Engine
from search.engines.queries import BoolQuery, Clause, FacetFilter, Leaf, SearchRequest, TermQuery
from search.registry import chronological_kinds

# Texts that are asked for the forms of a word.
TEXTS = 3


def stems_of(leaves: Iterable[Leaf]) -> frozenset[str]:
    return frozenset(word for leaf in leaves if isinstance(leaf, TermQuery) for word in (*leaf.stems, *leaf.names))


class VisibleDictionary:
    """The texts that the reader of a query may see now, talk left out: its words are not told apart by room."""

    def __init__(self, engine: Engine, keys: frozenset[str], changed: frozenset[Thing] = frozenset()) -> None:
        """keys: as in `SearchRequest`. changed: all that has changed since it was indexed."""
        texts = (FacetFilter("type", tuple(sorted(chronological_kinds())), negated=True),)
        self._engine = engine
        self._request = SearchRequest(keys=keys, filters=texts, exclude=changed, depth=TEXTS)

    def existing(self, leaves: Iterable[Leaf]) -> frozenset[str]:
        """Those of their stems that stand in a text, one that has changed since too."""
        return self._engine.existing_terms(stems_of(leaves), keys=self._request.keys)

    def is_visible(self, term: TermQuery) -> bool:
        """Whether a text has it that stands as it was indexed."""
        return self._engine.search(replace(self._request, query=_term_alone(term), depth=1)).total > 0

    def similar(self, stem: str, limit: int) -> Collection[str]:
        """Stems that a slip of the finger or two turn into `stem`, the nearest first."""
        return self._engine.similar_terms(stem, keys=self._request.keys, limit=limit)

    def passages_with(self, term: TermQuery) -> Iterable[Passage]:
        """Of some texts that have it."""
        found = self._engine.search(replace(self._request, query=_term_alone(term))).candidates
        of_things = self._engine.passages([candidate.thing for candidate in found[:TEXTS]])
        return (passage for passages in of_things.values() for passage in passages)


def _term_alone(term: TermQuery) -> BoolQuery:
    return BoolQuery((Clause((term,)),), minimum_should_match=1)
