"""Fixtures for all tests: people of the three kinds, and the trees their pages hang in."""

import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import caches
from django.core.management.commands import flush
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from network.people.models import EDITORS_GROUP, Member
from tests import halves
from tests.database import migrated
from tests.database.commits import refuse_early_news
from tests.factories import EditionFactory, MemberFactory, ParticipationFactory, WorkshopFactory, library
from tests.network.people.sign_in.taken_second_step import in_two_steps
from tests.translations import catalogue

BEGUN = pytest.StashKey[float]()

# Before any test, for worlds are made before the fixtures of one.
Client.force_login = in_two_steps(Client.force_login)  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def start_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def nobody_is_told_before_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_early_news(monkeypatch)


@pytest.fixture(autouse=True)
def nothing_but_what_is_run_on_servers_too(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not halves.touches_a_server(request.node):
        halves.refuse_servers(monkeypatch)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if not halves.is_for_this_half(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if halves.is_for_this_half(item)]
    halves.in_groups(items)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--leak", default="", help="A fault of tests/policy/leaks to put into the site; its test must fail."
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    """A fault of what is stored; others go into the world of the policy matrix."""
    if name := session.config.getoption("--leak"):
        from tests.policy.leaks import LEAKS

        leak = next(leak for leak in LEAKS if leak.name == name)
        if leak.where != "tests/policy":
            leak.put_in(pytest.MonkeyPatch())


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[BEGUN] = time.monotonic()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How long it took, in the unit in which a person waits."""
    half = "on PostgreSQL, Redis and Elasticsearch" if halves.IS_SECOND else "on SQLite"
    terminalreporter.line(f"{(time.monotonic() - config.stash[BEGUN]) / 60:.1f} minutes {half}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """SQLite gets the tables of the last run, when the migrations are the same."""
    with migrated.filled(connection.creation._get_test_db_name()) if connection.vendor == "sqlite" else nullcontext():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests that commit come last and leave empty tables: to give the rows of `migrate` anew would cost a second for each."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            migrated.keep(connection.connection)
    with patch.object(flush, "emit_post_migrate_signal"):
        yield


@pytest.fixture
def trees(db: None) -> None:
    """Page trees in the two working languages."""
    library("en")
    library("ru")


@pytest.fixture
def member(db: None) -> Member:
    return MemberFactory(name="Aigerim Bekova")


@pytest.fixture
def other_member(db: None) -> Member:
    return MemberFactory(name="Rustam Qodirov")


@pytest.fixture
def alumna(db: None) -> Member:
    """A participant of one edition."""
    workshop = WorkshopFactory(edition=EditionFactory(slug="almaty"))
    return ParticipationFactory(member=MemberFactory(name="Gulnara Asanova"), workshop=workshop).member


@pytest.fixture
def alumnus(db: None) -> Member:
    """A participant of another edition."""
    workshop = WorkshopFactory(edition=EditionFactory(slug="ashgabat"))
    return ParticipationFactory(member=MemberFactory(name="Timur Saidov"), workshop=workshop).member


@pytest.fixture
def editor(db: None) -> Member:
    group, _made = Group.objects.get_or_create(name=EDITORS_GROUP)
    group.permissions.add(*Permission.objects.filter(codename__in=("access_admin", "review_texts")))
    editor = MemberFactory(name="Elena Editorova")
    editor.groups.add(group)
    return editor


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], set[str]]:
    """`english("kk")`: sentences that were asked for in that language since, and are not translated into it."""
    asked: set[tuple[str | None, str | None, str]] = set()

    def note(name: str, has_context: bool) -> None:
        translate = getattr(translation._trans, name)

        def noted(*said: object) -> str:
            context, text = (str(said[0]), str(said[1])) if has_context else (None, str(said[0]))
            asked.add((translation.get_language(), context, text))
            return str(translate(*said))

        monkeypatch.setattr(translation._trans, name, noted)

    for name in ("gettext", "ngettext"):
        note(name, has_context=False)
    for name in ("pgettext", "npgettext"):
        note(name, has_context=True)

    def english(language: str) -> set[str]:
        missing = {(entry.msgctxt, entry.msgid) for entry in catalogue(language) if not entry.translated()}
        return {text for spoken, context, text in asked if spoken == language and (context, text) in missing}

    return english
