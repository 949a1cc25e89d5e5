"""The world, made once for all tests of this folder; each of them leaves it as it was."""

from collections.abc import Iterator
from pathlib import Path

import channels.db
import pytest
from django.db import transaction
from django.test import override_settings

from tests.policy.leaks.base import Leak
from tests.policy.world import World, build_world


@pytest.fixture(autouse=True)
def keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Channels would close it after each question of a socket, and with it the transaction in which the world stands."""
    monkeypatch.setattr(channels.db, "close_old_connections", lambda: None)


@pytest.fixture(scope="package")
def world(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: object,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """With a leak as its parameter it is made, and looked at, with that leak in it (tests/policy/mutants.py)."""
    folder = tmp_path_factory.mktemp("policy")
    leak: Leak | None = getattr(request, "param", None)
    patches, database = pytest.MonkeyPatch.context(), django_db_blocker.unblock()  # type: ignore[attr-defined]
    with database, standing_in(folder), patches as patch, transaction.atomic():
        if leak:
            leak.put_in(patch)
        yield build_world()
        transaction.set_rollback(True)


def standing_in(folder: Path) -> override_settings:
    """Settings under which files and index of the world are its own."""
    return override_settings(
        MEDIA_ROOT=folder / "files",
        SEARCH_INDEX_FILE=folder / "search.sqlite3",
        SEARCH_INLINE=True,
        LOGGING_CONFIG=None,
    )
