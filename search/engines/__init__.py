"""The engine that this site searches with."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.fts5 import Fts5Engine
from search.engines.protocol import Engine


def engine() -> Engine:
    """The one in use, as the settings say. Each process has one object of it, which its threads share."""
    return _embedded(Path(settings.SEARCH_INDEX_FILE))


@cache
def _embedded(file: Path) -> Fts5Engine:
    return Fts5Engine(file)
