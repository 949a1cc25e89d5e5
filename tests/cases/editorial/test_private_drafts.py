"""What was not sent is its author's alone: no list, search, report, chooser, log or address of the admin tells of it."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import PageLogEntry

from cases.library.models import CasePage, Picture
from cases.library.pictures import cover_url
from tests.cases.desk import begin, decide, newest, save
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db

SECRET = "Zarnigor"  # a word that stands in nothing else
LISTS = (
    "/admin/",
    "/admin/pages/{parent}/",
    f"/admin/pages/search/?q={SECRET}",
    f"/admin/choose-page/search/?q={SECRET}",
    "/admin/choose-page/{parent}/",
    f"/admin/api/main/pages/?search={SECRET}",
    "/admin/api/main/pages/?child_of={parent}",
    "/admin/pages/usage/library/casepage/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/page-types-usage/",
    "/admin/reports/page-types-usage/results/",
    "/admin/reports/locked/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/images/",
    "/admin/images/chooser/",
    "/admin/bulk/wagtailcore/page/delete/?id={page}&next=/admin/",
)
PAGES = (
    "/admin/review/{page}/",
    "/admin/pages/{page}/",
    "/admin/pages/{page}/edit/",
    "/admin/pages/{page}/edit/preview/",
    "/admin/pages/{page}/view_draft/",
    "/admin/pages/{page}/history/",
    "/admin/pages/{page}/usage/",
    "/admin/pages/{page}/workflow_history/",
    "/admin/pages/{page}/revisions/{revision}/view/",
    "/admin/pages/{page}/revisions/{revision}/revert/",
    "/admin/pages/{page}/revisions/compare/earliest...latest/",
    "/admin/pages/{page}/copy/",
    "/admin/pages/{page}/delete/",
    "/admin/pages/{page}/unpublish/",
    "/admin/pages/{page}/lock/",
    "/admin/choose-page/{page}/",
    "/admin/api/main/pages/{page}/",
    "/en/contribute/{page}/review/",
)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def chief(desk: None) -> Client:
    browser = Client()
    browser.force_login(MemberFactory(is_superuser=True))
    return browser


def drawn() -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(target, "JPEG")
    return SimpleUploadedFile("gate.jpg", target.getvalue(), "image/jpeg")


def a_draft(author: Client, **other: Any) -> CasePage:
    files = {"picture": drawn(), "files": [SimpleUploadedFile("annex.csv", b"month;gate\n")]}
    return begin(author, title=f"{SECRET} and the gate", caption="A gate", **files, **other)


def files_of(page: CasePage) -> list[str]:
    draft = newest(page)
    return [draft.attachments.get().file.url, draft.cover.file.url, cover_url(draft.cover)]


def filled(address: str, page: CasePage) -> str:
    page.refresh_from_db()
    return address.format(page=page.pk, parent=page.get_parent().pk, revision=page.latest_revision_id)


def test_nothing_in_the_admin_tells_of_a_draft(author: Client, at_the_editors_desk: Client, chief: Client) -> None:
    page = a_draft(author)
    for browser in (at_the_editors_desk, chief):
        for address in LISTS:
            answer = browser.get(filled(address, page), follow=True)
            assert answer.status_code in (200, 404), address
            # A page of results says again what was looked for.
            shown = answer.content.decode().replace(f"{SECRET}&quot;", "").replace(f'value="{SECRET}"', "")
            assert f"{SECRET} and the gate" not in shown, address
        for address in PAGES:
            assert browser.get(filled(address, page), follow=True).status_code == 404, address
        assert [browser.get(path).status_code for path in files_of(page)] == [404, 404, 404]
    assert [author.get(path).status_code for path in files_of(page)] == [200, 200, 200]


def test_sent_it_is_with_the_editors_and_taken_back_it_is_its_authors_alone_again(
    author: Client, at_the_editors_desk: Client
) -> None:
    page = a_draft(author)
    save(author, page, action="submit", title=f"{SECRET} and the gate", caption="A gate")
    shown = at_the_editors_desk.get(filled("/admin/pages/{parent}/", page)).content.decode()
    assert SECRET in shown
    assert [at_the_editors_desk.get(path).status_code for path in files_of(page)] == [200, 200, 200]
    assert SECRET in at_the_editors_desk.get("/admin/").content.decode()
    author.post(reverse("contribute_take_back", args=[page.pk]))
    assert SECRET not in at_the_editors_desk.get(filled("/admin/pages/{parent}/", page)).content.decode()
    assert [at_the_editors_desk.get(path).status_code for path in files_of(page)] == [404, 404, 404]


def test_no_address_of_the_admin_sends_or_publishes_a_draft(
    author: Client, at_the_editors_desk: Client, chief: Client
) -> None:
    page = a_draft(author)
    logged = PageLogEntry.objects.count()
    for browser in (at_the_editors_desk, chief):
        for asked in ("action-publish", "action-submit", "action-workflow-action"):
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            assert browser.post(edit, {asked: "true", "title": "Mine"}).status_code == 404
        review = reverse("review", args=[page.pk])
        assert browser.post(review, {"decision": "approve", "seen": ""}).status_code == 404
        assert (
            browser.post(filled("/admin/bulk/wagtailcore/page/publish/?id={page}&next=/admin/", page)).status_code < 500
        )
    page.refresh_from_db()
    assert (page.live, page.workflow_states.exists(), PageLogEntry.objects.count()) == (False, False, logged)


def test_a_new_version_that_its_author_has_not_sent_is_shown_to_no_editor(
    author: Client, at_the_editors_desk: Client
) -> None:
    page = begin(author)
    save(author, page, action="submit")
    decide(at_the_editors_desk, page, "approve")
    save(author, page, summary=f"{SECRET} changed everything.")
    shown = at_the_editors_desk.get(reverse("review", args=[page.pk]))
    assert "How two districts share a canal." in shown.content.decode()
    for address in PAGES[:-1]:
        assert SECRET not in at_the_editors_desk.get(filled(address, page), follow=True).content.decode(), address
    unseen = {"decision": "approve", "seen": shown.context["review"].seen}
    assert at_the_editors_desk.post(reverse("review", args=[page.pk]), unseen).status_code == 409
    assert CasePage.objects.get(pk=page.pk).summary == "How two districts share a canal."


def test_returned_it_is_shown_as_it_was_returned(author: Client, at_the_editors_desk: Client) -> None:
    page = begin(author)
    save(author, page, action="submit")
    decide(at_the_editors_desk, page, "return", "Say who paid.")
    save(author, page, summary=f"{SECRET} paid.")
    shown = at_the_editors_desk.get(reverse("review", args=[page.pk])).content.decode()
    assert "How two districts share a canal." in shown
    assert "Say who paid." in shown
    assert SECRET not in shown
    save(author, page, action="submit", summary=f"{SECRET} paid.")
    again = at_the_editors_desk.get(reverse("review", args=[page.pk])).content.decode()
    assert "Since it was returned" in again
    assert SECRET in again


def test_editors_keep_the_pictures_of_their_own(author: Client, at_the_editors_desk: Client, editor: Any) -> None:
    from wagtail.models import Collection

    own = Picture.objects.create(
        title="A map", file=drawn(), uploaded_by_user=editor, collection=Collection.get_first_root_node()
    )
    assert "A map" in at_the_editors_desk.get("/admin/images/").content.decode()
    assert at_the_editors_desk.get(own.file.url).status_code == 200
