"""A cluster with the embedded engine as its stand-in: whichever answers is asked. Each follows the outbox by itself."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from search.engines.protocol import (
    Answer,
    Engine,
    EngineUnavailable,
    Gist,
    Near,
    Passage,
    Question,
    Statistics,
    Thing,
    Vector,
)

T = TypeVar("T")


class FallingBackEngine:
    def __init__(self, cluster: Engine, stand_in: Engine) -> None:
        self._cluster = cluster
        self._stand_in = stand_in

    def search(self, question: Question) -> Answer:
        try:
            return self._cluster.search(question)
        except EngineUnavailable:
            return replace(self._stand_in.search(question), is_from_stand_in=True)

    def nearest(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Near]:
        return self._asked(lambda engine: engine.nearest(vector, keys=keys, limit=limit))

    def gists(self, things: Collection[Thing]) -> Mapping[Thing, Gist]:
        return self._asked(lambda engine: engine.gists(things))

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        return self._asked(lambda engine: engine.passages(things))

    def complete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        return self._asked(lambda engine: engine.complete(words, keys=keys, limit=limit))

    def known(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        return self._asked(lambda engine: engine.known(stems, keys=keys))

    def words_like(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
        return self._asked(lambda engine: engine.words_like(stem, keys=keys, limit=limit))

    def statistics(self) -> Statistics:
        return self._asked(lambda engine: engine.statistics())

    def _asked(self, ask: Callable[[Engine], T]) -> T:
        try:
            return ask(self._cluster)
        except EngineUnavailable:
            return ask(self._stand_in)
