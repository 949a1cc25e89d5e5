"""The bundled model, served once for all tests of a process, as the site serves it."""

from collections.abc import Iterator
from typing import Any

import pytest

from search.embeddings.bundled_server import run_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with run_server() as url:
        yield url


@pytest.fixture
def meaning(index: None, server: str, settings: Any, tmp_path: Any) -> None:
    """Search with vectors, none of them made yet."""
    settings.EMBEDDINGS_URL = server
    settings.VECTORS_FILE = tmp_path / "vectors.sqlite3"
