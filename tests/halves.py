"""What both halves of `make test` run, and what the first one alone: nothing that cannot differ between servers runs twice.

Whether a test touches a server is not written down anywhere: it is seen by the fixtures it asks for and by what its module imports.
That this is true of each test, the first half holds: whatever else reaches for a cache or for the layer fails.
"""

import os
from typing import Any

import pytest
from channels.layers import InMemoryChannelLayer, channel_layers
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache

IS_SECOND = bool(os.environ.get("DATABASE_URL"))
OF_A_SERVER = {"db", "transactional_db", "world", "nodes", "probed"}
NAMES_OF_SERVERS = {id(cache), id(caches), id(channel_layers)}
# Long, and each in one process with the site or the browser that it shares: what begins last would keep one core idle.
FIRST = ("tests/journeys", "tests/policy", "tests/js")


def touches_a_server(item: pytest.Item) -> bool:
    fixtures, arguments = set(item.fixturenames), getattr(getattr(item, "callspec", None), "params", {})  # type: ignore[attr-defined]
    if item.get_closest_marker("django_db") or fixtures & OF_A_SERVER:
        return True
    if "engine" in fixtures:
        return bool(arguments.get("engine") == "elasticsearch")
    return bool(NAMES_OF_SERVERS & {id(value) for value in vars(item.module).values()})  # type: ignore[attr-defined]


def is_for_this_half(item: pytest.Item) -> bool:
    """The engine that needs a server waits for it, the others and what people do in a browser have had their turn."""
    if IS_SECOND:
        return touches_a_server(item) and not item.get_closest_marker("journey")
    return getattr(getattr(item, "callspec", None), "params", {}).get("engine") != "elasticsearch"


def refuse_servers(patch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: Any, **_more: Any) -> None:
        raise AssertionError("this test uses a cache or the layer, and would not be run on Redis: see tests/halves.py")

    for name in ("add", "get", "set", "touch", "delete", "incr"):
        patch.setattr(LocMemCache, name, fail)
    patch.setattr(InMemoryChannelLayer, "group_send", fail)


def in_groups(items: list[pytest.Item]) -> None:
    """Each folder of scripts has a browser; folders go to one process each."""
    for item in items:
        if "tests/js/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group(item.path.parent.name))
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))
