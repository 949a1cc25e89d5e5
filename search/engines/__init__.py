"""The engine that this site searches with, and the indices behind it."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.fallback import FallbackEngine
from search.engines.fts5 import Fts5Engine
from search.engines.protocol import Engine, Index


def engine() -> Engine:
    """What is asked, as the settings say."""
    *stand_ins, main = indices()
    return FallbackEngine(main, stand_ins[0]) if stand_ins else main


def indices() -> tuple[Index, ...]:
    """All that are kept up to date: what stands in, then what is asked. A process has one object of each for its threads."""
    file = Path(settings.SEARCH_INDEX_FILE)
    if settings.ELASTICSEARCH_URL:
        return _embedded(file), _cluster(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX, file)
    return (_embedded(file),)


@cache
def _embedded(file: Path) -> Fts5Engine:
    return Fts5Engine(file)


@cache
def _cluster(urls: str, prefix: str, file: Path) -> ElasticsearchEngine:
    locks = file.with_name("elasticsearch")
    return ElasticsearchEngine([url.strip() for url in urls.split(",")], prefix=prefix, locks=locks)
