"""What is read from the database often and hardly ever changes, kept in the memory of each process for a minute."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django.core.cache import cache

T = TypeVar("T")

# Seconds until a change is known everywhere.
CACHE_SECONDS = 60
_cached: dict[str, tuple[object, Any]] = {}


def cached(name: str, read: Callable[[], T]) -> T:
    """What `read` gave when it was last asked. The cache holds only a token of it: to take a thesaurus out of a cache whole
    takes longer than to ask it. Nobody may change what comes back: all threads have the same.
    """
    token = cache.get_or_set(f"kept.{name}", lambda: uuid4().hex, CACHE_SECONDS)
    known, value = _cached.get(name, (None, None))
    if known != token:
        value = read()
        _cached[name] = token, value
    found: T = value
    return found
