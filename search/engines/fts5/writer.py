"""Putting entries into one index file, and taking them out."""

import json
import sqlite3
from collections.abc import Mapping

from search.engines.fts5.database import (
    GRAM_COLUMNS,
    TALK_TABLE,
    WORD_COLUMNS,
    create_words_table,
    partition_table,
)
from search.engines.fts5.knn import insert_embeddings
from search.engines.passages import TITLE, Entry, Thing
from search.engines.serialization import pack, pack_passages, pack_term_vector, unpack

# Ends every passage in a column, and stands in every column of trigrams: what asks for words and trigrams of one entry
# at once must not lose those none of whose trigrams are asked for.
END = "*"
_COLUMNS = (*WORD_COLUMNS, *GRAM_COLUMNS)
_PUT_ENTRY = """
    INSERT INTO entry (kind, thing, version, audience, published, is_chronological, facets, texts, gone, serial)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
    ON CONFLICT (kind, thing) DO UPDATE SET
        version = excluded.version, audience = excluded.audience, published = excluded.published,
        is_chronological = excluded.is_chronological, facets = excluded.facets, texts = excluded.texts, gone = 0,
        serial = excluded.serial
    RETURNING id
"""


def write_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """Put `entry` in, in place of what is there of it, unless that is newer."""
    known = _known(connection, entry.thing)
    if known and known[1] > entry.version and not known[3]:
        return
    texts = _texts_table(connection, entry)
    tokens = _tokens(entry)
    if known and not known[3]:
        _remove_tokens(connection, known[0], known[2])
    number = _put_doc_values(connection, entry, texts)
    _insert_tokens(connection, number, texts, tokens)
    connection.execute(
        "INSERT OR REPLACE INTO stored (id, term_vector, passages, tokens) VALUES (?, ?, ?, ?)",
        (number, pack_term_vector(entry.passages), pack_passages(entry.passages), pack(tokens)),
    )
    insert_embeddings(connection, number, entry.embeddings)


def delete_entry(connection: sqlite3.Connection, thing: Thing) -> None:
    known = _known(connection, thing)
    if not known or known[3]:
        return
    _remove_tokens(connection, known[0], known[2])
    connection.execute("DELETE FROM stored WHERE id = ?", (known[0],))
    insert_embeddings(connection, known[0], ())
    connection.execute(
        "UPDATE entry SET gone = 1, facets = '{}', serial = ? WHERE id = ?", (_next_serial(connection), known[0])
    )


def _known(connection: sqlite3.Connection, thing: Thing) -> tuple[int, int, str, int] | None:
    """Its number, version, table of words, and whether it is gone."""
    row: tuple[int, int, str, int] | None = connection.execute(
        "SELECT id, version, texts, gone FROM entry WHERE kind = ? AND thing = ?", thing
    ).fetchone()
    return row


def _texts_table(connection: sqlite3.Connection, entry: Entry) -> str:
    if entry.is_chronological:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TALK_TABLE,)).fetchone():
            create_words_table(connection, TALK_TABLE)
        return TALK_TABLE
    row = connection.execute("SELECT id FROM partition WHERE audience = ?", (entry.audience,)).fetchone()
    if row:
        return partition_table(row[0])
    number = connection.execute("INSERT INTO partition (audience) VALUES (?)", (entry.audience,)).lastrowid or 0
    create_words_table(connection, partition_table(number))
    return partition_table(number)


def _put_doc_values(connection: sqlite3.Connection, entry: Entry, texts: str) -> int:
    cursor = connection.execute(
        _PUT_ENTRY,
        (
            *entry.thing,
            entry.version,
            entry.audience,
            int(entry.published.timestamp()),
            entry.is_chronological,
            json.dumps(entry.facets, ensure_ascii=False),
            texts,
            _next_serial(connection),
        ),
    )
    return int(cursor.fetchone()[0])


def _next_serial(connection: sqlite3.Connection) -> int:
    row = connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'serial' RETURNING value").fetchone()
    return int(row[0])


def _tokens(entry: Entry) -> Mapping[str, str]:
    """The content of every column, and of `completions`, as it is indexed."""
    words: dict[str, list[str]] = {column: [] for column in WORD_COLUMNS}
    grams: dict[str, list[str]] = {column: [END] for column in GRAM_COLUMNS}
    for passage in entry.passages:
        words[passage.field] += [*passage.stems[: passage.ordered], END, *passage.stems[passage.ordered :], END]
        if not entry.is_chronological:
            grams["title_grams" if passage.field == TITLE else "text_grams"] += passage.grams
    columns = {column: " ".join(tokens) for column, tokens in (words | grams).items()}
    return columns | {"completions": "" if entry.is_chronological else " ".join(entry.completions)}


def _insert_tokens(connection: sqlite3.Connection, number: int, texts: str, tokens: Mapping[str, str]) -> None:
    places = ", ".join("?" * len(_COLUMNS))
    connection.execute(
        f"INSERT INTO {texts} (rowid, {', '.join(_COLUMNS)}) VALUES (?, {places})",  # noqa: S608
        (number, *(tokens[column] for column in _COLUMNS)),
    )
    connection.execute("INSERT INTO completions (rowid, words) VALUES (?, ?)", (number, tokens["completions"]))


def _remove_tokens(connection: sqlite3.Connection, number: int, texts: str) -> None:
    blob = connection.execute("SELECT tokens FROM stored WHERE id = ?", (number,)).fetchone()[0]
    tokens = unpack(blob)
    places = ", ".join("?" * len(_COLUMNS))
    connection.execute(
        f"INSERT INTO {texts} ({texts}, rowid, {', '.join(_COLUMNS)}) VALUES ('delete', ?, {places})",  # noqa: S608
        (number, *(tokens[column] for column in _COLUMNS)),
    )
    connection.execute(
        "INSERT INTO completions (completions, rowid, words) VALUES ('delete', ?, ?)", (number, tokens["completions"])
    )
