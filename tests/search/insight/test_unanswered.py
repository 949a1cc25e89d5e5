"""What was looked for and not found reaches those who keep the vocabulary, and nobody learns who looked."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from search.index.indexer import process_outbox
from search.insight.actions import delete_old, record_answered, record_unanswered
from search.insight.models import Answered, Unanswered
from tests.factories import CaseFactory, ConceptFactory
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
    process_outbox()
    for query in ("canal", "Pneumatic  tubes", "pneumatic tubes", "tubes&theme=water"):
        client.get(f"/en/search/?q={query}")
    assert list(Unanswered.objects.values_list("text", "language", "times")) == [("pneumatic tubes", "en", 2)]


@pytest.mark.parametrize(
    "text", ["name@example.org", "+996 555 123 456", "by:Nazarova", "автор:Назарова", "a" * 200, " "]
)
def test_nothing_that_names_somebody_is_kept(text):
    assert not record_unanswered(text, "ru", today=TODAY)
    assert not Unanswered.objects.exists()


def test_an_editor_sees_what_was_asked_on_three_days(client, keeper, member):
    for day in range(3):
        record_unanswered("водомер", "ru", today=TODAY + dt.timedelta(days=day))
        record_unanswered("насос", "ru", today=TODAY)
    client.force_login(keeper)
    page = client.get("/admin/searches/unanswered/").content.decode()
    assert "водомер" in page
    assert "насос" not in page
    assert "водомер" in client.get("/admin/searches/unanswered/", {"export": "csv"}).getvalue().decode()
    client.force_login(member)
    assert client.get("/admin/searches/unanswered/").status_code == 404


def test_what_nobody_looks_for_any_more_is_forgotten():
    record_unanswered("насос", "ru", today=TODAY)
    delete_old(today=TODAY + dt.timedelta(days=179))
    assert Unanswered.objects.exists()
    delete_old(today=TODAY + dt.timedelta(days=181))
    assert not Unanswered.objects.exists()


def opened(client, query: str, address: str, accept: str = "text/html,*/*", host: str = "testserver") -> int:
    came_from = f"http://{host}/en/search/?q={query}"
    client.get(address, headers={"referer": came_from, "accept": accept})
    return Answered.objects.values_list("opened", flat=True).get(text=query)


def test_a_search_counts_as_opened_when_somebody_goes_on_to_what_was_found(client, papers, trees):
    papers.put(document(1, "Canal"))
    process_outbox()
    client.get("/en/search/?q=canal")
    public = CaseFactory(title="Canal")
    assert opened(client, "canal", "/en/cases/") == 0, "a list is on every page's way out"
    assert opened(client, "canal", "/en/cases/absent/") == 0
    assert opened(client, "canal", public.get_absolute_url(), accept="image/*") == 0
    assert opened(client, "canal", public.get_absolute_url(), host="elsewhere.example") == 0
    assert opened(client, "canal", public.get_absolute_url(), host="[broken") == 0
    assert opened(client, "canal", public.get_absolute_url()) == 1


def test_an_editor_sees_what_is_found_and_opened_by_nobody(client, keeper):
    for day in range(3):
        for text in ("canal", "dam"):
            record_answered(text, "en", today=TODAY + dt.timedelta(days=day))
    Answered.objects.filter(text="dam").update(opened=1)
    client.force_login(keeper)
    page = client.get("/admin/searches/unopened/").content.decode()
    assert "canal" in page
    assert ">dam<" not in page.replace(" ", "").replace("\n", "")


def test_a_concept_is_proposed_whose_other_name_it_may_be(client, keeper):
    ConceptFactory(scheme="subjects", slug="irrigation", names={"en": "Irrigation", "ru": "Орошение"})
    ConceptFactory(scheme="subjects", slug="border", names={"en": "Border"})
    for day in range(3):
        record_unanswered("irigation", "en", today=TODAY + dt.timedelta(days=day))
        record_unanswered("tubes", "en", today=TODAY + dt.timedelta(days=day))
    client.force_login(keeper)
    page = client.get("/admin/searches/unanswered/").content.decode()
    assert page.count(">Irrigation</a>") == 1
    assert ">Border</a>" not in page
