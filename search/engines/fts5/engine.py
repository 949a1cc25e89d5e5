"""The engine that lives in one SQLite file. See `search.engines.protocol.Engine` for what each method is for."""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

import numpy as np

from search.analysis import fingerprint
from search.engines.fts5.database import Database
from search.engines.fts5.doc_values import DocValues
from search.engines.fts5.index_files import IndexFiles
from search.engines.fts5.knn import VectorIndex
from search.engines.fts5.searcher import search
from search.engines.fts5.term_dictionary import existing_terms, similar_terms
from search.engines.fts5.writer import delete_entry, write_entry
from search.engines.passages import Entry, Passage, Thing, Vector
from search.engines.protocol import EngineUnavailable
from search.engines.queries import SearchRequest
from search.engines.responses import IndexedVersion, Neighbour, SearchResponse, Statistics, TermVector
from search.engines.serialization import unpack_passages, unpack_term_vector

# That a writer waits for another to finish its handful of entries.
WRITE_TIMEOUT_SECONDS = 10.0
PASSAGES = "SELECT passages FROM stored JOIN entry USING (id) WHERE kind = ? AND thing = ?"
TERM_VECTOR = "SELECT term_vector FROM stored JOIN entry USING (id) WHERE kind = ? AND thing = ?"
# SQLite's codes for a file that is no database, or no longer a whole one.
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Fts5Engine:
    """`file` is a link to the live index: see `search.engines.fts5.index_files`."""

    name = "The embedded index"

    def __init__(self, file: Path) -> None:
        self._files = IndexFiles(file)
        self._lock = Lock()
        self._database: Database | None = None
        self._doc_values = DocValues()
        self._vectors = VectorIndex()

    def is_missing(self) -> bool:
        try:
            self._live()
        except EngineUnavailable:
            return True
        return False

    def is_outdated(self) -> bool:
        live = self._live()
        with self._translate_errors(live):
            return live.note("analysis") != fingerprint()

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        with self._files.write_lock(WRITE_TIMEOUT_SECONDS):
            yield

    def write(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        with self._each_for_writing() as connections:
            for connection in connections:
                for entry in entries:
                    write_entry(connection, entry)

    def delete(self, things: Collection[Thing]) -> None:
        with self._each_for_writing() as connections:
            for connection in connections:
                for thing in things:
                    delete_entry(connection, thing)

    def search(self, request: SearchRequest) -> SearchResponse:
        with self._reading() as connection:
            return search(connection, self._current_doc_values(connection), request)

    def knn(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Neighbour]:
        with self._reading() as connection:
            doc_values = self._current_doc_values(connection)
            return self._current_vectors(connection, doc_values.serial).knn(
                vector, doc_values, doc_values.visible_to(keys), limit
            )

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        return {thing: unpack_passages(blob) for thing, blob in self._stored(PASSAGES, things).items()}

    def term_vectors(self, things: Collection[Thing]) -> Mapping[Thing, TermVector]:
        return {thing: unpack_term_vector(blob) for thing, blob in self._stored(TERM_VECTOR, things).items()}

    def _stored(self, query: str, things: Collection[Thing]) -> dict[Thing, bytes]:
        """What the query gives of each of these that is there."""
        with self._reading() as connection:
            rows = {thing: connection.execute(query, thing).fetchone() for thing in things}
        return {thing: row[0] for thing, row in rows.items() if row}

    def autocomplete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        expression = " AND ".join(
            "(" + " OR ".join('"' + spelling.replace('"', '""') + '"*' for spelling in spellings) + ")"
            for spellings in words
        )
        with self._reading() as connection:
            doc_values = self._current_doc_values(connection)
            rows = connection.execute(
                "SELECT rowid FROM completions WHERE completions MATCH ?", (expression,)
            ).fetchall()
            numbers = np.array(rows, dtype=np.int64).reshape(-1)
            numbers = numbers[doc_values.visible_to(keys)[numbers]]
            newest = numbers[np.argsort(-doc_values.published[numbers], kind="stable")][:limit]
            return [doc_values.thing(number) for number in newest]

    def existing_terms(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        with self._reading() as connection:
            return existing_terms(connection, stems, keys)

    def similar_terms(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
        with self._reading() as connection:
            return similar_terms(connection, stem, keys, limit)

    def indexed_versions(self) -> Iterator[IndexedVersion]:
        with self._reading() as connection:
            for kind, thing, version, audience, embeddings in connection.execute(
                "SELECT kind, thing, version, audience, (SELECT count(*) FROM embedding WHERE embedding.id = entry.id) "
                "FROM entry WHERE NOT gone"
            ):
                yield IndexedVersion(Thing(kind, thing), version, audience, embeddings)

    def statistics(self) -> Statistics:
        with self._reading() as connection:
            entries = dict(connection.execute("SELECT kind, count(*) FROM entry WHERE NOT gone GROUP BY kind"))
            live = self._live()
            return Statistics(entries, live.path.stat().st_size, datetime.fromisoformat(live.note("built")))

    @contextmanager
    def rebuild(self) -> Iterator["Fts5Builder"]:
        with self._files.building():
            database = Database.create(self._files.new())
            self._files.set_building(database.path)
            yield Fts5Builder(database)
            with self.write_lock():
                database.close()
                self._files.activate(database.path)

    def _live(self) -> Database:
        """The live index. Raises EngineUnavailable where there is none, or one of another form."""
        path = self._files.live.resolve()
        with self._lock:
            if self._database and self._database.path == path and path.exists():
                return self._database
            database = Database(path)
            if not path.exists() or not database.has_index_format():
                raise EngineUnavailable("There is no search index, or it is of another version.")
            self._database, self._doc_values, self._vectors = database, DocValues(), VectorIndex()
            return database

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        live = self._live()
        with self._translate_errors(live), live.reading() as connection:
            yield connection

    @contextmanager
    def _each_for_writing(self) -> Iterator[list[sqlite3.Connection]]:
        """The live index, and the one that is being built."""
        database = self._live()
        with self._translate_errors(database), database.writing() as live:
            building = self._files.under_construction()
            if building is None:
                yield [live]
                return
            with Database(building).writing() as under_construction:
                yield [live, under_construction]

    @contextmanager
    def _translate_errors(self, database: Database) -> Iterator[None]:
        """A broken index is put away, so that it is built anew; other failures may pass by themselves."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN:
                self._files.quarantine(database.path)
            raise EngineUnavailable(f"The search index did not answer: {error}.") from error
        except (zlib.error, json.JSONDecodeError) as error:
            self._files.quarantine(database.path)
            raise EngineUnavailable("The search index holds what nobody wrote into it.") from error

    def _current_doc_values(self, connection: sqlite3.Connection) -> DocValues:
        with self._lock:
            self._doc_values = self._doc_values.refreshed(connection)
            return self._doc_values

    def _current_vectors(self, connection: sqlite3.Connection, serial: int) -> VectorIndex:
        with self._lock:
            self._vectors = self._vectors.refreshed(connection, serial)
            return self._vectors


class Fts5Builder:
    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, entries: Iterable[Entry]) -> None:
        try:
            with self._database.writing() as connection:
                for entry in entries:
                    write_entry(connection, entry)
        except sqlite3.DatabaseError as error:
            raise EngineUnavailable(f"The new search index cannot be written: {error}.") from error
