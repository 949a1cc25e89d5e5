"""What a search engine does for us, whichever it is.

An engine keeps analysed texts, finds those that fit a request, filters and counts them. It knows no viewer, no page and
no order: the order is made once, in `search.query.ranking`, from what every engine can say of its candidates. All that goes
in and comes out is plain data, so that an engine is exchanged without touching a view.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from search.engines.passages import Entry, Passage, Thing, Vector
from search.engines.queries import SearchRequest
from search.engines.responses import IndexedVersion, Neighbour, SearchResponse, Statistics, TermVector


class EngineUnavailable(Exception):
    """The engine cannot answer or take anything: its index is missing, broken, or held by somebody else too long."""


class IndexBuilder(Protocol):
    """An index that is being built beside the live one."""

    def write(self, entries: Iterable[Entry]) -> None: ...


class Engine(Protocol):
    """What is asked. Every method raises EngineUnavailable when there is no index to work with."""

    def search(self, request: SearchRequest) -> SearchResponse: ...

    def knn(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Neighbour]:
        """Things within `keys` whose meaning is nearest to `vector`, the nearest first; each by its nearest part."""
        ...

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        """What was indexed of these, to show where the words stand."""
        ...

    def term_vectors(self, things: Collection[Thing]) -> Mapping[Thing, TermVector]:
        """Of the texts of these, which is read much faster than the texts."""
        ...

    def autocomplete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        """Things whose title has, for each of `words`, a word that is begun by one of its spellings; newest first."""
        ...

    def existing_terms(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        """Those of `stems` that stand in a text or among the names of something within `keys`, talk excepted."""
        ...

    def similar_terms(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
        """Stems of texts within `keys`, talk excepted, that one or two slips of the finger turn into `stem`; nearest first."""
        ...

    def statistics(self) -> Statistics: ...


class Index(Engine, Protocol):
    """An engine with what it keeps, which follows the outbox by itself. name: what the operator calls it."""

    name: str

    def is_missing(self) -> bool:
        """Whether none is in order and one can be built: of a server that is away that is not known."""
        ...

    def is_outdated(self) -> bool:
        """Whether the one in use was analysed by other rules than words are today. Asked of one that is not missing."""
        ...

    def write_lock(self) -> AbstractContextManager[None]:
        """Be the only one who writes. Hold it from before the database is read until its rows are written.

        So no slow writer can bring back what a quick one has taken out.
        """
        ...

    def write(self, entries: Iterable[Entry]) -> None:
        """Put these in, in place of older versions; what is there in a newer version stays."""
        ...

    def delete(self, things: Collection[Thing]) -> None: ...

    def indexed_versions(self) -> Iterator[IndexedVersion]:
        """All that the index holds, in no order."""
        ...

    def rebuild(self) -> AbstractContextManager[IndexBuilder]:
        """Build an index anew; it takes the place of the live one when the block ends well.

        What is written or deleted meanwhile goes into both. Raises EngineUnavailable if somebody is at it already.
        """
        ...
