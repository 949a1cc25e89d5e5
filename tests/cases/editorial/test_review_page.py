import re

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, Workflow

from cases.editorial.errors import NotFitToPublish, ReasonMissing
from cases.editorial.permissions import set_up_permissions
from cases.editorial.review import actions
from cases.library.models import CasePage
from network.notices.models import Notice
from network.people.models import EDITORS_GROUP
from tests.cases.desk import begin, decide, newest, save, submitted
from tests.cases.editorial.forms import correct, form_of, seen
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


def test_setting_up_twice_changes_nothing(desk):
    before = (Workflow.objects.count(), Permission.objects.filter(group__name=EDITORS_GROUP).count())
    set_up_permissions()
    assert (Workflow.objects.count(), Permission.objects.filter(group__name=EDITORS_GROUP).count()) == before


def test_what_was_sent_stands_on_the_editors_dashboard(author, at_the_editors_desk):
    submitted(author)
    assert "One canal, two districts" in at_the_editors_desk.get(reverse("wagtailadmin_home")).content.decode()


def test_the_page_of_a_review_shows_the_text_its_authors_and_the_ways_to_decide(author, at_the_editors_desk, member):
    page = submitted(author)
    shown = at_the_editors_desk.get(reverse("review", args=[page.pk])).content.decode()
    for words in (member.name, "Two districts share one canal", "Return with a reason", "Approve and publish"):
        assert words in shown


def test_the_page_of_corrections_decides_nothing_and_leads_to_the_review(author, at_the_editors_desk):
    page = submitted(author)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = at_the_editors_desk.get(address)
    shown = response.content.decode()
    assert 'name="context"' in shown
    assert 'name="attribution"' not in shown
    assert 'name="action-' not in shown
    assert reverse("review", args=[page.pk]) in shown
    for asked in ("action-publish", "action-submit", "action-workflow-action", "action-cancel-workflow"):
        sent = form_of(response) | {asked: "true", "workflow-action-name": "approve", "summary": f"By {asked}."}
        at_the_editors_desk.post(address, sent)
        assert newest(page).summary == f"By {asked}."
        assert newest(page).workflow_in_progress
    assert not CasePage.objects.get(pk=page.pk).live


def test_approved_it_is_live_and_its_author_is_told_once(
    author, member, at_the_editors_desk, django_capture_on_commit_callbacks
):
    member.language = "ru"
    member.save()
    page = submitted(author)
    with django_capture_on_commit_callbacks(execute=True):
        decide(at_the_editors_desk, page, "approve", "Thank you for the table.")
    assert CasePage.objects.get(pk=page.pk).live
    assert author.get(reverse("case", args=[page.address])).status_code == 200
    assert [message.recipients() for message in mail.outbox] == [[member.email]]
    assert "Thank you for the table." in mail.outbox[0].body
    links = re.findall(r"http://127.0.0.1:8000(/\S+)", mail.outbox[0].body)
    assert links == [f"/ru/contribute/{page.pk}/text/"]
    assert author.get(links[0], follow=True).redirect_chain == [(f"/ru/cases/{page.address}/", 302)]
    assert Notice.objects.filter(member=member).count() == 1


def test_sent_back_the_author_reads_the_reason_in_the_mail_and_on_his_page(
    author, member, at_the_editors_desk, django_capture_on_commit_callbacks
):
    page = submitted(author)
    with django_capture_on_commit_callbacks(execute=True):
        decide(at_the_editors_desk, page, "return", "Say who paid for the gate & when.")
    assert [message.recipients() for message in mail.outbox] == [[member.email]]
    assert "Say who paid for the gate & when." in mail.outbox[0].body
    assert "/admin/" not in mail.outbox[0].body
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "Say who paid for the gate &amp; when." in shown
    assert "Sent back" in author.get(reverse("contribute")).content.decode()


def test_without_a_reason_nothing_is_sent_back_and_the_page_says_what_to_do(author, at_the_editors_desk, editor):
    page = submitted(author)
    refused = decide(at_the_editors_desk, page, "return", "   ")
    assert refused.status_code == 422
    assert "a text is not sent back without a reason" in refused.content.decode()
    with pytest.raises(ReasonMissing):
        actions.send_back(page, editor, seen=seen(page), reason=" ")
    assert newest(page).workflow_in_progress


def test_what_an_editor_corrected_is_shown_as_changed_and_published(author, at_the_editors_desk):
    page = submitted(author)
    correct(at_the_editors_desk, page, summary="Corrected: how two districts share.")
    shown = at_the_editors_desk.get(reverse("review", args=[page.pk])).content.decode()
    assert '<span class="addition">Corrected: how' in shown
    decide(at_the_editors_desk, page, "approve")
    page = CasePage.objects.get(pk=page.pk)
    assert page.live
    assert page.summary == "Corrected: how two districts share."


def test_an_editor_who_saves_loses_no_table_of_the_author_and_brings_in_no_script(author, at_the_editors_desk):
    table = "<table><thead><tr><th>Month</th></tr></thead><tbody><tr><td>May</td></tr></tbody></table>"
    page = submitted(
        author,
        context="| Month |\n| --- |\n| May |\n\nThe gates are opened by turns, and both sides read the same gauge every morning.",
    )
    correct(at_the_editors_desk, page, results=f"{table}<script>x</script><p style='color:red'>Kept.</p>")
    decide(at_the_editors_desk, page, "approve")
    page = CasePage.objects.get(pk=page.pk)
    assert "<td>May</td>" in page.context
    assert page.results == f"{table}<p>Kept.</p>"


def test_a_tag_typed_in_another_way_by_an_editor_is_the_same_tag(author, at_the_editors_desk):
    page = submitted(author, tags="суу")
    correct(at_the_editors_desk, page, tags="СУУ, new")
    decide(at_the_editors_desk, page, "approve")
    tags = CasePage.objects.get(pk=page.pk).tags.all()
    assert sorted(tag.name for tag in tags) == ["new", "суу"]


def test_a_text_that_its_own_rules_refuse_is_not_published_half_way(author, editor):
    page = submitted(author, clearance="not-yet", audience="members")
    wider = newest(page)
    wider.audience = "public"
    wider.save_revision(user=editor, clean=False)
    with pytest.raises(NotFitToPublish) as refused:
        actions.approve(page, editor, seen=seen(page))
    assert "not cleared yet" in str(refused.value)
    assert newest(page).workflow_in_progress


def test_taken_off_the_site_its_author_reads_why_and_finds_it_among_his_own(
    author, member, at_the_editors_desk, django_capture_on_commit_callbacks
):
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    address = reverse("review", args=[page.pk])
    mail.outbox.clear()
    refused = at_the_editors_desk.post(address, {"decision": "take-off", "reason": ""})
    assert refused.status_code == 422
    assert CasePage.objects.get(pk=page.pk).live
    with django_capture_on_commit_callbacks(execute=True):
        at_the_editors_desk.post(address, {"decision": "take-off", "reason": "A person in it is in danger."})
    assert not CasePage.objects.get(pk=page.pk).live
    assert "A person in it is in danger." in mail.outbox[0].body
    link = re.search(r"http://127.0.0.1:8000(/\S+)", mail.outbox[0].body)[1]
    assert author.get(link, follow=True).status_code == 200
    shown = author.get(reverse("contribute")).content.decode()
    assert "Taken off the site" in shown
    assert "Not sent yet" not in shown


def test_nobody_is_told_of_a_decision_that_did_not_come_about(author, member, editor, monkeypatch):
    page = submitted(author)
    Notice.objects.all().delete()

    def fail(*_args, **_kwargs):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(TaskState, "approve", fail)
    with pytest.raises(RuntimeError):
        actions.approve(page, editor, seen=seen(page))
    assert not Notice.objects.exists()
    assert not CasePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("road", ["publish", "unpublish", "delete", "copy", "move"])
def test_no_road_of_wagtails_changes_a_text_for_editors_or_superusers(author, at_the_editors_desk, road):
    page = submitted(author)
    if road == "unpublish":
        decide(at_the_editors_desk, page, "approve")
    before = CasePage.objects.count(), CasePage.objects.get(pk=page.pk).live
    chief = Client()
    chief.force_login(MemberFactory(is_superuser=True))
    for browser in (at_the_editors_desk, chief):
        address = f"/admin/pages/{page.pk}/{road}/"
        browser.post(address, {"new_title": "A", "new_slug": "a", "new_parent_page": str(page.get_parent().pk)})
        browser.post(f"/admin/bulk/wagtailcore/page/{road}/?id={page.pk}&next=/admin/", {})
    assert (CasePage.objects.count(), CasePage.objects.get(pk=page.pk).live) == before


def test_a_member_cannot_decide(author, other_member):
    page = submitted(author)
    browser = Client()
    browser.force_login(other_member)
    answer = {"decision": "approve", "seen": seen(page)}
    assert browser.post(reverse("review", args=[page.pk]), answer).status_code == 404
    assert not CasePage.objects.get(pk=page.pk).live


def test_sent_again_after_mending_the_same_review_goes_on(author, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "return", "Say who paid.")
    save(
        author,
        page,
        action="submit",
        results="The two districts paid for the gate, half each, and the ministry of one of them paid for the pump.",
    )
    decide(at_the_editors_desk, page, "approve")
    assert "half each" in CasePage.objects.get(pk=page.pk).results


def test_a_draft_that_was_never_sent_is_on_no_editors_dashboard(author, at_the_editors_desk):
    begin(author)
    assert "awaiting" not in at_the_editors_desk.get(reverse("wagtailadmin_home")).content.decode().lower()
