"""The disk is full: what is indexed goes on being found, nothing is half written, and all goes on when there is room again."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.engines.fts5 import Fts5Engine
from search.engines.protocol import EngineUnavailable
from search.engines.queries import BoolQuery, Clause, SearchRequest, TermQuery
from search.index.entries import entry_of
from tests.search.shelf import document

pytestmark = pytest.mark.fault
CANAL = SearchRequest(frozenset({"public"}), BoolQuery((Clause((TermQuery(("canal",)),)),), minimum_should_match=1))
LONG = " ".join(f"word{number}" for number in range(3_000))


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes: what a write meets is what it meets on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def engine(tmp_path: Path) -> Fts5Engine:
    engine = Fts5Engine(tmp_path / "search.sqlite3")
    with engine.rebuild() as building:
        building.write(entry_of(document(id, "Canal")) for id in range(1, 11))
    return engine


def write(engine: Fts5Engine, *ids: int) -> None:
    with engine.write_lock():
        engine.write(entry_of(document(id, "Canal", text=LONG)) for id in ids)


def test_what_is_indexed_is_found_while_nothing_more_fits_and_the_rest_follows(engine: Fts5Engine) -> None:
    with no_room_beyond(300_000):
        with pytest.raises(EngineUnavailable):
            write(engine, *range(11, 61))
        assert engine.search(CANAL).total == 10
    write(engine, *range(11, 61))
    assert engine.search(CANAL).total == 60


def test_a_rebuild_that_does_not_fit_leaves_the_living_index_and_no_rubbish(engine: Fts5Engine, tmp_path: Path) -> None:
    with no_room_beyond(300_000), pytest.raises(EngineUnavailable), engine.rebuild() as building:
        building.write(entry_of(document(id, "Canal", text=LONG)) for id in range(1, 61))
    assert engine.search(CANAL).total == 10
    with engine.rebuild() as building:
        building.write(entry_of(document(id, "Canal")) for id in range(1, 4))
    assert engine.search(CANAL).total == 3
    generations = {path.name.partition("-")[0] for path in tmp_path.glob(f"search.sqlite3.{'[0-9a-f]' * 12}*")}
    assert generations == {(tmp_path / "search.sqlite3").resolve().name}
