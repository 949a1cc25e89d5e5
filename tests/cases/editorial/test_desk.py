"""What editors do in Wagtail's own admin beside deciding: they search, and look at drafts."""

import pytest
from django.test import Client

from cases.editorial.permissions import set_up_permissions
from cases.library.models import CasePage, PracticePage
from network.people.models import Member
from search.vocabulary.models import Concept, Scheme
from tests.factories import CaseFactory, ConceptFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


def test_an_editor_finds_a_page_by_its_title(client: Client, editor: Member) -> None:
    set_up_permissions()
    CaseFactory(title="Плотина соседа", language="ru")
    client.force_login(editor)
    assert "Плотина соседа" in client.get("/admin/pages/search/", {"q": "плотина"}).content.decode()


@pytest.mark.parametrize("path", ["/admin/images/", "/admin/pages/", "/admin/choose-page/search/"])
def test_no_list_of_the_desk_fails_when_it_is_searched(client: Client, editor: Member, path: str) -> None:
    set_up_permissions()
    client.force_login(editor)
    assert client.get(path, {"q": "вода"}).status_code == 200


def test_an_editor_looks_at_a_draft_as_readers_would_see_it(client: Client, editor: Member) -> None:
    set_up_permissions()
    page = CaseFactory(title="Плотина соседа", language="ru", live=False)
    page.save_revision()
    page.get_workflow().start(page, None)
    client.force_login(editor)
    shown = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert shown.status_code == 200
    assert "Плотина соседа" in shown.content.decode()
    assert 'class="prose"' in shown.content.decode()


def test_each_question_offers_the_words_of_its_own_scheme_and_keeps_a_retired_one_where_it_stands(
    client: Client, editor: Member
) -> None:
    set_up_permissions()
    kept, retired = (ConceptFactory(scheme="themes", slug=slug) for slug in ("kept", "retired"))
    for scheme in Scheme.values:
        ConceptFactory(scheme=scheme, slug=f"one-of-{scheme}")
    page = CaseFactory(themes=[kept, retired])
    page.save_revision()
    for concept in (retired, ConceptFactory(scheme="themes", slug="long-gone")):
        Concept.objects.filter(pk=concept.pk).update(is_retired=True)
    client.force_login(editor)
    form = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    offered = {name: {concept.slug for concept in form.fields[name].queryset} for name in ("themes", "threats")}
    assert offered == {"themes": {"kept", "retired", "one-of-themes"}, "threats": {"one-of-threats"}}


def test_for_a_member_there_is_no_admin_and_no_circle_of_redirects(client, member):
    client.force_login(member)
    for path in ("/admin/", "/admin/pages/", "/admin/reports/", "/admin/nothing-here/"):
        assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("model", [CasePage, PracticePage])
def test_whom_a_text_is_for_and_what_was_cleared_is_no_field_of_the_editors(model) -> None:
    fields = model.get_edit_handler().get_form_class().base_fields
    assert {"title", "embargo_until"} <= set(fields)
    assert not {"audience", "clearance", "clearance_paper", "attribution", "owner"} & set(fields)
