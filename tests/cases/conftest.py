import pytest
from django.test import Client

from cases.editorial.permissions import set_up_permissions
from network.people.models import Member


@pytest.fixture
def desk(trees: None) -> None:
    """Trees, groups and the review, as on a new site."""
    set_up_permissions()


@pytest.fixture
def author(desk: None, client: Client, member: Member) -> Client:
    """The browser of somebody who writes."""
    client.force_login(member)
    return client


@pytest.fixture
def at_the_editors_desk(desk: None, editor: Member) -> Client:
    """The browser of an editor."""
    browser = Client()
    browser.force_login(editor)
    return browser
