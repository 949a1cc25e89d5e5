"""Editors search in Wagtail's own admin, too."""

import pytest
from django.test import Client

from cases.editorial.setting_up import set_up_editorial_work
from network.people.models import Member
from tests.factories import CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


def test_an_editor_finds_a_page_by_its_title(client: Client, editor: Member) -> None:
    set_up_editorial_work()
    CaseFactory(title="Плотина соседа", language="ru")
    client.force_login(editor)
    assert "Плотина соседа" in client.get("/admin/pages/search/", {"q": "плотина"}).content.decode()


@pytest.mark.parametrize("path", ["/admin/images/", "/admin/documents/", "/admin/pages/", "/admin/choose-page/search/"])
def test_no_list_of_the_desk_fails_when_it_is_searched(client: Client, editor: Member, path: str) -> None:
    set_up_editorial_work()
    client.force_login(editor)
    assert client.get(path, {"q": "вода"}).status_code == 200
