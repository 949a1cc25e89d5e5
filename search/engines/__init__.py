"""The engine that this site searches with."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.falling_back import FallingBackEngine
from search.engines.fts5 import Fts5Engine
from search.engines.protocol import Engine


def engine() -> Engine:
    """The one in use, as the settings say. Each process has one object of it, which its threads share."""
    file = Path(settings.SEARCH_INDEX_FILE)
    if settings.ELASTICSEARCH_URL:
        return _cluster(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX, file)
    return _embedded(file)


@cache
def _embedded(file: Path) -> Fts5Engine:
    return Fts5Engine(file)


@cache
def _cluster(urls: str, prefix: str, file: Path) -> FallingBackEngine:
    locks = file.with_name("elasticsearch")
    cluster = ElasticsearchEngine([url.strip() for url in urls.split(",")], prefix=prefix, locks=locks)
    return FallingBackEngine(cluster, _embedded(file))
