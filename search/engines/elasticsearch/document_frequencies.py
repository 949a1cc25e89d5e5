"""How rare trigrams are, as the server told last: in a large library that hardly changes, and asking takes a request."""

import time
from collections.abc import Collection, Mapping, Sequence
from math import inf, log1p
from typing import NamedTuple

from search.engines.elasticsearch.client import Client
from search.engines.elasticsearch.mapping import GRAMS

# Of fewer entries each new one counts, so the server is asked each time.
FEW_ENTRIES = 2_000
CACHE_SECONDS = 600.0  # seconds
# Readers with the same keys look into the same places.
MAX_KEPT = 50


class _Told(NamedTuple):
    """having: in how many of all entries each trigram stands. since: when the first of them was asked for."""

    since: float = -inf
    entries: int = 0
    having: Mapping[str, int] = {}


class GramFrequencies:
    def __init__(self, client: Client) -> None:
        self._client = client
        self._kept: dict[tuple[str, ...], _Told] = {}

    def of(self, partitions: Sequence[str], grams: Collection[str]) -> tuple[int, Mapping[str, float]]:
        """How many entries there are, and the rarity of each trigram among them."""
        since, entries, having = self._kept.get(tuple(partitions), _Told())
        now = time.monotonic()
        if now - since > CACHE_SECONDS:
            since, having = now, {}
        if unknown := [gram for gram in grams if gram not in having]:
            entries, said = self._client.document_frequencies(partitions, GRAMS, unknown)
            having = {**having, **{gram: said[gram] for gram in unknown}}
            if entries >= FEW_ENTRIES:
                self._keep(tuple(partitions), _Told(since, entries, having))
        return entries, {gram: idf(entries, having[gram]) for gram in grams}

    def _keep(self, aliases: tuple[str, ...], told: _Told) -> None:
        if len(self._kept) >= MAX_KEPT:
            self._kept.clear()
        self._kept[aliases] = told


def idf(entries: int, having: int) -> float:
    """In nats, as Lucene's BM25Similarity reckons it."""
    return log1p((entries - having + 0.5) / (having + 0.5))
