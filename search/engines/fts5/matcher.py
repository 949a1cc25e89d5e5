"""Which entries a question's words find in one index, and how well."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import log

import numpy as np
from numpy.typing import NDArray

from search.engines.fts5.database import GRAM_COLUMNS, TALK_TABLE, WORD_COLUMNS, partition_table
from search.engines.fts5.doc_values import Mask
from search.engines.protocol import (
    BODY,
    GRAM_WEIGHTS,
    MAX_NEAR_IN_LETTERS,
    NAMES,
    NEAR_IN_LETTERS,
    TITLE,
    WORD_WEIGHTS,
    Clause,
    Leaf,
    Phrase,
    Term,
    Wanted,
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

    others: the scores of the words with other words for them.
    """

    def __init__(self, size: int) -> None:
        self.mask: Mask = np.zeros(size, dtype=np.bool_)
        self.said: Mask = self.mask
        self.own: Mask = np.ones(size, dtype=np.bool_)
        self.words: Scores = np.zeros(size)
        self.grams: Scores = np.zeros(size)
        self.others: Scores = np.zeros(size)


def match(
    connection: sqlite3.Connection, wanted: Wanted, keys: Iterable[str], size: int, *, spelt_alike: bool = False
) -> Matches:
    """Entries that say what is wanted, in the tables that `keys` open; of talk, in all rooms. size: of the masks."""
    matches = Matches(size)
    for table in _tables(connection, keys):
        numbers = _score(connection, table, wanted, matches)
        if len(numbers):
            matches.mask[numbers[_enough(connection, table, wanted, numbers, size)]] = True
            if any(clause.meant or clause.others for clause in wanted.clauses):
                matches.own[numbers] = _as_typed(connection, table, wanted.as_typed(), size)[numbers]
    matches.said = matches.mask.copy()
    if spelt_alike:
        _add_spelt_alike(matches)
    return matches


def _add_spelt_alike(matches: Matches) -> None:
    others = np.where(matches.mask, 0.0, matches.grams)
    best = np.argsort(-others, kind="stable")[:MAX_NEAR_IN_LETTERS]
    matches.mask[best[others[best] >= NEAR_IN_LETTERS]] = True


def _score(connection: sqlite3.Connection, table: str, wanted: Wanted, matches: Matches) -> NDArray[np.int64]:
    """Note the scores of the entries in one table; returns those with at least one of the clauses that may be missing."""
    if table == TALK_TABLE:
        return np.array(_numbers(connection, table, _words(wanted)), dtype=np.int64)
    entries = _entries(connection, table)
    full, full_of_rarest = _full(connection, table, wanted, entries)
    numbers, scores = _bm25(connection, table, _words(wanted), _WORD_WEIGHTS)
    matches.others[numbers] = scores / full_of_rarest
    typed = (numbers, scores)
    if wanted.has_others:
        typed = _bm25(connection, table, _words(wanted.without_others()), _WORD_WEIGHTS)
    matches.words[typed[0]] = typed[1] / full
    grams = _rarest(connection, table, wanted, entries)
    if grams:
        near, near_scores = _bm25(connection, table, _in_columns(GRAM_COLUMNS, grams), _GRAM_WEIGHTS)
        matches.grams[near] = near_scores / (sum(grams.values()) or 1.0)
    return numbers


def _full(connection: sqlite3.Connection, table: str, wanted: Wanted, entries: int) -> tuple[float, float]:
    """What a text scores that has each clause once, as it was typed, and in the rarest of its words that are said at all.

    See `search.engines.protocol.Candidate`.
    """
    full = full_of_rarest = 0.0
    for clause in wanted.clauses:
        typed = _count(connection, table, _clause(replace(clause, others=())))
        others = [_count(connection, table, _leaf(leaf)) for leaf in clause.others]
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


def excluded(connection: sqlite3.Connection, wanted: Wanted, keys: Iterable[str], size: int) -> Mask:
    """Entries that say what must not be said."""
    mask: Mask = np.zeros(size, dtype=np.bool_)
    expression = " OR ".join(map(_leaf, wanted.excluded))
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


def _as_typed(connection: sqlite3.Connection, table: str, wanted: Wanted, size: int) -> Mask:
    mask: Mask = np.zeros(size, dtype=np.bool_)
    numbers = np.array(_numbers(connection, table, _words(wanted)), dtype=np.int64)
    mask[numbers[_enough(connection, table, wanted, numbers, size)]] = True
    return mask


def _enough(
    connection: sqlite3.Connection, table: str, wanted: Wanted, numbers: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    """Which of `numbers` have as many of the clauses that may be missing as have to be there."""
    optional = [clause for clause in wanted.clauses if not clause.required]
    if wanted.at_least <= 1 or wanted.at_least >= len(optional):
        return np.ones(len(numbers), dtype=np.bool_)
    there = np.zeros(size, dtype=np.int64)
    for clause in optional:
        there[_numbers(connection, table, _clause(clause))] += 1
    return np.asarray(there[numbers] >= wanted.at_least)


def _numbers(connection: sqlite3.Connection, table: str, expression: str) -> list[int]:
    rows = connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (expression,))  # noqa: S608
    return [row[0] for row in rows]


def _words(wanted: Wanted) -> str:
    required = [_clause(clause) for clause in wanted.clauses if clause.required]
    optional = [_clause(clause) for clause in wanted.clauses if not clause.required]
    if optional and wanted.at_least < len(optional):
        optional = [f"({' OR '.join(optional)})"]
    return " AND ".join(required + optional)


def _clause(clause: Clause) -> str:
    return f"({' OR '.join(map(_leaf, clause.any_of))})"


def _leaf(leaf: Leaf) -> str:
    if isinstance(leaf, Phrase):
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


def _rarest(connection: sqlite3.Connection, table: str, wanted: Wanted, entries: int) -> dict[str, float]:
    """Trigrams to ask for, with their rarity."""
    grams = dict.fromkeys(gram for leaf in wanted.leaves() if isinstance(leaf, Term) for gram in leaf.grams)
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
