import pytest
from django.test import Client

from cases.editorial.permissions import set_up_permissions
from network.people.models import Member
from tests.cases.contribute.translating.steps import writes_in
from tests.factories import MemberFactory, library


@pytest.fixture
def desk(trees: None) -> None:
    """Trees of three languages, each under review."""
    for language in ("ru", "ky"):
        library(language)
    set_up_permissions()


@pytest.fixture
def translator(desk: None, client: Client, member: Member) -> Client:
    """The browser of somebody who writes in Kyrgyz."""
    client.force_login(writes_in(member, "ky", "ru"))
    return client


@pytest.fixture
def writer(desk: None) -> Member:
    return MemberFactory(name="Roza Author")
