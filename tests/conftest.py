"""Fixtures for all tests: people of the three kinds, and the trees their pages hang in."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.utils import translation

from network.people.models import EDITORS_GROUP, Member
from tests.factories import EditionFactory, MemberFactory, ParticipationFactory, WorkshopFactory, library


@pytest.fixture(autouse=True)
def start_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
    cache.clear()


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
