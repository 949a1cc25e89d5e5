import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.library.models import CasePage, PracticePage
from tests.cases.desk import TOLD, answers, base_of, begin, newest, save
from tests.factories import CaseFactory, ConceptFactory, ParticipationFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


def test_a_draft_needs_no_answer_at_all(author):
    response = author.post(reverse("contribute_new"), {"action": "save", "language": "en"})
    page = CasePage.objects.get()
    assert response.status_code == 302
    assert not page.live
    assert "Without a title yet" in author.get(reverse("contribute")).content.decode()


def test_what_is_written_stands_in_the_form_again(author):
    page = begin(author, what_did_not_work="We met **too late** in the year.")
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "We met **too late** in the year." in shown
    assert "One canal, two districts" in shown
    assert newest(page).what_did_not_work == "<p>We met <strong>too late</strong> in the year.</p>"
    assert newest(page).tag_names == ["canals", "neighbours"]


def test_beginning_the_same_text_twice_gives_one_draft(author):
    sent = answers(client_id="6f1c2f6e-5a0d-4a2c-9d65-0a1b2c3d4e5f", action="save")
    author.post(reverse("contribute_new"), sent)
    author.post(reverse("contribute_new"), sent | {"title": "One canal, three districts"})
    assert newest(CasePage.objects.get()).title == "One canal, three districts"


def test_a_practice_has_its_own_sections(author):
    author.post(f"{reverse('contribute_new')}?kind=practice", {"action": "save", "steps": "Meet first."})
    assert newest(PracticePage.objects.get()).steps == "<p>Meet first.</p>"


def test_a_draft_hangs_in_the_tree_of_its_language_and_moves_with_it(author):
    page = begin(author)
    save(author, page, language="ru")
    page = CasePage.objects.get(pk=page.pk)
    assert page.locale.language_code == "ru"
    assert page.get_parent().locale == page.locale
    assert newest(page).context == f"<p>{TOLD}</p>"


def test_nobody_but_its_author_reaches_a_draft(author, client, other_member):
    page = begin(author)
    addresses = [reverse(f"contribute_{name}", args=[page.pk]) for name in ("edit", "preview", "take_back", "withdraw")]
    assert author.get(addresses[0]).status_code == 200  # so the 404 below is about who looks
    client.force_login(other_member)
    absent = client.get(reverse("contribute_edit", args=[10_000_000])).content
    assert all((found := client.get(one)).status_code == 404 and found.content == absent for one in addresses)
    assert save(client, page, base="0:0", title="Taken over").status_code == 404
    assert newest(page).title == "One canal, two districts"


def test_an_editor_does_not_reach_it_on_the_members_side_either(author, at_the_editors_desk):
    page = begin(author)
    assert at_the_editors_desk.get(reverse("contribute_edit", args=[page.pk])).status_code == 404


def test_what_is_too_long_stays_in_the_form_and_says_what_to_do(author):
    page = begin(author)
    response = save(author, page, summary="word " * 200)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "word word word" in shown
    assert "Not saved yet." in shown
    assert "All saved at" not in shown
    assert 'href="#id_summary_error"' in shown
    assert newest(page).summary == "How two districts share a canal."


def test_the_preview_shows_what_readers_will_see_and_says_that_they_do_not_yet(author):
    page = begin(author)
    response = save(author, page, action="preview", results="Both sides **kept** the calendar.")
    shown = author.get(response.url).content.decode()
    assert "Preview: only you see this." in shown
    assert "Both sides <strong>kept</strong> the calendar." in shown
    assert author.get(reverse("case", args=[page.address])).status_code == 404


def test_workshops_that_the_author_attended_stand_first(author, member):
    WorkshopFactory(titles={"en": "Somebody’s week"})
    ParticipationFactory(member=member, workshop=WorkshopFactory(titles={"en": "My own week"}))
    shown = author.get(reverse("contribute_new")).content.decode()
    assert shown.index("My own week") < shown.index("Somebody’s week")


def test_one_sitting_is_one_version(author):
    page = begin(author)
    for number in range(3):
        save(author, page, title=f"Version {number}")
    assert page.revisions.count() == 1


def queries_of(client, address):
    client.get(address)  # the site's name is read once, and made on the first page of all
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def test_the_form_costs_the_same_with_many_choices_as_with_few(author):
    address = reverse("contribute_edit", args=[begin(author).pk])
    few = queries_of(author, address)
    for scheme in ("countries", "themes", "threats", "places", "stages", "rights"):
        ConceptFactory.create_batch(10, scheme=scheme)
    WorkshopFactory.create_batch(10)
    assert queries_of(author, address) == few <= 25


def test_my_cases_cost_the_same_with_many_as_with_one(author, member):
    """One of each kind: how often it is read is asked of what is published."""
    begin(author)
    CaseFactory(authors=[member]).save_revision()
    one = queries_of(author, reverse("contribute"))
    for _number in range(5):
        CaseFactory(authors=[member]).save_revision()
        begin(author)
    assert author.get(reverse("contribute")).content.decode().count('class="state-row"') == 12
    assert queries_of(author, reverse("contribute")) == one <= 12


def test_my_cases_in_a_browser_of_another_member_are_not_mine(author, client, other_member):
    begin(author)
    client.force_login(other_member)
    assert "One canal" not in client.get(reverse("contribute")).content.decode()


def test_the_token_of_the_form_changes_with_every_save(author):
    page = begin(author)
    before = base_of(author, page)
    save(author, page, title="Another")
    assert base_of(author, page) != before
