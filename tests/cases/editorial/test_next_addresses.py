"""A page of the admin leads on to an address, or does nothing."""

import pytest
from django.test import Client
from wagtail.models import Page

from tests.cases.desk import submitted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("word", ["live", "-1", "[]"])
def test_what_is_no_address_is_refused_before_anything_is_done(
    author: Client, at_the_editors_desk: Client, word: str
) -> None:
    page = submitted(author)
    answer = at_the_editors_desk.post(f"/admin/pages/{page.pk}/lock/", {"next": word})
    assert answer.status_code == 400
    assert not Page.objects.get(pk=page.pk).locked
    assert at_the_editors_desk.post(f"/admin/pages/{page.pk}/lock/", {"next": "/admin/"}).status_code == 302
