"""A search of its own for every test: an empty index, and two kinds of things, papers and talk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from network.access.viewer import Viewer
from search import registry
from search.index.indexer import process_outbox
from search.index.rebuild import rebuild
from search.query.params import SearchParams
from search.query.results import SearchResults, search
from tests.search.shelf import ANYBODY, Shelf
from tests.search_nodes import forget

Search = Callable[..., SearchResults]


@pytest.fixture
def index(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty index that nobody else uses; changes wait until a test drains the outbox."""
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    settings.ELASTICSEARCH_PREFIX = f"search-{uuid4().hex[:12]}"
    settings.SEARCH_INLINE = False
    monkeypatch.setattr(registry, "_searchables", {})
    url, prefix = settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX
    list(rebuild())
    yield
    if url:
        forget(url, prefix)


@pytest.fixture
def papers(index: None) -> Shelf:
    shelf = Shelf("paper")
    registry.register_searchable(shelf)
    return shelf


@pytest.fixture
def talk(index: None) -> Shelf:
    shelf = Shelf("discussion")
    registry.register_searchable(shelf)
    return shelf


@pytest.fixture
def find(index: None) -> Search:
    """`find("water")`: what is found once the index has followed. `theme=("a",)` chooses."""

    def find(text: str = "", reader: Viewer = ANYBODY, *, language: str = "en", **more: object) -> SearchResults:
        process_outbox()
        known = {name: more.pop(name) for name in ("newest_first", "exact", "after") if name in more}
        return search(SearchParams(text, selected=more, **known), reader, language=language)

    return find


def ids(found: SearchResults) -> list[int]:
    return [hit.row.id for hit in found.hits]
