"""A text with a file on the editors' desk: nothing that is done to the text costs the file, or stops at it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.library.models import CasePage, StoredFile
from tests.cases.desk import begin, newest, save
from tests.cases.editorial.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def with_a_file(author: Client, name: str = "annex.csv") -> CasePage:
    page = begin(author, files=[SimpleUploadedFile(name, b"month;gate\n")])
    save(author, page, action="submit")
    return CasePage.objects.get(pk=page.pk)


def edit(browser: Client, page: CasePage, **changes: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return browser.post(address, form_of(browser.get(address)) | changes)


def test_an_editor_corrects_a_new_text_that_came_with_a_file_and_the_file_stays(
    author: Client, at_the_editors_desk: Client
) -> None:
    page = with_a_file(author)
    assert (
        edit(at_the_editors_desk, page, **{"summary": "Corrected.", "attachments-0-title": "Table"}).status_code == 302
    )
    draft = newest(page)
    assert draft.summary == "Corrected."
    (attachment,) = draft.attachments.all()
    assert attachment.title == "Table"
    assert at_the_editors_desk.get(attachment.file.url).getvalue() == b"month;gate\n"


def test_an_editor_takes_a_file_away(author: Client, at_the_editors_desk: Client) -> None:
    page = with_a_file(author)
    edit(at_the_editors_desk, page, **{"attachments-0-DELETE": "on"})
    assert not newest(page).attachments.exists()


def test_a_file_of_another_text_cannot_be_slipped_into_this_one(
    author: Client, at_the_editors_desk: Client, other_member: Any
) -> None:
    somebody = Client()
    somebody.force_login(other_member)
    theirs = newest(begin(somebody, files=[SimpleUploadedFile("own.csv", b"mine alone\n")])).attachments.get()
    page = with_a_file(author)
    answer = edit(at_the_editors_desk, page, **{"attachments-0-stored": str(theirs.stored_id)})
    assert answer.status_code == 200
    assert newest(page).attachments.get().stored_id != theirs.stored_id


def test_a_file_that_the_storage_has_lost_costs_its_line_and_not_the_page(
    author: Client, at_the_editors_desk: Client
) -> None:
    page = with_a_file(author)
    StoredFile.objects.get().file.storage.delete(StoredFile.objects.get().file.name)
    shown = author.get(reverse("contribute_preview", args=[page.pk]))
    assert shown.status_code == 200
    assert "annex" in shown.content.decode()


def test_versions_from_before_files_were_rows_keep_their_files(author: Client) -> None:
    from importlib import import_module

    from django.apps import apps

    page = with_a_file(author)
    version = page.latest_revision
    stored = StoredFile.objects.get()
    path = stored.file.name
    version.content["attachments"][0] = {"pk": None, "page": page.pk, "sort_order": 0, "title": "Old", "file": path}
    version.save()
    stored.delete()
    import_module("cases.library.migrations.0004_fill_stored_files").point_to_rows(apps, None)
    old = newest(page).attachments.get()
    assert (old.title, old.file.name, old.stored.page_id) == ("Old", path, page.pk)
