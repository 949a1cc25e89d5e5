"""Both engines, each with an index of its own for a test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.fts5 import Fts5Engine
from search.engines.protocol import Engine

ELASTICSEARCH = os.environ.get("ELASTICSEARCH_URL", "")
ENGINES: dict[str, Callable[[Path], Engine]] = {
    "fts5": lambda folder: Fts5Engine(folder / "search.sqlite3"),
    "elasticsearch": lambda folder: ElasticsearchEngine(
        [ELASTICSEARCH], prefix=f"contract-{uuid4().hex[:12]}", locks=folder / "elasticsearch"
    ),
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = ENGINES[request.param](tmp_path)
    with engine.rebuild():
        pass
    yield engine
    if isinstance(engine, ElasticsearchEngine):
        engine.discard()  # and nothing of what another test does at the same time
