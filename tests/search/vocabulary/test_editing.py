"""Editors change the vocabulary in Wagtail's admin."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache

from search.vocabulary.models import Concept
from tests.factories import ConceptFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/vocabulary/concept/"


@pytest.fixture(autouse=True)
def allowed(editor):
    """What `cases.editorial.permissions` gives the group of editors."""
    of_concepts = Permission.objects.filter(content_type__app_label="vocabulary").exclude(codename__startswith="delete")
    editor.user_permissions.add(*of_concepts, Permission.objects.get(codename="access_admin"))


@pytest.fixture
def concept():
    return ConceptFactory(scheme="themes", slug="water", names={"en": "Water", "ru": "Вода"})


def form(**changes):
    empty = {
        f"{part}_{code}": "" for part in ("name", "others", "definition") for code in "en ru kk ky tg tk uz".split()
    }
    return empty | {"position": "0", "note": "", "broader": ""} | changes


def test_an_editor_finds_a_concept_by_any_of_its_names(client, editor, concept):
    client.force_login(editor)
    ConceptFactory(scheme="themes", slug="law", names={"en": "Law"})
    page = client.get(LIST, {"q": "Вода"}).content.decode()
    assert "water" in page
    assert "Law" not in page


def test_an_editor_gives_a_concept_another_name_and_search_knows_it(client, editor, concept, papers, find):
    from tests.search.conftest import ids
    from tests.search.shelf import document

    papers.put(document(1, "Вода", language="ru"))
    client.force_login(editor)
    page = client.get(f"{LIST}edit/{concept.pk}/").content.decode()
    assert 'name="name_ru" value="Вода"' in page
    changed = form(name_en="Water", name_ru="Вода", others_en="aqua\nH2O\n")
    assert client.post(f"{LIST}edit/{concept.pk}/", changed).status_code == 302
    concept.refresh_from_db()
    assert (concept.others, concept.slug) == ({"en": ["aqua", "H2O"]}, "water")
    cache.clear()
    assert ids(find("aqua")) == [1]


def test_a_concept_cannot_be_broader_than_itself(client, editor, concept):
    client.force_login(editor)
    narrower = ConceptFactory(scheme="themes", slug="rivers", names={"en": "Rivers"}, broader=concept)
    answer = client.post(f"{LIST}edit/{concept.pk}/", form(name_en="Water", broader=narrower.pk))
    assert "cannot be broader than itself" in answer.content.decode()


def test_nobody_deletes_a_concept_and_members_do_not_edit_one(client, editor, member, concept):
    client.force_login(editor)
    client.post(f"{LIST}delete/{concept.pk}/")
    client.force_login(member)
    client.post(f"{LIST}edit/{concept.pk}/", form(name_en="Taken"))
    assert Concept.objects.get(pk=concept.pk).names["en"] == "Water"


def test_the_list_is_headed_in_the_editors_language_and_says_which_concepts_are_retired(client, editor) -> None:
    ConceptFactory(scheme="themes", slug="kept")
    ConceptFactory(scheme="themes", slug="gone", is_retired=True)
    client.force_login(editor)
    page = client.get(LIST, headers={"accept-language": "ru"})
    shown = {words.strip() for words in re.findall(r">([^<>]+)<", page.content.decode())}
    assert not {"Name", "Broader", "True", "False"} & shown
    assert {"Понятие", "Более широкое понятие", "выведено из употребления"} <= shown
    table = page.context["table"]
    assert {concept.slug for concept in table.data if table.columns["is_retired"].get_value(concept)} == {"gone"}
