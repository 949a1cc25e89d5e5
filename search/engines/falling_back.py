"""A cluster with the embedded engine as its stand-in: what is written goes to both, what is asked to whichever answers."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.protocol import (
    Answer,
    Building,
    Engine,
    EngineUnavailable,
    Entry,
    Indexed,
    Near,
    Passage,
    Question,
    Statistics,
    Thing,
    Vector,
)

T = TypeVar("T")


class FallingBackEngine:
    """What the cluster does not take stays in the outbox, though the stand-in has it already: it is written again.

    While the cluster is down the stand-in follows no further than the first handful of changes, for they come in the
    order of the outbox; the gate keeps what it shows true.
    """

    def __init__(self, cluster: ElasticsearchEngine, stand_in: Engine) -> None:
        self._cluster = cluster
        self._stand_in = stand_in

    def is_usable(self) -> bool:
        """Whether both are in order, as far as the cluster can be asked: one that is away cannot be built anew."""
        return self._stand_in.is_usable() and not self._cluster.lacks_index()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._stand_in.alone(), self._cluster.alone():
            yield

    def write(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        self._stand_in.write(entries)
        self._cluster.write(entries)

    def delete(self, things: Collection[Thing]) -> None:
        self._stand_in.delete(things)
        self._cluster.delete(things)

    def search(self, question: Question) -> Answer:
        try:
            return self._cluster.search(question)
        except EngineUnavailable:
            return replace(self._stand_in.search(question), is_from_stand_in=True)

    def nearest(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Near]:
        return self._asked(lambda engine: engine.nearest(vector, keys=keys, limit=limit))

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        return self._asked(lambda engine: engine.passages(things))

    def complete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        return self._asked(lambda engine: engine.complete(words, keys=keys, limit=limit))

    def known(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        return self._asked(lambda engine: engine.known(stems, keys=keys))

    def words_like(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
        return self._asked(lambda engine: engine.words_like(stem, keys=keys, limit=limit))

    def contents(self) -> Iterator[Indexed]:
        """Of the cluster: the audit mends it, and the stand-in with it."""
        return self._cluster.contents()

    def statistics(self) -> Statistics:
        return self._asked(lambda engine: engine.statistics())

    @contextmanager
    def rebuilding(self) -> Iterator[Building]:
        with self._stand_in.rebuilding() as beside, self._cluster.rebuilding() as building:
            yield _Both(beside, building)

    def _asked(self, ask: Callable[[Engine], T]) -> T:
        try:
            return ask(self._cluster)
        except EngineUnavailable:
            return ask(self._stand_in)


class _Both:
    def __init__(self, *buildings: Building) -> None:
        self._buildings = buildings

    def write(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        for building in self._buildings:
            building.write(entries)
