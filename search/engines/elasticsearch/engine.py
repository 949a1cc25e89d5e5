"""The engine that lives in a cluster. See `search.engines.protocol.Engine` for what each method is for."""

import re
from base64 import b64decode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from search.analysis import fingerprint
from search.analysis.spelling import edit_distance
from search.engines.elasticsearch.aliases import BUILDING, LIVE, Aliases
from search.engines.elasticsearch.client import Client
from search.engines.elasticsearch.document_frequencies import GramFrequencies
from search.engines.elasticsearch.hit_fields import COLUMNS, HIT_KEY, thing_of
from search.engines.elasticsearch.mapping import INDEX_FORMAT, TERM_VECTOR, vector_of
from search.engines.elasticsearch.searcher import search
from search.engines.elasticsearch.writer import delete_entries, id_of, write_entries
from search.engines.file_locks import is_locked, locked
from search.engines.passages import Entry, Passage, Thing, Vector
from search.engines.protocol import EngineUnavailable
from search.engines.queries import SearchRequest
from search.engines.responses import IndexedVersion, Neighbour, SearchResponse, Statistics, TermVector
from search.engines.serialization import unpack_passages, unpack_term_vector

# That a writer waits for another to finish its handful of entries.
WRITE_TIMEOUT_SECONDS = 10.0
# So many words of a vocabulary are compared, those in most entries first.
MAX_COMPARED = 3_000
_INDEXED = ("kind", "thing", "version", "audience", "embeddings.anchor")
SHORT = 6  # of a word no longer than this, two slips make any other


class ElasticsearchEngine:
    """urls: of one or more nodes of a cluster. prefix: of the names of this site's indices there.

    locks: a path for the files by which the writers of this machine keep out of each other's way.
    """

    name = "The index in Elasticsearch"

    def __init__(self, urls: Sequence[str], *, prefix: str, locks: Path) -> None:
        self._client = Client(urls)
        self._aliases = Aliases(self._client, prefix)
        self._gram_frequencies = GramFrequencies(self._client)
        self._write_lock = locks.with_name(f"{locks.name}.lock")
        self._build_lock = locks.with_name(f"{locks.name}.building.lock")

    def is_missing(self) -> bool:
        try:
            talk = self._aliases.chronological
            return not self._client.exists(talk) or self._client.note(talk).get("form") != INDEX_FORMAT
        except EngineUnavailable:
            return False

    def is_outdated(self) -> bool:
        try:
            return self._client.note(self._aliases.chronological).get("analysis") != fingerprint()
        except EngineUnavailable:
            return False

    def discard(self) -> None:
        """Remove all that this site has in the cluster."""
        for state in (BUILDING, LIVE):
            self._aliases.discard(state)

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        with locked(self._write_lock, WRITE_TIMEOUT_SECONDS):
            yield

    def write(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        for state in self._states():
            write_entries(self._client, self._aliases, state, entries)
            self._client.refresh(self._aliases.all(state))

    def delete(self, things: Collection[Thing]) -> None:
        for state in self._states():
            delete_entries(self._client, self._aliases, state, things)
            self._client.refresh(self._aliases.all(state))

    def search(self, request: SearchRequest) -> SearchResponse:
        return search(self._client, self._aliases, self._gram_frequencies, request)

    def knn(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Neighbour]:
        if not keys:
            return []
        knn = {
            "field": f"embeddings.{vector_of(len(vector))}",
            "query_vector": vector.tolist(),
            "k": limit,
            "num_candidates": max(2 * limit, 200),
            "inner_hits": {"size": 1} | COLUMNS | {"docvalue_fields": ["embeddings.anchor"]},
        }
        body = {"knn": knn, "size": limit, "track_total_hits": False} | COLUMNS
        (found,) = self._client.multi_search([(self._aliases.partitions(keys), body)])
        # Elasticsearch's score of a cosine c is (1 + c) / 2.
        return [Neighbour(thing_of(hit), 2 * hit["_score"] - 1, _anchor(hit)) for hit in found["hits"]["hits"]]

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        if not things:
            return {}
        stored = self._read(things, {"stored_fields": ["passages"]})
        return {thing_of(hit): unpack_passages(b64decode(hit["fields"]["passages"][0])) for hit in stored}

    def term_vectors(self, things: Collection[Thing]) -> Mapping[Thing, TermVector]:
        columns = self._read(things, {"docvalue_fields": [HIT_KEY, TERM_VECTOR]})
        return {thing_of(hit): unpack_term_vector(b64decode(hit["fields"][TERM_VECTOR][0])) for hit in columns}

    def _read(self, things: Collection[Thing], what: dict[str, Any]) -> list[dict[str, Any]]:
        """Hits with what lies there of these."""
        if not things:
            return []
        of_these = {"query": {"ids": {"values": [id_of(thing) for thing in things]}}, "size": len(things)}
        unranked = of_these | {"sort": ["_doc"], "track_total_hits": False}
        (found,) = self._client.multi_search([(self._aliases.all(LIVE), unranked | COLUMNS | what)])
        return list(found["hits"]["hits"])

    def autocomplete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        begun = [
            {"bool": {"should": [{"prefix": {"completions": spelling}} for spelling in spellings]}}
            for spellings in words
        ]
        opened = {"terms": {"audience": sorted(keys)}}
        query = {"bool": {"filter": [*begun, opened]}}
        body = {"query": query, "sort": [{"published": "desc"}], "size": limit} | COLUMNS
        (found,) = self._client.multi_search([(self._aliases.partitions(keys), body)])
        return [thing_of(hit) for hit in found["hits"]["hits"]]

    def existing_terms(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        if not stems or not keys:
            return frozenset()
        wanted = sorted(stems)
        body = {
            "size": 0,
            "query": {"terms": {"stems": wanted}},
            "aggs": {"known": {"terms": {"field": "stems", "include": wanted, "size": len(wanted)}}},
        }
        return frozenset(bucket["key"] for bucket in self._buckets(keys, body))

    def similar_terms(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
        if not stem or not keys:
            return []
        slips = 1 if len(stem) <= SHORT else 2
        begin = "|".join(map(_literal, dict.fromkeys(stem[:2])))
        pattern = f"({begin}).{{{max(0, len(stem) - slips - 1)},{len(stem) + slips - 1}}}"
        body = {
            "size": 0,
            "aggs": {"known": {"terms": {"field": "stems", "include": pattern, "size": MAX_COMPARED}}},
        }
        entries = {bucket["key"]: bucket["doc_count"] for bucket in self._buckets(keys, body)}
        distances = {word: edit_distance(stem, word, slips) for word in entries if word != stem}
        near = [word for word, distance in distances.items() if distance <= slips]
        return sorted(near, key=lambda word: (distances[word], -entries[word], word))[:limit]

    def indexed_versions(self) -> Iterator[IndexedVersion]:
        self._ensure_index()
        for hit in self._client.scan(self._aliases.all(LIVE), _INDEXED):
            source = hit["_source"]
            thing, embeddings = Thing(source["kind"], source["thing"]), len(source.get("embeddings", ()))
            yield IndexedVersion(thing, source["version"], source["audience"], embeddings)

    def statistics(self) -> Statistics:
        self._ensure_index()
        live = self._aliases.all(LIVE)
        counted = {"size": 0, "aggs": {"known": {"terms": {"field": "kind", "size": 100}}}}
        buckets = self._client.search(live, counted)["aggregations"]["known"]["buckets"]
        built = datetime.fromisoformat(self._client.note(self._aliases.chronological)["built"])
        return Statistics({one["key"]: one["doc_count"] for one in buckets}, self._client.size(live), built)

    @contextmanager
    def rebuild(self) -> Iterator["ElasticsearchBuilder"]:
        with locked(self._build_lock, timeout=0.2):
            self._aliases.create_generation()
            try:
                yield ElasticsearchBuilder(self._client, self._aliases)
                with self.write_lock():
                    self._client.refresh(self._aliases.all(BUILDING))
                    self._aliases.swap()
            except BaseException:
                self._aliases.discard(BUILDING)
                raise

    def _states(self) -> list[str]:
        """The live generation, and the one that somebody is building."""
        self._ensure_index()
        return [LIVE, BUILDING] if is_locked(self._build_lock) else [LIVE]

    def _ensure_index(self) -> None:
        if not self._client.exists(self._aliases.chronological):
            raise EngineUnavailable("There is no search index in Elasticsearch.")

    def _buckets(self, keys: frozenset[str], body: dict[str, Any]) -> list[dict[str, Any]]:
        found = self._client.search(self._aliases.partitions(keys), body)
        return list(found.get("aggregations", {}).get("known", {}).get("buckets", ()))


class ElasticsearchBuilder:
    def __init__(self, client: Client, aliases: Aliases) -> None:
        self._client = client
        self._aliases = aliases

    def write(self, entries: Iterable[Entry]) -> None:
        write_entries(self._client, self._aliases, BUILDING, list(entries))


def _anchor(hit: Mapping[str, Any]) -> str:
    (part,) = hit["inner_hits"]["embeddings"]["hits"]["hits"]
    return str(part["fields"]["embeddings.anchor"][0])


def _literal(letter: str) -> str:
    return re.sub(r'([.?+*|{}\[\]()"\\#@&<>~^-])', r"\\\1", letter)
