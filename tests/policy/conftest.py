"""The world, made once for all tests of this folder; each of them leaves it as it was."""

from collections.abc import Iterator
from pathlib import Path

import channels.db
import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.policy.leaks import LEAKS, Leak
from tests.policy.world import World, build_world


@pytest.fixture(autouse=True)
def keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Channels would close it after each question of a socket, and with it the transaction in which the world stands."""
    monkeypatch.setattr(channels.db, "close_old_connections", lambda: None)


def leak_of(config: pytest.Config) -> Leak | None:
    """The one that was asked for."""
    name = config.getoption("--leak")
    return next(leak for leak in LEAKS if leak.name == name) if name else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With a leak, the one test that has to catch it: another might fail of something else, and would hide that none does."""
    if leak := leak_of(config):
        items[:] = [item for item in items if item.name == leak.caught_by]


@pytest.fixture(scope="package")
def world(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    folder, leak = tmp_path_factory.mktemp("policy"), leak_of(request.config)
    with django_db_blocker.unblock(), standing_in(folder), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        if leak and leak.is_written:
            leak.put_in(patch)
        world = build_world()
        if leak and not leak.is_written:
            leak.put_in(patch, world)
        yield world
        transaction.set_rollback(True)


def standing_in(folder: Path) -> override_settings:
    """Settings under which files and index of the world are its own."""
    return override_settings(
        MEDIA_ROOT=folder / "files",
        SEARCH_INDEX_FILE=folder / "search.sqlite3",
        SEARCH_INLINE=True,
        LOGGING_CONFIG=None,
    )
