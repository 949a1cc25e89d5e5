"""Among his own texts an author sees how often each was read; under the Chatham House rule, too, for nothing is asked but the texts."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from cases.reads.counting import add_reads
from tests.cases.desk import decide, submitted

pytestmark = pytest.mark.django_db


def mine(author: Client) -> str:
    return author.get(reverse("contribute")).content.decode()


@pytest.mark.parametrize("attribution", ["named", "chatham-house"])
def test_how_often_it_was_read_stands_beside_what_is_published(
    author: Client, at_the_editors_desk: Client, attribution: str
) -> None:
    page = submitted(author, attribution=attribution)
    decide(at_the_editors_desk, page, "approve")
    assert "Readers have opened it" not in mine(author)
    add_reads({(page.pk, localdate()): 1})
    assert "Readers have opened it 1 time." in mine(author)
    add_reads({(page.pk, localdate()): 11})
    assert "Readers have opened it 12 times." in mine(author)
    author.post(reverse("contribute_withdraw", args=[page.pk]))
    assert "Readers have opened it" not in mine(author)
