"""The engines as they come, with the same stems and filters, and nothing of ours."""

import sqlite3
from collections.abc import Iterable
from typing import Protocol

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from bench.generated import CHOSEN
from search.engines.passages import Entry
from search.query.params import FACETS


class Bare(Protocol):
    def write(self, entries: Iterable[Entry]) -> None: ...

    def finish(self) -> None:
        """All is written."""

    def ask(self, text: str) -> object:
        """The twenty best, and all counts."""


class BareFts5:
    """A plain FTS5 table; what it finds is filtered, kept, and joined with a table of facets for each count.

    It counts what is left, which is less than a page needs: a facet there ignores what is chosen in it.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.executescript("""
            CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='unicode61');
            CREATE TABLE facet (id INTEGER, name TEXT, value TEXT);
            CREATE TEMP TABLE found (id INTEGER PRIMARY KEY, score REAL);
            CREATE INDEX by_value ON facet (name, value, id);
            CREATE INDEX by_id ON facet (id);
        """)

    def write(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._database.execute(
                "INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", (entry.thing.id, *_texts(entry))
            )
            rows = [(entry.thing.id, name, value) for name, values in entry.facets.items() for value in values]
            self._database.executemany("INSERT INTO facet VALUES (?, ?, ?)", rows)

    def finish(self) -> None:
        self._database.commit()

    def ask(self, text: str) -> object:
        match = " OR ".join(f'"{word}"' for word in text.split())
        narrowed = "".join(
            f" AND rowid IN (SELECT id FROM facet WHERE name = '{name}' AND value IN ({', '.join(map(repr, values))}))"
            for name, values in CHOSEN.items()
        )
        self._database.execute("DELETE FROM found")
        self._database.execute(
            f"INSERT INTO found SELECT rowid, bm25(texts) FROM texts WHERE texts MATCH ? {narrowed}", (match,)
        )
        for name in FACETS:
            query = "SELECT value, count(*) FROM facet JOIN found USING (id) WHERE name = ? GROUP BY value"
            self._database.execute(query, (name,)).fetchall()
        return self._database.execute("SELECT id FROM found ORDER BY score LIMIT 20").fetchall()


class BareElasticsearch:
    """One index, one request a question; each facet is counted without what is chosen in it, as on our page."""

    INDEX = "bare"

    def __init__(self, url: str) -> None:
        self._server = Elasticsearch(url, request_timeout=60)
        self._server.options(ignore_status=404).indices.delete(index=self.INDEX)
        text, keyword = {"type": "text", "analyzer": "whitespace"}, {"type": "keyword"}
        properties = {"title": text, "body": text, **dict.fromkeys(FACETS, keyword)}
        settings = {"number_of_shards": 1, "number_of_replicas": 0}
        self._server.indices.create(index=self.INDEX, settings=settings, mappings={"properties": properties})

    def write(self, entries: Iterable[Entry]) -> None:
        bulk(self._server, ({"_index": self.INDEX, "_id": str(entry.thing.id), **_fields(entry)} for entry in entries))

    def finish(self) -> None:
        self._server.indices.refresh(index=self.INDEX)

    def ask(self, text: str) -> object:
        narrowed = {name: {"terms": {name: list(values)}} for name, values in CHOSEN.items()}

        def counted(name: str) -> dict[str, object]:
            others = [narrowed[other] for other in narrowed if other != name]
            values = {"values": {"terms": {"field": name, "size": 100}}}
            return {"filter": {"bool": {"filter": others}}, "aggs": values}

        return self._server.search(
            index=self.INDEX,
            query={"multi_match": {"query": text, "fields": ["title", "body"]}},
            post_filter={"bool": {"filter": list(narrowed.values())}},
            aggs={name: counted(name) for name in FACETS},
            size=20,
            source=False,
        )


def _texts(entry: Entry) -> tuple[str, str]:
    title, body = (" ".join(passage.stems[: passage.ordered]) for passage in entry.passages[:2])
    return title, body


def _fields(entry: Entry) -> dict[str, object]:
    title, body = _texts(entry)
    return {"title": title, "body": body} | {name: list(values) for name, values in entry.facets.items()}
