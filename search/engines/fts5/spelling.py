"""Words of an index that look like one that was typed wrong."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from search.analysis.spelling import edit_distance
from search.engines.fts5.matching import tables_of_texts

# So many words of a partition are compared, those in most entries first: some ten milliseconds.
MOST_COMPARED = 3_000
# Of a short word, two slips make any other.
SHORT = 4


def words_like(connection: sqlite3.Connection, stem: str, keys: Iterable[str], limit: int) -> list[str]:
    """See `search.engines.protocol.Engine.words_like`. The first letter, or the second, has to be right."""
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
        "AND col IN ('title', 'summary', 'body', 'names') AND length(term) BETWEEN ? AND ? "
        "GROUP BY term ORDER BY entries DESC LIMIT ?",
        (begin, chr(ord(begin) + 1), length - slips, length + slips, MOST_COMPARED),
    )
