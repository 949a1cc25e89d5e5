"""Vectors of texts, kept by a hash of the text: whatever is indexed anew is not embedded anew."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import numpy as np
from django.conf import settings

from search.embeddings.client import EmbeddingsUnavailable
from search.engines.passages import Vector

# Half precision: it moves a cosine by less than .001 and halves the file.
_KEPT_AS = np.float16
_TIMEOUT_SECONDS = 5.0
_AT_ONCE = 500
# SQLite's codes for a file that is no database, or no longer a whole one.
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class EmbeddingStore:
    """A file that can be thrown away at any time: what is missing in it is asked for again.

    Its methods raise EmbeddingsUnavailable when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, texts: Collection[str], model: str) -> Mapping[str, Vector]:
        """Those that are kept."""
        if not self._path.exists():
            return {}
        by_hash = {_hash(text, model): text for text in texts}
        hashes, kept = list(by_hash), {}
        with self._open() as connection:
            for start in range(0, len(hashes), _AT_ONCE):
                some = hashes[start : start + _AT_ONCE]
                places = ", ".join("?" * len(some))
                query = f"SELECT hash, vector FROM vector WHERE hash IN ({places})"  # noqa: S608
                for hash_, blob in connection.execute(query, some):
                    kept[by_hash[hash_]] = np.frombuffer(blob, dtype=_KEPT_AS).astype(np.float32)
        return kept

    def keep(self, vectors: Iterable[tuple[str, Vector]], model: str) -> None:
        rows = [(_hash(text, model), vector.astype(_KEPT_AS).tobytes()) for text, vector in vectors]
        with self._open() as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO vector (hash, vector) VALUES (?, ?)", rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_TIMEOUT_SECONDS)) as connection:
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS vector (hash BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
                )
                yield connection
        except (sqlite3.Error, OSError) as error:
            if getattr(error, "sqlite_errorcode", None) in _BROKEN:
                self._path.unlink(missing_ok=True)
            raise EmbeddingsUnavailable(f"The file of kept vectors cannot be used: {error}.") from error


def embedding_store() -> EmbeddingStore:
    return _at(Path(settings.VECTORS_FILE))


@cache
def _at(path: Path) -> EmbeddingStore:
    return EmbeddingStore(path)


def _hash(text: str, model: str) -> bytes:
    return hashlib.sha256(f"{model}\0{text}".encode()).digest()
