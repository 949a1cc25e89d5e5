"""The page of the admin on which one sets its language and theme for oneself."""

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from network.people.models import Member

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/account/"
ANSWERS = {
    "locale-preferred_language": "ru",
    "theme-theme": "dark",
    "theme-contrast": "system",
    "theme-density": "default",
}


def test_language_and_theme_are_saved(client: Client, editor: Member) -> None:
    client.force_login(editor)
    client.post(ADDRESS, ANSWERS)
    saved = UserProfile.objects.get(user=editor)
    assert (saved.preferred_language, saved.theme) == ("ru", "dark")
    assert 'lang="ru"' in client.get(ADDRESS).content.decode()


def test_nothing_is_asked_that_no_account_keeps_and_no_address_is_changed(client: Client, editor: Member) -> None:
    client.force_login(editor)
    assert {panel.name for panels in client.get(ADDRESS).context["panels_by_tab"].values() for panel in panels} <= {
        "notifications",
        "locale",
        "theme",
    }
    client.post(ADDRESS, ANSWERS | {"name_email-email": "other@office.example", "email": "other@office.example"})
    assert Member.objects.get(pk=editor.pk).email == editor.email


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
