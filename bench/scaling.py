"""The search as it grows: the same questions of 1,000 and of many more cases, each engine beside itself as it comes.

CASES=100000 sets the larger number.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from bench.bare import Bare, BareElasticsearch, BareFts5
from bench.generated import CHOSEN, KEYS, documents, meaning, questions
from bench.measuring import Measurement
from bench.resident import peak_memory
from bench.site.world import World
from search.embeddings.neighbours import find_neighbours, outliers
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.fts5 import Fts5Engine
from search.engines.passages import Embedding
from search.engines.protocol import Engine, Index
from search.index.entries import entry_of
from search.query.params import SearchParams
from search.query.plan import SearchScope, plan_search
from search.query.retrieval import retrieve
from tests.machine import Missing
from tests.search_nodes import MEMORY, cluster

SMALL = 1_000
LARGE = int(os.environ.get("CASES", "10000"))
BATCH = 500


@dataclass(frozen=True)
class Contest:
    """An engine for so many cases, empty when it is first made, and its bare peer.

    rounds: how often both are asked all questions that warm them. A server that compiles what it is asked often is as fast
    as it will be after some hundreds.
    """

    name: str
    make: Callable[[int], Callable[[], Index]]
    make_bare: Callable[[], Bare]
    rounds: int = 1


def scaling(_world: World) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        yield from _grown(Contest("FTS5", lambda count: partial(Fts5Engine, files / f"{count}.sqlite3"), BareFts5))


def scaling_in_cluster(_world: World) -> Iterator[Measurement]:
    """One node with the memory it has in the tests."""
    try:
        with cluster() as (node,), tempfile.TemporaryDirectory() as folder:
            make = partial(ElasticsearchEngine, [node.url], locks=Path(folder) / "locks")
            yield from _grown(
                Contest(
                    f"Elasticsearch ({MEMORY})",
                    lambda count: partial(make, prefix=f"bench-{count}"),
                    lambda: BareElasticsearch(node.url),
                    rounds=10,
                )
            )
    except Missing as missing:
        print(f"Elasticsearch was not measured: {missing}", file=sys.stderr)


def _grown(contest: Contest) -> Iterator[Measurement]:
    tails = {}
    for count in dict.fromkeys((SMALL, LARGE)):
        make, bare, of = contest.make(count), contest.make_bare(), f"{contest.name}, of {count:,} cases"
        engine = make()
        took = _fill(engine, bare, count)
        yield _measurement(f"indexing in {of}", took * 1_000 / count, 0, "ms a case")
        yield _measurement(f"index in {of}", engine.statistics().size / count, 0, "bytes a case")
        ask, rounds = partial(_ours, engine), contest.rounds
        timings = {words: (_timed(ask, words, rounds), _timed(bare.ask, words, rounds)) for words in (1, 2, 4)}
        for words, (ours, peer) in timings.items():
            name = f"{words} words, three filters, all facets, {of}, beside the bare engine"
            yield _measurement(name, statistics.median(ours), statistics.median(peer), "ms")
        with_vectors = _timed(partial(_with_vector, engine), 2, rounds)
        name = f"2 words with a vector, {of}, beside 2 words"
        yield _measurement(name, statistics.median(with_vectors), statistics.median(timings[2][0]), "ms")
        name = f"memory of a process that asks, {of}, beside one that only opens the index"
        yield _measurement(name, *peak_memory(make, _ask_all), "MB")
        tails[count] = [_p99([one for pair in timings.values() for one in pair[which]]) for which in (0, 1)]
    ours, peer = (tails[LARGE][which] / tails[SMALL][which] for which in (0, 1))
    name = f"growth of p99 from {SMALL:,} to {LARGE:,} cases, {contest.name}, beside the bare engine's"
    yield _measurement(name, ours, peer, "times")


def _fill(engine: Index, bare: Bare, count: int) -> float:
    """Seconds that analysing and writing takes."""
    entries, took = documents(count), 0.0
    with engine.rebuild() as building:
        while batch := list(islice(entries, BATCH)):
            began = time.perf_counter()
            analysed = [replace(entry_of(document), embeddings=(Embedding("", vector),)) for document, vector in batch]
            building.write(analysed)
            took += time.perf_counter() - began
            bare.write(analysed)
    bare.finish()
    return took


def _timed(ask: Callable[[str], object], words: int, rounds: int) -> list[float]:
    for _round in range(rounds):
        for text in questions(words, to_warm=True):
            ask(text)
    took = []
    for text in questions(words):
        began = time.perf_counter()
        ask(text)
        took.append((time.perf_counter() - began) * 1_000)
    return took


def _ask_all(engine: Engine) -> None:
    for words in (1, 2, 4):
        for text in questions(words):
            _ours(engine, text)
            _with_vector(engine, text)


def _ours(engine: Engine, text: str) -> object:
    sought = plan_search(engine, SearchParams(text=text, selected=CHOSEN, exact=True), SearchScope(KEYS, "ru"))
    return retrieve(engine, sought).things[:20]


def _with_vector(engine: Engine, text: str) -> object:
    """The query's vector is at hand, as on every page of a search but its first."""
    sought = plan_search(engine, SearchParams(text=text, selected=CHOSEN, exact=True), SearchScope(KEYS, "ru"))
    near = find_neighbours(engine, meaning(text), KEYS)
    question = replace(sought.request, include=outliers(near))
    return retrieve(engine, replace(sought, neighbours=near, request=question)).things[:20]


def _p99(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.99)]


def _measurement(name: str, ours: float, peer: float, unit: str) -> Measurement:
    return Measurement(name, round(ours, 3), round(peer, 3), round(ours / peer, 2) if peer else 0, unit)
