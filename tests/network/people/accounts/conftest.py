from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cases.editorial.permissions import set_up_permissions
from network.people.models import EDITORS_GROUP, ORGANISERS_GROUP, Member
from tests.factories import MemberFactory
from tests.network.people.accounts.keepers import holding


@pytest.fixture(autouse=True)
def groups(db: None) -> dict[str, Group]:
    set_up_permissions()
    return {group.name: group for group in Group.objects.all()}


@pytest.fixture
def editor(groups: dict[str, Group]) -> Member:
    return holding(groups[EDITORS_GROUP], name="Elena Editorova")


@pytest.fixture
def organiser(groups: dict[str, Group]) -> Member:
    return holding(groups[ORGANISERS_GROUP], name="Olim Organiserov")


@pytest.fixture
def superuser() -> Member:
    return MemberFactory(name="Saltanat Superuser", is_superuser=True)


@pytest.fixture
def at(client: Client) -> Any:
    """`at(somebody)`: his browser."""

    def sign_in(keeper: Member) -> Client:
        client.force_login(keeper)
        return client

    return sign_in
