"""One member's haste costs him a minute, never his words, and nobody else anything."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.contribute.drafts import quotas
from network.quota import Quota
from tests.cases.desk import answers, begin, newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def once_a_day(monkeypatch):
    monkeypatch.setattr(quotas, "SAVES", Quota("test-saves", most=1, seconds=86_400))


def test_beyond_his_saves_a_member_is_told_to_wait_and_what_he_typed_comes_back(author, other_member, once_a_day):
    page = begin(author)
    address = reverse("contribute_edit", args=[page.pk])
    refused = author.post(address, answers(title="Typed too soon", action="save"))
    assert refused.status_code == 429
    assert "in a minute" in refused.content.decode()
    assert 'name="title" value="Typed too soon"' in refused.content.decode()
    assert newest(page).title != "Typed too soon"
    other = Client()
    other.force_login(other_member)
    assert other.post(f"{reverse('contribute_new')}?kind=case", answers(action="save")).status_code == 302


def test_a_form_that_saves_itself_is_told_in_its_own_words(author, once_a_day):
    page = begin(author)
    asked = {"data": answers(), "headers": {"accept": "application/json"}}
    refused = author.post(reverse("contribute_autosave", args=[page.pk]), **asked)
    assert (refused.status_code, "kept here" in refused.json()["words"]) == (429, True)


def test_beyond_a_days_files_none_is_opened(author, monkeypatch):
    monkeypatch.setattr(quotas, "BYTES", Quota("test-bytes", most=1_000, seconds=86_400))
    page = begin(author)
    sent = answers(action="save", files=SimpleUploadedFile("a.txt", b"water " * 400), base="x")
    refused = author.post(reverse("contribute_edit", args=[page.pk]), sent)
    assert (refused.status_code, "tomorrow" in refused.content.decode()) == (429, True)
    assert "choose them again" in refused.content.decode()
