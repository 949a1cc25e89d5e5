"""A cluster with the embedded engine as its stand-in: whichever answers is asked. Each follows the outbox by itself."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from search.engines.passages import Passage, Thing, Vector
from search.engines.protocol import Engine, EngineUnavailable
from search.engines.queries import SearchRequest
from search.engines.responses import Neighbour, SearchResponse, Statistics, TermVector

T = TypeVar("T")


class FallbackEngine:
    def __init__(self, cluster: Engine, stand_in: Engine) -> None:
        self._cluster = cluster
        self._stand_in = stand_in

    def search(self, request: SearchRequest) -> SearchResponse:
        try:
            return self._cluster.search(request)
        except EngineUnavailable:
            return replace(self._stand_in.search(request), is_fallback=True)

    def knn(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Neighbour]:
        return self._asked(lambda engine: engine.knn(vector, keys=keys, limit=limit))

    def term_vectors(self, things: Collection[Thing]) -> Mapping[Thing, TermVector]:
        return self._asked(lambda engine: engine.term_vectors(things))

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        return self._asked(lambda engine: engine.passages(things))

    def autocomplete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        return self._asked(lambda engine: engine.autocomplete(words, keys=keys, limit=limit))

    def existing_terms(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        return self._asked(lambda engine: engine.existing_terms(stems, keys=keys))

    def similar_terms(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
        return self._asked(lambda engine: engine.similar_terms(stem, keys=keys, limit=limit))

    def statistics(self) -> Statistics:
        return self._asked(lambda engine: engine.statistics())

    def _asked(self, ask: Callable[[Engine], T]) -> T:
        try:
            return ask(self._cluster)
        except EngineUnavailable:
            return ask(self._stand_in)
