"""An author deletes a draft: nothing of it is left, and nothing that readers have can go that way."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision

from cases.library.models import Authorship, CasePage, StoredFile
from network.notices.models import Notice
from network.people.models import Member
from tests.cases.desk import begin, decide, save, submitted

pytestmark = pytest.mark.django_db


def delete(browser: Client, page: CasePage) -> Any:
    return browser.post(reverse("contribute_delete", args=[page.pk]), follow=True)


@pytest.mark.parametrize("attribution", ["named", "chatham-house"])
def test_nothing_of_it_is_left(author: Client, attribution: str, django_capture_on_commit_callbacks: Any) -> None:
    page = begin(author, attribution=attribution)
    note = SimpleUploadedFile("note.txt", b"Where the canal is.", "text/plain")
    save(author, page, attribution=attribution, files=[note])
    (stored,) = StoredFile.objects.filter(page=page.pk)
    with django_capture_on_commit_callbacks(execute=True):
        shown = delete(author, page)
    assert "The draft is deleted." in shown.content.decode()
    assert not Page.objects.filter(pk=page.pk).exists()
    assert not Revision.objects.filter(object_id=str(page.pk)).exists()
    assert not PageLogEntry.objects.filter(page=page.pk).exists()
    assert not Authorship.objects.filter(page=page.pk).exists()
    assert not default_storage.exists(stored.file.name)


def test_one_that_came_back_from_the_editors_goes_too_with_the_notices_of_it(
    author: Client, at_the_editors_desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = submitted(author)
        decide(at_the_editors_desk, page, "return", "Say where.")
    assert Notice.objects.filter(path__contains=f"/{page.pk}/").exists()
    assert reverse("contribute_delete", args=[page.pk]) in author.get(reverse("contribute")).content.decode()
    delete(author, page)
    assert not Page.objects.filter(pk=page.pk).exists()
    assert not Notice.objects.filter(path__contains=f"/{page.pk}/").exists()
    assert at_the_editors_desk.get(reverse("wagtailadmin_home")).status_code == 200


def test_what_editors_or_readers_have_is_not_deleted(author: Client, at_the_editors_desk: Client) -> None:
    page = submitted(author)
    assert "Take it back first" in delete(author, page).content.decode()
    decide(at_the_editors_desk, page, "approve")
    assert "Withdraw it first" in delete(author, page).content.decode()
    assert reverse("contribute_delete", args=[page.pk]) not in author.get(reverse("contribute")).content.decode()
    author.post(reverse("contribute_withdraw", args=[page.pk]))
    delete(author, page)
    assert not Page.objects.filter(pk=page.pk).exists()


def test_what_a_colleague_wrote_too_and_what_is_not_ones_own_stays(
    author: Client, member: Member, other_member: Member
) -> None:
    page = begin(author)
    Authorship.objects.create(page=page, member=other_member)
    assert "A colleague wrote this text with you" in delete(author, page).content.decode()
    stranger = Client()
    stranger.force_login(other_member)
    Authorship.objects.filter(page=page, member=other_member).delete()
    for send in (stranger.get, stranger.post):
        assert send(reverse("contribute_delete", args=[page.pk])).status_code == 404
    assert Page.objects.filter(pk=page.pk).exists()
