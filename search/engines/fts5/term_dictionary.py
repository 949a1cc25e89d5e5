"""Words of an index that look like one that was typed wrong."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from search.analysis.spelling import edit_distance
from search.engines.fts5.matcher import tables_of_texts

# So many words of a partition are compared, those in most entries first: some ten milliseconds.
MAX_COMPARED = 3_000
# Of a short word, two slips make any other.
SHORT = 6
_COLUMNS = "('title', 'summary', 'body', 'names')"


def existing_terms(connection: sqlite3.Connection, stems: Collection[str], keys: Iterable[str]) -> frozenset[str]:
    """See `search.engines.protocol.Engine.existing_terms`."""
    tables = list(tables_of_texts(connection, keys))
    return frozenset(stem for stem in stems if any(_stands_in(connection, table, stem) for table in tables))


def _stands_in(connection: sqlite3.Connection, table: str, stem: str) -> bool:
    query = f"SELECT 1 FROM {table}_words WHERE term = ? AND col IN {_COLUMNS} LIMIT 1"  # noqa: S608
    return connection.execute(query, (stem,)).fetchone() is not None


def similar_terms(connection: sqlite3.Connection, stem: str, keys: Iterable[str], limit: int) -> list[str]:
    """See `search.engines.protocol.Engine.similar_terms`. The first letter, or the second, has to be right."""
    slips = 1 if len(stem) <= SHORT else 2
    entries: Counter[str] = Counter()
    for table in tables_of_texts(connection, keys):
        for begin in dict.fromkeys(stem[:2]):
            entries.update(dict(_words(connection, table, begin, len(stem), slips)))
    distances = {word: edit_distance(stem, word, slips) for word in entries if word != stem}
    near = [word for word, distance in distances.items() if distance <= slips]
    return sorted(near, key=lambda word: (distances[word], -entries[word], word))[:limit]


def _words(
    connection: sqlite3.Connection, table: str, begin: str, length: int, slips: int
) -> Iterator[tuple[str, int]]:
    yield from connection.execute(
        f"SELECT term, sum(doc) AS entries FROM {table}_words WHERE term >= ? AND term < ? "  # noqa: S608
        f"AND col IN {_COLUMNS} AND length(term) BETWEEN ? AND ? "
        "GROUP BY term ORDER BY entries DESC LIMIT ?",
        (begin, chr(ord(begin) + 1), length - slips, length + slips, MAX_COMPARED),
    )
