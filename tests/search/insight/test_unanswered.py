"""What was looked for and not found reaches those who keep the vocabulary, and nobody learns who looked."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from search.index.draining import drain
from search.insight.actions import forget_old, note_unanswered
from search.insight.models import Unanswered
from tests.search.shelf import document

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def keeper(editor):
    of_concepts = Permission.objects.filter(content_type__app_label="vocabulary")
    editor.user_permissions.add(*of_concepts, Permission.objects.get(codename="access_admin"))
    return editor


def test_only_what_nothing_says_is_noted(client, papers):
    papers.put(document(1, "Canal"))
    drain()
    for query in ("canal", "Pneumatic  tubes", "pneumatic tubes", "tubes&theme=water"):
        client.get(f"/en/search/?q={query}")
    assert list(Unanswered.objects.values_list("text", "language", "times")) == [("pneumatic tubes", "en", 2)]


@pytest.mark.parametrize(
    "text", ["name@example.org", "+996 555 123 456", "by:Nazarova", "автор:Назарова", "a" * 200, " "]
)
def test_nothing_that_names_somebody_is_kept(text):
    assert not note_unanswered(text, "ru", today=TODAY)
    assert not Unanswered.objects.exists()


def test_an_editor_sees_what_was_asked_on_three_days(client, keeper, member):
    for day in range(3):
        note_unanswered("водомер", "ru", today=TODAY + dt.timedelta(days=day))
        note_unanswered("насос", "ru", today=TODAY)
    client.force_login(keeper)
    page = client.get("/admin/searches/unanswered/").content.decode()
    assert "водомер" in page
    assert "насос" not in page
    assert "водомер" in client.get("/admin/searches/unanswered/", {"export": "csv"}).getvalue().decode()
    client.force_login(member)
    assert client.get("/admin/searches/unanswered/").status_code == 404


def test_what_nobody_looks_for_any_more_is_forgotten():
    note_unanswered("насос", "ru", today=TODAY)
    forget_old(today=TODAY + dt.timedelta(days=179))
    assert Unanswered.objects.exists()
    forget_old(today=TODAY + dt.timedelta(days=181))
    assert not Unanswered.objects.exists()
