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
from search.engines.elasticsearch.aliases import BUILDING, LIVING, Places
from search.engines.elasticsearch.client import Client
from search.engines.elasticsearch.document_frequencies import GramRarities
from search.engines.elasticsearch.hit_fields import CARD, COLUMNS, thing_on
from search.engines.elasticsearch.mapping import FORM, GIST, vector_of
from search.engines.elasticsearch.searcher import answer
from search.engines.elasticsearch.writer import id_of, put, take_out
from search.engines.file_locks import is_locked, locked
from search.engines.protocol import (
    Answer,
    EngineUnavailable,
    Entry,
    Gist,
    Indexed,
    Near,
    Passage,
    Question,
    Statistics,
    Thing,
    Vector,
)
from search.engines.serialization import unpacked_gist, unpacked_passages

# Seconds that a writer waits for another to finish its handful of entries.
PATIENCE_TO_WRITE = 10.0
# So many words of a vocabulary are compared, those in most entries first.
MAX_COMPARED = 3_000
_INDEXED = ("kind", "thing", "version", "audience", "meant.anchor")
SHORT = 6  # of a word no longer than this, two slips make any other


class ElasticsearchEngine:
    """urls: of one or more nodes of a cluster. prefix: of the names of this site's indices there.

    locks: a path for the files by which the writers of this machine keep out of each other's way.
    """

    name = "The index in Elasticsearch"

    def __init__(self, urls: Sequence[str], *, prefix: str, locks: Path) -> None:
        self._client = Client(urls)
        self._places = Places(self._client, prefix)
        self._rarities = GramRarities(self._client)
        self._write_lock = locks.with_name(f"{locks.name}.lock")
        self._build_lock = locks.with_name(f"{locks.name}.building.lock")

    def is_missing(self) -> bool:
        try:
            talk = self._places.talk
            return not self._client.exists(talk) or self._client.note(talk).get("form") != FORM
        except EngineUnavailable:
            return False

    def is_outdated(self) -> bool:
        try:
            return self._client.note(self._places.talk).get("analysis") != fingerprint()
        except EngineUnavailable:
            return False

    def discard(self) -> None:
        """Remove all that this site has in the cluster."""
        for state in (BUILDING, LIVING):
            self._places.discard(state)

    @contextmanager
    def alone(self) -> Iterator[None]:
        with locked(self._write_lock, PATIENCE_TO_WRITE):
            yield

    def write(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        for state in self._states():
            put(self._client, self._places, state, entries)
            self._client.refresh(self._places.all(state))

    def delete(self, things: Collection[Thing]) -> None:
        for state in self._states():
            take_out(self._client, self._places, state, things)
            self._client.refresh(self._places.all(state))

    def search(self, question: Question) -> Answer:
        return answer(self._client, self._places, self._rarities, question)

    def nearest(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Near]:
        if not keys:
            return []
        nearest = {
            "field": f"meant.{vector_of(len(vector))}",
            "query_vector": vector.tolist(),
            "k": limit,
            "num_candidates": max(2 * limit, 200),
            "inner_hits": {"size": 1} | COLUMNS | {"docvalue_fields": ["meant.anchor"]},
        }
        body = {"knn": nearest, "size": limit, "track_total_hits": False} | COLUMNS
        (found,) = self._client.ask_all([(self._places.partitions(keys), body)])
        # Elasticsearch's score of a cosine c is (1 + c) / 2.
        return [Near(thing_on(hit), 2 * hit["_score"] - 1, _anchor(hit)) for hit in found["hits"]["hits"]]

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        if not things:
            return {}
        stored = self._read(things, {"stored_fields": ["passages"]})
        return {thing_on(hit): unpacked_passages(b64decode(hit["fields"]["passages"][0])) for hit in stored}

    def gists(self, things: Collection[Thing]) -> Mapping[Thing, Gist]:
        columns = self._read(things, {"docvalue_fields": [CARD, GIST]})
        return {thing_on(hit): unpacked_gist(b64decode(hit["fields"][GIST][0])) for hit in columns}

    def _read(self, things: Collection[Thing], what: dict[str, Any]) -> list[dict[str, Any]]:
        """Hits with what lies there of these."""
        if not things:
            return []
        of_these = {"query": {"ids": {"values": [id_of(thing) for thing in things]}}, "size": len(things)}
        unranked = of_these | {"sort": ["_doc"], "track_total_hits": False}
        (found,) = self._client.ask_all([(self._places.all(LIVING), unranked | COLUMNS | what)])
        return list(found["hits"]["hits"])

    def complete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        begun = [
            {"bool": {"should": [{"prefix": {"openings": spelling}} for spelling in spellings]}} for spellings in words
        ]
        opened = {"terms": {"audience": sorted(keys)}}
        query = {"bool": {"filter": [*begun, opened]}}
        body = {"query": query, "sort": [{"published": "desc"}], "size": limit} | COLUMNS
        (found,) = self._client.ask_all([(self._places.partitions(keys), body)])
        return [thing_on(hit) for hit in found["hits"]["hits"]]

    def known(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        if not stems or not keys:
            return frozenset()
        wanted = sorted(stems)
        body = {
            "size": 0,
            "query": {"terms": {"stems": wanted}},
            "aggs": {"known": {"terms": {"field": "stems", "include": wanted, "size": len(wanted)}}},
        }
        return frozenset(bucket["key"] for bucket in self._buckets(keys, body))

    def words_like(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
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

    def contents(self) -> Iterator[Indexed]:
        self._make_sure()
        for hit in self._client.everything(self._places.all(LIVING), _INDEXED):
            source = hit["_source"]
            thing, meant = Thing(source["kind"], source["thing"]), len(source.get("meant", ()))
            yield Indexed(thing, source["version"], source["audience"], meant)

    def statistics(self) -> Statistics:
        self._make_sure()
        living = self._places.all(LIVING)
        counted = {"size": 0, "aggs": {"known": {"terms": {"field": "kind", "size": 100}}}}
        buckets = self._client.ask(living, counted)["aggregations"]["known"]["buckets"]
        built = datetime.fromisoformat(self._client.note(self._places.talk)["built"])
        return Statistics({one["key"]: one["doc_count"] for one in buckets}, self._client.size(living), built)

    @contextmanager
    def rebuilding(self) -> Iterator["ElasticsearchBuilding"]:
        with locked(self._build_lock, timeout=0.2):
            self._places.begin()
            try:
                yield ElasticsearchBuilding(self._client, self._places)
                with self.alone():
                    self._client.refresh(self._places.all(BUILDING))
                    self._places.put_in_place()
            except BaseException:
                self._places.discard(BUILDING)
                raise

    def _states(self) -> list[str]:
        """The living generation, and the one that somebody is building."""
        self._make_sure()
        return [LIVING, BUILDING] if is_locked(self._build_lock) else [LIVING]

    def _make_sure(self) -> None:
        if not self._client.exists(self._places.talk):
            raise EngineUnavailable("There is no search index in Elasticsearch.")

    def _buckets(self, keys: frozenset[str], body: dict[str, Any]) -> list[dict[str, Any]]:
        found = self._client.ask(self._places.partitions(keys), body)
        return list(found.get("aggregations", {}).get("known", {}).get("buckets", ()))


class ElasticsearchBuilding:
    def __init__(self, client: Client, places: Places) -> None:
        self._client = client
        self._places = places

    def write(self, entries: Iterable[Entry]) -> None:
        put(self._client, self._places, BUILDING, list(entries))


def _anchor(hit: Mapping[str, Any]) -> str:
    (part,) = hit["inner_hits"]["meant"]["hits"]["hits"]
    return str(part["fields"]["meant.anchor"][0])


def _literal(letter: str) -> str:
    return re.sub(r'([.?+*|{}\[\]()"\\#@&<>~^-])', r"\\\1", letter)
