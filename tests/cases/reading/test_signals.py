"""What Wagtail publishes is found, and what it withdraws is gone at once."""

import pytest
from django.test import Client

from network.people.models import Member
from search.index.models import Change
from tests.factories import CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


def noted(key: int) -> bool:
    return bool(Change.objects.filter(kind="case", thing=key).delete()[0])


def test_search_is_told_when_a_text_is_published_withdrawn_and_deleted() -> None:
    page = CaseFactory(live=False)
    key = page.pk
    assert not noted(key)
    page.save_revision().publish()
    page.refresh_from_db()
    assert noted(key)
    page.unpublish()
    assert noted(key)
    page.delete()
    assert noted(key)


def test_a_withdrawn_text_is_as_absent_as_one_that_never_was(client: Client, member: Member) -> None:
    page = CaseFactory(title="Two districts, one canal", address="one-canal")
    assert client.get("/en/cases/one-canal/").status_code == 200
    page.unpublish()
    client.force_login(member)
    assert client.get("/en/cases/one-canal/").content == client.get("/en/cases/no-such-case/").content
    assert "Two districts" not in client.get("/en/cases/").content.decode()
