"""What Wagtail's pages say of this site: in the editor's language, and nothing that is untrue here."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override
from wagtail.admin.menu import Menu, admin_menu, reports_menu, settings_menu
from wagtail.models import TaskState

from cases.editorial.permissions import set_up_permissions
from cases.library.pictures import Picture
from network.access.viewer import MEMBERS
from network.people.models import Member
from portal.models import HomePage
from tests.cases.editorial.forms import form_of
from tests.factories import CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


@pytest.fixture
def desk(client: Client, editor: Member) -> Client:
    """An editor's browser, which asks for Russian."""
    set_up_permissions()
    client.force_login(editor)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    return client


def page_at(desk: Client, path: str) -> str:
    return desk.get(path).content.decode()


def test_who_saves_a_draft_is_led_to_its_review_by_a_button_in_his_language(desk: Client) -> None:
    page = CaseFactory(title="Плотина соседа", language="ru")
    page.save_revision()
    path = f"/admin/pages/{page.pk}/edit/"
    shown = desk.post(path, form_of(desk.get(path)), follow=True).content.decode()
    button = rf'<a href="/admin/review/{page.pk}/" class="button [^"]*">Прочитать глазами читателя и решить</a>'
    assert re.search(button, shown)
    assert "Read it as readers do" not in shown


def test_beside_a_text_stands_whom_it_is_for(desk: Client) -> None:
    page = CaseFactory(audience=MEMBERS)
    page.save_revision()
    shown = page_at(desk, f"/admin/pages/{page.pk}/edit/")
    assert re.search(r"Читатели\s*</h3>\s*<div class=\"w-help-text\">Участники сети<", shown)
    assert "Видно всем" not in shown


def test_nobody_is_advised_to_add_pages(desk: Client) -> None:
    for path in ("/admin/pages/", f"/admin/pages/{HomePage.objects.all()[0].pk}/"):
        assert "Страницы, созданные здесь" not in page_at(desk, path)


@pytest.mark.parametrize("path", ["/admin/pages/", "/admin/images/?layout=list", "/admin/snippets/vocabulary/concept/"])
def test_a_list_has_no_column_for_choosing_many_and_what_its_script_looks_for(desk: Client, path: str) -> None:
    answer = desk.get(path)
    assert "bulk_actions" not in answer.context["table"].columns
    assert answer.content.count(b"data-bulk-action-footer") == 1


def test_the_title_of_a_page_without_an_address_field_is_written_into_nothing(desk: Client) -> None:
    assert "w-sync" not in page_at(desk, f"/admin/pages/{HomePage.objects.all()[0].pk}/edit/")


def test_how_long_ago_a_text_was_sent_is_said_in_the_editors_language(desk: Client) -> None:
    page = CaseFactory(live=False)
    page.save_revision()
    page.get_workflow().start(page, None)
    TaskState.objects.update(started_at=timezone.now() - timedelta(minutes=7))
    assert "7 минут назад" in page_at(desk, f"/admin/pages/{page.pk}/edit/").replace("\xa0", " ")


def test_pictures_are_named_in_the_editors_language() -> None:
    with override("ru"):
        assert (Picture._meta.verbose_name, Picture._meta.verbose_name_plural) == ("изображение", "изображения")


@pytest.mark.parametrize("menu", [admin_menu, reports_menu, settings_menu], ids=["admin", "reports", "settings"])
def test_the_menu_is_in_the_language_of_whoever_looks_not_of_who_looked_first(menu: Menu) -> None:
    """Its entries are made once in a process."""
    assert [str(item.label) for item in menu.registered_menu_items if not isinstance(item.label, Promise)] == []
