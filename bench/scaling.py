"""The search as it grows: the same questions of 1,000 and of many more cases, beside the bare engine with the same texts.

Bare is a plain FTS5 table with the stems; what it finds is filtered, kept, and joined with a table of facets for each count.
CASES=100000 sets the larger number.
"""

import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from bench.measuring import Measurement
from bench.world import World
from search.engines.fts5 import Fts5Engine
from search.engines.protocol import Entry, Meant, Question
from search.index.entries import entry_of
from search.query.asking import FACETS, Asked
from search.query.finding import in_order, seek
from search.registry import Document, Section
from search.semantics.nearness import nearest, standing_out

SMALL = 1_000
LARGE = int(os.environ.get("CASES", "10000"))
QUESTIONS = 60
WORDS_A_CASE = 120
VOCABULARY = 20_000
DIMENSIONS = 384
KEYS = frozenset({"public", "members"})
CHOSEN = {"theme": ("theme-1", "theme-2"), "country": ("country-1",), "lang": ("ru",)}
SYLLABLES = "ва ре ко ла ми но та су пе ри до ка ле мо ни се ту во за би го хо ши ча".split()


def scaling(_world: World) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        medians = {}
        for count in dict.fromkeys((SMALL, LARGE)):
            engine = Fts5Engine(Path(folder) / f"{count}.sqlite3")
            bare = sqlite3.connect(":memory:")
            took = _fill(engine, bare, count)
            yield _measurement(f"indexing, of {count:,} cases", took * 1_000 / count, 0, "ms a case")
            yield _measurement(f"index, of {count:,} cases", engine.statistics().size / count, 0, "bytes a case")
            for words in (1, 2, 4):
                ours = _timed(partial(_ours, engine), words)
                peer = _timed(partial(_bare, bare), words)
                medians[count, words] = (ours, peer)
                name = f"{words} words, three filters, all facets, of {count:,} cases, beside bare FTS5"
                yield _measurement(name, statistics.median(ours), statistics.median(peer), "ms")
            with_vectors = _timed(partial(_with_vector, engine), 2)
            words_alone = medians[count, 2][0]
            name = f"2 words with a vector, of {count:,} cases, beside 2 words"
            yield _measurement(name, statistics.median(with_vectors), statistics.median(words_alone), "ms")
        ours, peer = (_p99(medians[LARGE, 2][which]) / _p99(medians[SMALL, 2][which]) for which in (0, 1))
        yield _measurement(f"growth of p99 from {SMALL:,} to {LARGE:,} cases, beside bare FTS5's", ours, peer, "times")


def _fill(engine: Fts5Engine, bare: sqlite3.Connection, count: int) -> float:
    """Seconds that analysing and writing takes."""
    bare.execute("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='unicode61')")
    bare.execute("CREATE TABLE facet (id INTEGER, name TEXT, value TEXT)")
    bare.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY, score REAL)")
    bare.execute("CREATE INDEX by_value ON facet (name, value, id)")
    bare.execute("CREATE INDEX by_id ON facet (id)")
    entries, took = _entries(count), 0.0
    with engine.rebuilding() as building:
        while batch := list(islice(entries, 500)):
            began = time.perf_counter()
            analysed = [replace(entry_of(document), meant=(Meant("", vector),)) for document, vector in batch]
            building.write(analysed)
            took += time.perf_counter() - began
            _fill_bare(bare, analysed)
    bare.commit()
    return took


def _fill_bare(bare: sqlite3.Connection, entries: list[Entry]) -> None:
    for entry in entries:
        title, body = (" ".join(passage.stems[: passage.ordered]) for passage in entry.passages[:2])
        bare.execute("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", (entry.thing.id, title, body))
        rows = [(entry.thing.id, name, value) for name, values in entry.facets.items() for value in values]
        bare.executemany("INSERT INTO facet VALUES (?, ?, ?)", rows)


def _entries(count: int) -> Iterator[tuple[Document, np.ndarray]]:
    chance = random.Random(1)
    generator = np.random.default_rng(1)
    words = _words()
    weights = [1 / (place + 10) for place in range(len(words))]
    for id in range(1, count + 1):
        text = chance.choices(words, weights, k=WORDS_A_CASE)
        vector = generator.normal(size=DIMENSIONS).astype(np.float32)
        document = Document(
            kind="case",
            id=id,
            version=1,
            audience=chance.choice(["public", "public", "members"]),
            language=chance.choice(["ru", "ru", "kk", "ky"]),
            title=" ".join(text[:6]),
            summary="",
            sections=(Section("text", "", " ".join(text[6:])),),
            published=datetime(2015, 5, 18, tzinfo=UTC) + timedelta(hours=id % 90_000),
            facets={
                name: tuple(f"{name}-{chance.randint(1, size)}" for _one in range(chance.randint(1, 2)))
                for name, size in {"theme": 5, "country": 5, "place": 20, "threat": 10, "tag": 300, "year": 12}.items()
            },
        )
        yield document, vector / np.linalg.norm(vector)


def _words() -> list[str]:
    chance = random.Random(2)
    return list({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _one in range(VOCABULARY)})


def _queries(words: int) -> list[str]:
    chance = random.Random(words)
    known = sorted(_words())
    return [" ".join(chance.choices(known[:4_000], k=words)) for _question in range(QUESTIONS)]


def _timed(ask: Callable[[str], object], words: int) -> list[float]:
    queries = _queries(words)
    for query in queries[:5]:
        ask(query)
    took = []
    for query in queries:
        began = time.perf_counter()
        ask(query)
        took.append((time.perf_counter() - began) * 1_000)
    return took


def _ours(engine: Fts5Engine, text: str) -> object:
    sought = seek(engine, Asked(text=text, chosen=CHOSEN, only_typed=True), KEYS, language="ru")
    return in_order(engine, sought).things[:20]


def _with_vector(engine: Fts5Engine, text: str) -> object:
    """The query's vector is at hand, as on every page of a search but its first."""
    sought = seek(engine, Asked(text=text, chosen=CHOSEN, only_typed=True), KEYS, language="ru")
    vector = np.random.default_rng(len(text)).normal(size=DIMENSIONS).astype(np.float32)
    near = nearest(engine, vector / np.linalg.norm(vector), KEYS)
    question: Question = replace(sought.question, also=standing_out(near))
    return in_order(engine, replace(sought, near=near, question=question)).things[:20]


def _bare(bare: sqlite3.Connection, text: str) -> object:
    match = " OR ".join(f'"{word}"' for word in text.split())
    narrowed = "".join(
        f" AND rowid IN (SELECT id FROM facet WHERE name = '{name}' AND value IN ({', '.join(map(repr, values))}))"
        for name, values in CHOSEN.items()
    )
    bare.execute("DELETE FROM found")
    bare.execute(f"INSERT INTO found SELECT rowid, bm25(texts) FROM texts WHERE texts MATCH ? {narrowed}", (match,))
    for name in FACETS:
        query = "SELECT value, count(*) FROM facet JOIN found USING (id) WHERE name = ? GROUP BY value"
        bare.execute(query, (name,)).fetchall()
    return bare.execute("SELECT id FROM found ORDER BY score LIMIT 20").fetchall()


def _p99(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.99)]


def _measurement(name: str, ours: float, peer: float, unit: str) -> Measurement:
    return Measurement(name, round(ours, 3), round(peer, 3), round(ours / peer, 2) if peer else 0, unit)
