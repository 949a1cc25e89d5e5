"""One index file: its tables, and the connections to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, Full, LifoQueue

from search.analysis import fingerprint
from search.engines.protocol import EngineUnavailable

# An index of another form than this is built anew. Raise it with every change of a table, or of what stands in one.
INDEX_FORMAT = "7"
# Seconds that a connection waits for another's lock.
TIMEOUT_SECONDS = 5.0
MAX_IDLE_CONNECTIONS = 8

# Only what separates our tokens is a separator: all beyond ASCII, and what stands inside numbers, addresses and
# trigrams, is a letter. "*" ends a passage, so that no phrase reaches into the next.
TOKENIZE = "ascii tokenchars '-/.,:@_*'"
WORD_COLUMNS = ("title", "summary", "body", "names", "labels")
GRAM_COLUMNS = ("title_grams", "text_grams")

_TABLES = f"""
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE partition (id INTEGER PRIMARY KEY, audience TEXT NOT NULL UNIQUE);
    -- A deleted entry stays as `gone`, so that readers who keep doc values in memory learn of it by its serial.
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, thing INTEGER NOT NULL, version INTEGER NOT NULL,
        audience TEXT NOT NULL, published INTEGER NOT NULL, is_chronological INTEGER NOT NULL, facets TEXT NOT NULL,
        texts TEXT NOT NULL, gone INTEGER NOT NULL, serial INTEGER NOT NULL, UNIQUE (kind, thing)
    );
    CREATE INDEX entry_by_serial ON entry (serial);
    -- term_vector: what is held against others. passages: what is shown. tokens: what was indexed, for without it a contentless index can delete nothing.
    CREATE TABLE stored (id INTEGER PRIMARY KEY, term_vector BLOB NOT NULL, passages BLOB NOT NULL, tokens BLOB NOT NULL);
    -- embedding: what its parts mean, one vector of half-precision numbers a part.
    CREATE TABLE embedding (id INTEGER NOT NULL, anchor TEXT NOT NULL, vector BLOB NOT NULL);
    CREATE INDEX embedding_by_id ON embedding (id);
    CREATE VIRTUAL TABLE completions USING fts5(words, content='', detail=none, prefix='1 2 3 4', tokenize="{TOKENIZE}");
"""


class Database:
    """Connections to one index file. Threads may use it at the same time: each holds a connection for as long as it asks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue(MAX_IDLE_CONNECTIONS)

    @classmethod
    def create(cls, path: Path) -> "Database":
        database = cls(path)
        with database._connection(path.as_uri()) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(f"BEGIN; {_TABLES} COMMIT")
            now = datetime.now(UTC).isoformat()
            notes = {"form": INDEX_FORMAT, "analysis": fingerprint(), "built": now, "serial": 0}
            connection.executemany("INSERT INTO meta VALUES (?, ?)", notes.items())
        return database

    def has_index_format(self) -> bool:
        """Whether the file is an index as this code writes it."""
        try:
            return self.note("form") == INDEX_FORMAT
        except sqlite3.Error:
            return False

    def note(self, name: str) -> str:
        """What was noted with the index when it was made; empty if nothing was."""
        with self._connection() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One and the same state of the index, however many requests read it."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of it is written, or nothing."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._connection() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _connection(self, uri: str = "") -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = _connect(uri or f"{self.path.as_uri()}?mode=rw")
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        try:
            self._idle.put_nowait(connection)
        except Full:
            connection.close()

    def close(self) -> None:
        """Close what is idle; a connection in use closes itself when the last one who knows it lets go."""
        while not self._idle.empty():
            self._idle.get_nowait().close()


def _connect(uri: str) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            uri, uri=True, timeout=TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False
        )
    except sqlite3.OperationalError as error:
        raise EngineUnavailable(f"The search index cannot be opened: {error}.") from error
    # The index can be built again at any time: it need not reach the disk at every commit.
    connection.executescript("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY")
    return connection


def partition_table(number: int) -> str:
    """The table of ranked entries of one audience. Talk has one table for all, filtered by audience."""
    return f"ranked_{number}"


TALK_TABLE = "talk"


def create_words_table(connection: sqlite3.Connection, name: str) -> None:
    columns = ", ".join((*WORD_COLUMNS, *GRAM_COLUMNS))
    connection.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content='', detail=full, tokenize=\"{TOKENIZE}\")"
    )
    connection.execute(f"CREATE VIRTUAL TABLE {name}_terms USING fts5vocab({name}, 'row')")
    connection.execute(f"CREATE VIRTUAL TABLE {name}_words USING fts5vocab({name}, 'col')")
