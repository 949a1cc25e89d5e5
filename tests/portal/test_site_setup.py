"""What a site has from its first start on, and an older one after it was brought up to date."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Workflow, WorkflowPage

from cases.library.models import LibraryPage
from network.people.models import EDITORS_GROUP, Member
from portal.models import HomePage, TextPage
from portal.site_setup import set_up_site
from portal.texts import PLAIN_TEXTS

pytestmark = pytest.mark.django_db


def state() -> list[list[Any]]:
    rights = (Group.permissions.through, GroupPagePermission, GroupCollectionPermission, Workflow, WorkflowPage)
    return [sorted(model.objects.values_list()) for model in rights] + [list(Page.objects.values_list("pk", "slug"))]


@pytest.fixture
def older_site() -> list[list[Any]]:
    """A site that an older version set up: rights are missing, others are too many, no library has a review."""
    set_up_site()
    newer = state()
    editors = Group.objects.get(name=EDITORS_GROUP)
    editors.permissions.set(Permission.objects.filter(codename__in=["change_member", "access_admin"]))
    GroupPagePermission.objects.all().delete()
    everything = Permission.objects.get(codename="bulk_delete_page")
    GroupPagePermission.objects.create(group=editors, page=Page.objects.get(depth=1), permission=everything)
    workflow = Workflow.objects.get(active=True)
    WorkflowPage.objects.all().delete()
    WorkflowPage.objects.create(page=HomePage.objects.first(), workflow=workflow)
    TextPage.objects.get(slug="privacy", locale__language_code="tk").delete()
    return newer


def test_an_update_gives_the_rights_and_the_review_of_this_version_and_takes_back_what_was_too_much(
    older_site: list[list[Any]],
) -> None:
    call_command("migrate", verbosity=0)
    on_pages = set(GroupPagePermission.objects.values_list("permission__codename", flat=True))
    assert on_pages == {"change_page", "publish_page", "lock_page", "unlock_page"}
    rights = set(Group.objects.get(name=EDITORS_GROUP).permissions.values_list("codename", flat=True))
    assert ("review_texts" in rights, "change_member" in rights) == (True, False)
    assert {row.page_id for row in WorkflowPage.objects.all()} == {library.pk for library in LibraryPage.objects.all()}
    assert TextPage.objects.filter(slug="privacy", locale__language_code="tk").exists()


def test_set_up_again_nothing_changes_and_it_costs_little(django_assert_max_num_queries: Any) -> None:
    set_up_site()
    before = state()
    with django_assert_max_num_queries(100):
        set_up_site()
    assert state() == before


def test_every_language_has_its_plain_texts_as_drafts_that_readers_do_not_see(client: Any, editor: Member) -> None:
    set_up_site()
    texts = TextPage.objects.values_list("locale__language_code", "slug", "live")
    assert len(set(texts)) == 7 * len(PLAIN_TEXTS)
    assert client.get("/ru/about/").status_code == 404
    client.force_login(editor)
    about = TextPage.objects.get(slug="about", locale__language_code="ru")
    sent = {"title": "О сети", "body": "null", "action-publish": "action-publish"}
    client.post(f"/admin/pages/{about.pk}/edit/", sent)
    assert client.get("/ru/about/").status_code == 200
