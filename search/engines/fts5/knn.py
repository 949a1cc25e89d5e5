"""What entries mean, in memory: one row of a matrix a part of an entry, searched from end to end.

Exact, and quick as long as the matrix fits: 13 ms at 100,000 parts, which take 150 MB a process. A graph of neighbours
that is filtered afterwards would lose nearly everything for a reader who may see little.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.engines.fts5.doc_values import DocValues, Mask
from search.engines.passages import Embedding, Vector
from search.engines.responses import Neighbour

_KEPT_AS = np.float16
_HIDDEN = np.float32(-2.0)  # no cosine is
# So many parts of an entry may be near before entries behind it are overlooked.
_PARTS = 8


def insert_embeddings(connection: sqlite3.Connection, number: int, embeddings: Iterable[Embedding]) -> None:
    """Put these in place of the embeddings of the entry with this number."""
    connection.execute("DELETE FROM embedding WHERE id = ?", (number,))
    connection.executemany(
        "INSERT INTO embedding (id, anchor, vector) VALUES (?, ?, ?)",
        [(number, one.anchor, one.vector.astype(_KEPT_AS).tobytes()) for one in embeddings],
    )


def _no_vectors() -> NDArray[np.float32]:
    return np.empty((0, 0), dtype=np.float32)


@dataclass(slots=True)
class VectorIndex:
    """The state at `serial`; never changed, as `DocValues`. owners: number of the entry, by row of `vectors`."""

    serial: int = -1
    owners: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    anchors: NDArray[np.object_] = field(default_factory=lambda: np.empty(0, dtype=np.object_))
    vectors: NDArray[np.float32] = field(default_factory=_no_vectors)

    def refreshed(self, connection: sqlite3.Connection, serial: int) -> "VectorIndex":
        """These vectors, or newer ones if the index has been written since."""
        if serial == self.serial:
            return self
        changed = [row[0] for row in connection.execute("SELECT id FROM entry WHERE serial > ?", (self.serial,))]
        rows = connection.execute(
            "SELECT embedding.id, anchor, vector FROM embedding JOIN entry USING (id) WHERE serial > ?", (self.serial,)
        ).fetchall()
        # Vectors of one model have one length; those of another, from before it was exchanged, are passed over.
        size = len(rows[-1][2]) // np.dtype(_KEPT_AS).itemsize if rows else self.vectors.shape[1]
        rows = [row for row in rows if len(row[2]) == size * np.dtype(_KEPT_AS).itemsize]
        kept = ~np.isin(self.owners, changed) if size == self.vectors.shape[1] else np.zeros(len(self.owners), np.bool_)
        return VectorIndex(
            serial,
            np.concatenate([self.owners[kept], np.array([row[0] for row in rows], dtype=np.int64)]),
            np.concatenate([self.anchors[kept], np.array([row[1] for row in rows], dtype=np.object_)]),
            np.concatenate(
                [self.vectors[kept].reshape(np.count_nonzero(kept), size), _matrix([row[2] for row in rows], size)]
            ),
        )

    def knn(self, vector: Vector, doc_values: DocValues, open_: Mask, limit: int) -> list[Neighbour]:
        """See `search.engines.protocol.Engine.knn`. open_: entries that may be found, by number."""
        if self.vectors.shape[1:] != vector.shape:
            return []
        similarities = np.where(open_[self.owners], self.vectors @ vector, _HIDDEN)
        found: dict[int, Neighbour] = {}
        for row in _highest(similarities, limit * _PARTS):
            owner = int(self.owners[row])
            if len(found) >= limit or similarities[row] == _HIDDEN:
                break
            if owner not in found:
                found[owner] = Neighbour(doc_values.thing(owner), float(similarities[row]), str(self.anchors[row]))
        return list(found.values())


def _matrix(blobs: list[bytes], size: int) -> NDArray[np.float32]:
    return np.frombuffer(b"".join(blobs), dtype=_KEPT_AS).astype(np.float32).reshape(len(blobs), size)


def _highest(similarities: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Rows of the `count` highest, the highest first."""
    rows = np.argpartition(-similarities, count)[:count] if len(similarities) > count else np.arange(len(similarities))
    return rows[np.argsort(-similarities[rows], kind="stable")]
