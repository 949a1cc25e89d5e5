"""Three nodes of Elasticsearch (so that a majority is left), one of which is killed while people search and while the index is built anew."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.passages import Entry
from search.engines.protocol import EngineUnavailable, IndexBuilder
from search.engines.queries import BoolQuery, Clause, SearchRequest, TermQuery
from search.index.entries import entry_of
from tests.machine import RUNAWAY_SECONDS
from tests.search.shelf import document
from tests.search_nodes import Node, cluster

pytestmark = [
    pytest.mark.fault,
    pytest.mark.xdist_group("cluster"),
    pytest.mark.skipif(not os.environ.get("ELASTICSEARCH_URL"), reason="runs beside Elasticsearch alone"),
]
PUBLIC = frozenset({"public"})
CANAL = SearchRequest(PUBLIC, BoolQuery((Clause((TermQuery(("canal",)),)),), minimum_should_match=1))


@pytest.fixture
def nodes() -> Iterator[list[Node]]:
    with cluster(nodes=3) as nodes:
        yield nodes


@pytest.fixture
def engine(nodes: list[Node], tmp_path: Path) -> ElasticsearchEngine:
    return ElasticsearchEngine([node.url for node in nodes], prefix="fault", locks=tmp_path / "elasticsearch")


def build(engine: ElasticsearchEngine, count: int) -> None:
    with engine.rebuild() as building:
        for start in range(1, count + 1, 50):
            building.write([entry_of(document(id, "Canal")) for id in range(start, min(start + 50, count + 1))])


def total(engine: ElasticsearchEngine) -> int:
    """What is found once somebody answers: a moment without an answer is refused, never answered with less."""
    until = time.monotonic() + RUNAWAY_SECONDS
    while True:
        try:
            return engine.search(CANAL).total
        except EngineUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def test_nothing_is_lost_when_a_node_is_killed_while_people_search_and_the_index_is_built(nodes, engine):
    build(engine, 200)
    until_copied(engine)
    seen: set[int] = set()
    ended = threading.Event()
    reader = threading.Thread(target=keep_searching, args=(engine, seen, ended))
    reader.start()
    try:
        with engine.rebuild() as building:
            building.write([entry_of(document(id, "Canal")) for id in range(1, 101)])
            # What stands on one node alone goes with it: such a build fails, and the older index stays in use.
            until_copied(engine)
            nodes[0].kill()
            write_in_the_end(building, [entry_of(document(id, "Canal")) for id in range(101, 301)])
        assert total(engine) == 300
    finally:
        ended.set()
        reader.join()
    # Nobody was ever answered with less than there was: the older index, and then the newer.
    assert seen <= {200, 300}
    assert {one.thing.id for one in engine.indexed_versions()} == set(range(1, 301))


def keep_searching(engine: ElasticsearchEngine, seen: set[int], ended: threading.Event) -> None:
    while not ended.is_set():
        seen.add(total(engine))


def write_in_the_end(building: IndexBuilder, entries: list[Entry]) -> None:
    """As the worker does: what was refused while the nodes agreed who leads is written again."""
    until = time.monotonic() + RUNAWAY_SECONDS
    while True:
        try:
            return building.write(entries)
        except EngineUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def until_copied(engine: ElasticsearchEngine) -> None:
    until = time.monotonic() + RUNAWAY_SECONDS
    while time.monotonic() < until and not engine._client.is_copied("fault-*"):
        time.sleep(0.2)
