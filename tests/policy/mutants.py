"""`make mutants`: leaks put into the site one by one, each of which a test of this folder has to catch.

Nothing is written into the sources: a leak is a monkeypatch, and gone when its turn is over.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.policy import (
    test_asking_for_hidden_words,
    test_cache_control,
    test_exits,
    test_hidden_things_leave_no_trace,
    test_matrix,
    test_rooms_mails_and_marks,
)
from tests.policy.leaks import LEAKS, Leak
from tests.policy.world import World

pytestmark = pytest.mark.django_db
MODULES = (
    test_matrix,
    test_rooms_mails_and_marks,
    test_exits,
    test_cache_control,
    test_hidden_things_leave_no_trace,
    test_asking_for_hidden_words,
)
Check = tuple[str, Callable[..., None], Mapping[str, Any]]


def in_two_groups(leaks: list[Leak]) -> list[Any]:
    """A process each: the world is built twice, and each leak has its turn once."""
    return [
        pytest.param(leak, id=leak.name, marks=pytest.mark.xdist_group(f"leaks {number % 2}"))
        for number, leak in enumerate(leaks)
    ]


@pytest.mark.parametrize("leak", in_two_groups([leak for leak in LEAKS if not leak.is_written]))
def test_a_leak_in_what_is_read_is_caught(
    world: World, leak: Leak, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    leak.put_in(monkeypatch, world)
    assert_caught(leak, world, tmp_path)


@pytest.mark.parametrize("world", in_two_groups([leak for leak in LEAKS if leak.is_written]), indirect=True)
def test_a_leak_in_what_is_written_is_caught(world: World, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assert_caught(request.node.callspec.params["world"], world, tmp_path)


def assert_caught(leak: Leak, world: World, folder: Path) -> None:
    world.kept.clear()
    cache.clear()
    try:
        caught_by = first_to_fail(world, folder, first=leak.caught_by)
    finally:
        world.kept.clear()
    print(f"caught by {caught_by}")
    assert caught_by, f"no test of the matrix fails although {leak.name.replace('_', ' ')}"


def first_to_fail(world: World, folder: Path, *, first: str) -> str:
    """The first test that fails now; empty if none does. first: the one that is most likely to, and is run before the others."""
    for number, (name, test, arguments) in enumerate(sorted(checks(), key=lambda check: check[0] != first)):
        needed = {"tmp_path": folder / str(number)} if "tmp_path" in test.__code__.co_varnames else {}
        for path in needed.values():
            path.mkdir()
        with transaction.atomic():
            try:
                test(world=world, **arguments, **needed)
            except (AssertionError, pytest.fail.Exception):
                return name
            finally:
                transaction.set_rollback(True)
    return ""


def checks() -> Iterator[Check]:
    """The tests of the matrix with the arguments they are run with."""
    for module in MODULES:
        for name, test in vars(module).items():
            marks = {mark.name: mark for mark in getattr(test, "pytestmark", ())}
            if name.startswith("test_") and callable(test):
                yield from _with_arguments(name, test, marks)


def _with_arguments(name: str, test: Callable[..., None], marks: Mapping[str, Any]) -> Iterator[Check]:
    if "parametrize" not in marks:
        yield name, test, {}
        return
    names, values = marks["parametrize"].args
    names = [names] if isinstance(names, str) else names
    for value in values:
        arguments = dict(zip(names, [value] if len(names) == 1 else value, strict=True))
        yield f"{name}[{'-'.join(map(str, arguments.values()))}]", test, arguments
