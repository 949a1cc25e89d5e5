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
from search.engines.fts5.doc_values import Facts
from search.engines.fts5.index_files import IndexFiles
from search.engines.fts5.knn import Meanings
from search.engines.fts5.searcher import answer
from search.engines.fts5.term_dictionary import known, words_like
from search.engines.fts5.writer import delete_entry, write_entry
from search.engines.protocol import (
    Answer,
    EngineUnavailable,
    Entry,
    Gist,
    Indexed,
    Near,
    Passage,
    Question,
    Statistics,
    Thing,
    Vector,
)
from search.engines.serialization import unpacked_gist, unpacked_passages

# Seconds that a writer waits for another to finish its handful of entries.
PATIENCE_TO_WRITE = 10.0
PASSAGES = "SELECT passages FROM stored JOIN entry USING (id) WHERE kind = ? AND thing = ?"
GIST = "SELECT gist FROM stored JOIN entry USING (id) WHERE kind = ? AND thing = ?"
# SQLite's codes for a file that is no database, or no longer a whole one.
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Fts5Engine:
    """`file` is a link to the living index: see `search.engines.fts5.index_files`."""

    name = "The embedded index"

    def __init__(self, file: Path) -> None:
        self._files = IndexFiles(file)
        self._lock = Lock()
        self._database: Database | None = None
        self._facts = Facts()
        self._meanings = Meanings()

    def is_missing(self) -> bool:
        try:
            self._living()
        except EngineUnavailable:
            return True
        return False

    def is_outdated(self) -> bool:
        living = self._living()
        with self._honest(living):
            return living.note("analysis") != fingerprint()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._files.alone(PATIENCE_TO_WRITE):
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

    def search(self, question: Question) -> Answer:
        with self._reading() as connection:
            return answer(connection, self._current_facts(connection), question)

    def nearest(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Near]:
        with self._reading() as connection:
            facts = self._current_facts(connection)
            return self._current_meanings(connection, facts.serial).nearest(vector, facts, facts.open_to(keys), limit)

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        return {thing: unpacked_passages(blob) for thing, blob in self._stored(PASSAGES, things).items()}

    def gists(self, things: Collection[Thing]) -> Mapping[Thing, Gist]:
        return {thing: unpacked_gist(blob) for thing, blob in self._stored(GIST, things).items()}

    def _stored(self, query: str, things: Collection[Thing]) -> dict[Thing, bytes]:
        """What the query gives of each of these that is there."""
        with self._reading() as connection:
            rows = {thing: connection.execute(query, thing).fetchone() for thing in things}
        return {thing: row[0] for thing, row in rows.items() if row}

    def complete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        expression = " AND ".join(
            "(" + " OR ".join('"' + spelling.replace('"', '""') + '"*' for spelling in spellings) + ")"
            for spellings in words
        )
        with self._reading() as connection:
            facts = self._current_facts(connection)
            rows = connection.execute("SELECT rowid FROM openings WHERE openings MATCH ?", (expression,)).fetchall()
            numbers = np.array(rows, dtype=np.int64).reshape(-1)
            numbers = numbers[facts.open_to(keys)[numbers]]
            newest = numbers[np.argsort(-facts.published[numbers], kind="stable")][:limit]
            return [facts.thing(number) for number in newest]

    def known(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        with self._reading() as connection:
            return known(connection, stems, keys)

    def words_like(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
        with self._reading() as connection:
            return words_like(connection, stem, keys, limit)

    def contents(self) -> Iterator[Indexed]:
        with self._reading() as connection:
            for kind, thing, version, audience, meant in connection.execute(
                "SELECT kind, thing, version, audience, (SELECT count(*) FROM meant WHERE meant.id = entry.id) "
                "FROM entry WHERE NOT gone"
            ):
                yield Indexed(Thing(kind, thing), version, audience, meant)

    def statistics(self) -> Statistics:
        with self._reading() as connection:
            entries = dict(connection.execute("SELECT kind, count(*) FROM entry WHERE NOT gone GROUP BY kind"))
            living = self._living()
            return Statistics(entries, living.path.stat().st_size, datetime.fromisoformat(living.note("built")))

    @contextmanager
    def rebuilding(self) -> Iterator["Fts5Building"]:
        with self._files.building():
            database = Database.create(self._files.new())
            self._files.announce(database.path)
            yield Fts5Building(database)
            with self.alone():
                database.close()
                self._files.put_in_place(database.path)

    def _living(self) -> Database:
        """The living index. Raises EngineUnavailable where there is none, or one of another form."""
        path = self._files.living.resolve()
        with self._lock:
            if self._database and self._database.path == path and path.exists():
                return self._database
            database = Database(path)
            if not path.exists() or not database.has_its_form():
                raise EngineUnavailable("There is no search index, or it is of another version.")
            self._database, self._facts, self._meanings = database, Facts(), Meanings()
            return database

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        living = self._living()
        with self._honest(living), living.reading() as connection:
            yield connection

    @contextmanager
    def _each_for_writing(self) -> Iterator[list[sqlite3.Connection]]:
        """The living index, and the one that is being built."""
        database = self._living()
        with self._honest(database), database.writing() as living:
            building = self._files.under_construction()
            if building is None:
                yield [living]
                return
            with Database(building).writing() as under_construction:
                yield [living, under_construction]

    @contextmanager
    def _honest(self, database: Database) -> Iterator[None]:
        """A broken index is put away, so that it is built anew; other failures may pass by themselves."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN:
                self._files.put_away(database.path)
            raise EngineUnavailable(f"The search index did not answer: {error}.") from error
        except (zlib.error, json.JSONDecodeError) as error:
            self._files.put_away(database.path)
            raise EngineUnavailable("The search index holds what nobody wrote into it.") from error

    def _current_facts(self, connection: sqlite3.Connection) -> Facts:
        with self._lock:
            self._facts = self._facts.refreshed(connection)
            return self._facts

    def _current_meanings(self, connection: sqlite3.Connection, serial: int) -> Meanings:
        with self._lock:
            self._meanings = self._meanings.refreshed(connection, serial)
            return self._meanings


class Fts5Building:
    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, entries: Iterable[Entry]) -> None:
        try:
            with self._database.writing() as connection:
                for entry in entries:
                    write_entry(connection, entry)
        except sqlite3.DatabaseError as error:
            raise EngineUnavailable(f"The new search index cannot be written: {error}.") from error
