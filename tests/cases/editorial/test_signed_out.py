"""A session ends while an editor writes: what was typed comes back, and nothing is told."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.desk import submitted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "field"),
    [("wagtailadmin_pages:edit", "summary"), ("wagtailadmin_pages:edit", "lessons"), ("review", "words")],
)
def test_what_an_editor_typed_comes_back_with_a_way_to_sign_in(
    author: Client, desk: None, name: str, field: str
) -> None:
    page = submitted(author)
    address = reverse(name, args=[page.pk])
    client = Client()
    assert client.get(address).status_code == 302
    answer = client.post(address, {field: "An hour of work."})
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert "An hour of work." in shown
    assert f"/account/login/?next={address.replace('/', '%2F')}" in shown
    assert page.title not in shown


def test_saving_by_itself_says_why_it_does_not(author: Client, desk: None) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[submitted(author).pk])
    answer = Client().post(address, {"summary": "An hour of work."}, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert "signed out" in answer.json()["error_message"]
