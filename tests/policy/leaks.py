"""`python -m tests.policy.leaks`: leaks put into the site one by one, each of which the matrix has to catch.

Nothing is written into the sources: a leak is a monkeypatch, and gone when its turn is over. A line for each says which test
caught it; the exit status is 1 if one was not caught, or if the matrix fails without any.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

Check = tuple[str, Callable[..., None], Mapping[str, Any]]


def main(wanted: list[str]) -> int:
    """wanted: names of leaks; all of them if there is none."""
    with empty_site():
        from tests.policy.seeds import READING, WRITING

        names = wanted or [*READING, *WRITING]
        with standing_world() as world:
            if failed := first_to_fail(world):
                say(f"The matrix fails without any leak: {failed}")
                return 1
            caught = [read_leaking(READING[name], world, name) for name in names if name in READING]
        caught += [write_leaking(WRITING[name], name) for name in names if name in WRITING]
    say(f"{sum(caught)} of {len(names)} leaks were caught.")
    return 0 if all(caught) and len(caught) == len(names) else 1


def read_leaking(sow: Callable[..., None], world: Any, name: str) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        sow(patch, world)
        return told(name, first_to_fail(world))


def write_leaking(sow: Callable[..., None], name: str) -> bool:
    """The world is written with the leak in it."""
    with pytest.MonkeyPatch.context() as patch:
        sow(patch)
        with standing_world() as world:
            return told(name, first_to_fail(world))


def told(name: str, by: str) -> bool:
    say(f"caught: {name} by {by}" if by else f"NOT CAUGHT: {name}")
    return bool(by)


def first_to_fail(world: Any) -> str:
    """The first test of the matrix that fails now; empty if none does."""
    from django.db import transaction

    world.kept.clear()
    for name, test, arguments in checks():
        with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
            try:
                test(world=world, **arguments, **({"tmp_path": Path(folder)} if "tmp_path" in _names(test) else {}))
            except (AssertionError, pytest.fail.Exception):
                return name
            finally:
                transaction.set_rollback(True)
    return ""


def checks() -> Iterator[Check]:
    """The tests of the matrix with the arguments they are run with; those of known faults say nothing here."""
    from tests.policy import (
        test_asking_for_hidden_words,
        test_hidden_things_leave_no_trace,
        test_keeping,
        test_matrix,
        test_rooms_mails_and_marks,
    )

    modules = (
        test_matrix,
        test_rooms_mails_and_marks,
        test_hidden_things_leave_no_trace,
        test_asking_for_hidden_words,
        test_keeping,
    )
    for module in modules:
        for name, test in vars(module).items():
            marks = {mark.name: mark for mark in getattr(test, "pytestmark", ())}
            if name.startswith("test_") and callable(test) and "xfail" not in marks:
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


def _names(test: Callable[..., None]) -> tuple[str, ...]:
    return test.__code__.co_varnames[: test.__code__.co_argcount]


@contextmanager
def empty_site() -> Iterator[None]:
    """A database in memory, as the tests have it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from django.test.runner import DiscoverRunner
    from django.test.utils import setup_test_environment

    setup_test_environment()
    DiscoverRunner(verbosity=0).setup_databases()
    yield


@contextmanager
def standing_world() -> Iterator[Any]:
    """The world, with files and index of its own; gone again at the end."""
    from django.db import transaction

    from tests.policy.conftest import standing_in
    from tests.policy.world import build_world

    with tempfile.TemporaryDirectory() as folder, standing_in(Path(folder)), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
