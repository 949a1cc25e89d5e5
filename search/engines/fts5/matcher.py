"""Which entries a query's words match in one index, and how well."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import log

import numpy as np
from numpy.typing import NDArray

from search.engines.fts5.database import GRAM_COLUMNS, TALK_TABLE, WORD_COLUMNS, partition_table
from search.engines.fts5.doc_values import Mask
from search.engines.passages import BODY, NAMES, TITLE
from search.engines.queries import (
    GRAM_WEIGHTS,
    MAX_FUZZY_HITS,
    MIN_FUZZY_SIMILARITY,
    WORD_WEIGHTS,
    BoolQuery,
    Clause,
    Leaf,
    PhraseQuery,
    TermQuery,
)

Scores = NDArray[np.float64]

_WORD_WEIGHTS = ", ".join(str(WORD_WEIGHTS[column]) for column in WORD_COLUMNS) + ", 0.0, 0.0"
_GRAM_WEIGHTS = ", ".join("0.0" for _column in WORD_COLUMNS) + f", {GRAM_WEIGHTS[TITLE]}, {GRAM_WEIGHTS[BODY]}"
# The rarest trigrams decide; the others cost more the more entries there are.
MAX_GRAMS = 12
# Below this, all trigrams are asked for.
FEW_ENTRIES = 2_000


class Matches:
    """What was found: masks of all of it, of what has the words, and of what was found as typed; and scores, by number
    of the entry.

    expanded_bm25: the scores with expansions.
    """

    def __init__(self, size: int) -> None:
        self.mask: Mask = np.zeros(size, dtype=np.bool_)
        self.with_words: Mask = self.mask
        self.exact: Mask = np.ones(size, dtype=np.bool_)
        self.bm25: Scores = np.zeros(size)
        self.trigram_bm25: Scores = np.zeros(size)
        self.expanded_bm25: Scores = np.zeros(size)


def match(
    connection: sqlite3.Connection, query: BoolQuery, keys: Iterable[str], size: int, *, fuzzy: bool = False
) -> Matches:
    """Entries that say what the query asks for, in the tables that `keys` open; of talk, in all rooms. size: of the masks."""
    matches = Matches(size)
    for table in _tables(connection, keys):
        numbers = _score(connection, table, query, matches)
        if len(numbers):
            matches.mask[numbers[_enough(connection, table, query, numbers, size)]] = True
            if any(clause.corrections or clause.expansions for clause in query.clauses):
                matches.exact[numbers] = _as_typed(connection, table, query.as_typed(), size)[numbers]
    matches.with_words = matches.mask.copy()
    if fuzzy:
        _add_fuzzy(matches)
    return matches


def _add_fuzzy(matches: Matches) -> None:
    others = np.where(matches.mask, 0.0, matches.trigram_bm25)
    best = np.argsort(-others, kind="stable")[:MAX_FUZZY_HITS]
    matches.mask[best[others[best] >= MIN_FUZZY_SIMILARITY]] = True


def _score(connection: sqlite3.Connection, table: str, query: BoolQuery, matches: Matches) -> NDArray[np.int64]:
    """Note the scores of the entries in one table; returns those with at least one of the clauses that may be missing."""
    if table == TALK_TABLE:
        return np.array(_numbers(connection, table, _words(query)), dtype=np.int64)
    entries = _entries(connection, table)
    full, full_of_rarest = _full(connection, table, query, entries)
    numbers, scores = _bm25(connection, table, _words(query), _WORD_WEIGHTS)
    matches.expanded_bm25[numbers] = scores / full_of_rarest
    typed = (numbers, scores)
    if query.has_expansions:
        typed = _bm25(connection, table, _words(query.without_expansions()), _WORD_WEIGHTS)
    matches.bm25[typed[0]] = typed[1] / full
    grams = _rarest(connection, table, query, entries)
    if grams:
        near, near_scores = _bm25(connection, table, _in_columns(GRAM_COLUMNS, grams), _GRAM_WEIGHTS)
        matches.trigram_bm25[near] = near_scores / (sum(grams.values()) or 1.0)
    return numbers


def _full(connection: sqlite3.Connection, table: str, query: BoolQuery, entries: int) -> tuple[float, float]:
    """What a text scores that has each clause once, as it was typed, and in the rarest of its words that are said at all.

    See `search.engines.responses.Candidate`.
    """
    full = full_of_rarest = 0.0
    for clause in query.clauses:
        typed = _count(connection, table, _clause(replace(clause, expansions=())))
        others = [_count(connection, table, _leaf(leaf)) for leaf in clause.expansions]
        full += _rarity(entries, typed)
        full_of_rarest += _rarity(entries, min(filter(None, (typed, *others)), default=0))
    return full or 1.0, full_of_rarest or 1.0


def _bm25(
    connection: sqlite3.Connection, table: str, expression: str, weights: str
) -> tuple[NDArray[np.int64], Scores]:
    query = f"SELECT rowid, -bm25({table}, {weights}) FROM {table} WHERE {table} MATCH ?"  # noqa: S608
    rows = np.array(connection.execute(query, (expression,)).fetchall()).reshape(-1, 2)
    return rows[:, 0].astype(np.int64), rows[:, 1]


def _rarity(entries: int, having: int) -> float:
    """In nats, as FTS5's bm25() reckons it: what stands in half of all entries or more counts for nearly nothing."""
    return max(1e-6, log((entries - having + 0.5) / (having + 0.5)))


def excluded(connection: sqlite3.Connection, query: BoolQuery, keys: Iterable[str], size: int) -> Mask:
    """Entries that say what must not be said."""
    mask: Mask = np.zeros(size, dtype=np.bool_)
    expression = " OR ".join(map(_leaf, query.must_not))
    for table in _tables(connection, keys):
        mask[_numbers(connection, table, expression)] = True
    return mask


def tables_of_texts(connection: sqlite3.Connection, keys: Iterable[str]) -> Iterator[str]:
    """The tables of ranked entries that `keys` open."""
    for key in sorted(keys):
        row = connection.execute("SELECT id FROM partition WHERE audience = ?", (key,)).fetchone()
        if row:
            yield partition_table(row[0])


def _tables(connection: sqlite3.Connection, keys: Iterable[str]) -> Iterator[str]:
    yield from tables_of_texts(connection, keys)
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TALK_TABLE,)).fetchone():
        yield TALK_TABLE


def _as_typed(connection: sqlite3.Connection, table: str, query: BoolQuery, size: int) -> Mask:
    mask: Mask = np.zeros(size, dtype=np.bool_)
    numbers = np.array(_numbers(connection, table, _words(query)), dtype=np.int64)
    mask[numbers[_enough(connection, table, query, numbers, size)]] = True
    return mask


def _enough(
    connection: sqlite3.Connection, table: str, query: BoolQuery, numbers: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    """Which of `numbers` have as many of the clauses that may be missing as have to be there."""
    optional = [clause for clause in query.clauses if not clause.required]
    if query.minimum_should_match <= 1 or query.minimum_should_match >= len(optional):
        return np.ones(len(numbers), dtype=np.bool_)
    there = np.zeros(size, dtype=np.int64)
    for clause in optional:
        there[_numbers(connection, table, _clause(clause))] += 1
    return np.asarray(there[numbers] >= query.minimum_should_match)


def _numbers(connection: sqlite3.Connection, table: str, expression: str) -> list[int]:
    rows = connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (expression,))  # noqa: S608
    return [row[0] for row in rows]


def _words(query: BoolQuery) -> str:
    required = [_clause(clause) for clause in query.clauses if clause.required]
    optional = [_clause(clause) for clause in query.clauses if not clause.required]
    if optional and query.minimum_should_match < len(optional):
        optional = [f"({' OR '.join(optional)})"]
    return " AND ".join(required + optional)


def _clause(clause: Clause) -> str:
    return f"({' OR '.join(map(_leaf, clause.any_of))})"


def _leaf(leaf: Leaf) -> str:
    if isinstance(leaf, PhraseQuery):
        return _in_columns(leaf.fields, (" ".join(words) for words in leaf.spellings))
    parts = []
    if texts := tuple(name for name in leaf.fields if name != NAMES):
        parts.append(_in_columns(texts, leaf.stems))
    if NAMES in leaf.fields and leaf.names:
        parts.append(_in_columns((NAMES,), leaf.names))
    return f"({' OR '.join(parts)})"


def _in_columns(columns: Iterable[str], phrases: Iterable[str]) -> str:
    return f"{{{' '.join(columns)}}} : ({' OR '.join(map(_quoted, phrases))})"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _rarest(connection: sqlite3.Connection, table: str, query: BoolQuery, entries: int) -> dict[str, float]:
    """Trigrams to ask for, with their rarity."""
    grams = dict.fromkeys(gram for leaf in query.leaves() if isinstance(leaf, TermQuery) for gram in leaf.grams)
    having = {gram: _entries_with(connection, table, gram) for gram in grams}
    rarity = {gram: _rarity(entries, count) for gram, count in having.items()}
    if entries < FEW_ENTRIES:
        return rarity
    return {gram: rarity[gram] for gram in sorted(rarity, key=lambda gram: -rarity[gram])[:MAX_GRAMS]}


def _entries(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}_docsize").fetchone()[0])  # noqa: S608


def _count(connection: sqlite3.Connection, table: str, expression: str) -> int:
    query = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"  # noqa: S608
    return int(connection.execute(query, (expression,)).fetchone()[0])


def _entries_with(connection: sqlite3.Connection, table: str, gram: str) -> int:
    row = connection.execute(f"SELECT doc FROM {table}_terms WHERE term = ?", (gram,)).fetchone()  # noqa: S608
    return int(row[0]) if row else 0
