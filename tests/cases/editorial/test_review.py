import re

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry, TaskState, Workflow

from cases.contribute.revisions import token_of
from cases.editorial import actions
from cases.editorial.errors import NoLongerInReview, NotFitToPublish, ReasonMissing
from cases.editorial.forms import EditorsForm
from cases.editorial.permissions import set_up_editorial_work
from cases.library.models import CasePage
from network.notices.models import Notice
from network.people.models import EDITORS_GROUP
from tests.cases.desk import begin, decide, newest, save, submitted
from tests.cases.editorial.forms import form_of
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


def seen(page):
    """The token of the version that an editor has before him now."""
    return token_of(newest(page))


def second_editor():
    from django.contrib.auth.models import Group

    editor = MemberFactory(name="Askar Editorov")
    editor.groups.add(Group.objects.get(name=EDITORS_GROUP))
    return editor


def test_setting_up_twice_changes_nothing(desk):
    before = (Workflow.objects.count(), Permission.objects.filter(group__name=EDITORS_GROUP).count())
    set_up_editorial_work()
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


def correct(browser, page, **changes):
    """As an editor does who corrects the text and saves it."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return browser.post(address, form_of(browser.get(address)) | changes, headers={"referer": address}, follow=True)


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


def test_the_second_of_two_editors_is_told_by_whom_it_was_decided_and_nobody_hears_of_it_twice(
    author, at_the_editors_desk, member
):
    page = submitted(author)
    other = second_editor()
    opened = {"decision": "return", "words": "Too long.", "seen": seen(page)}
    Notice.objects.all().delete()
    actions.approve(page, other, seen=seen(page))
    late = at_the_editors_desk.post(reverse("review", args=[page.pk]), opened)
    assert late.status_code == 409
    shown = late.content.decode()
    assert f"{other.name} has decided on this text already" in shown
    assert "Too long." in shown
    assert Notice.objects.count() == 1
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.approve").count() == 1
    assert not PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.reject").exists()
    assert not ModelLogEntry.objects.exists()


@pytest.mark.parametrize("decision", ["approve", "return"])
def test_who_comes_late_hears_so_first_and_of_words_only_if_there_are_some(author, at_the_editors_desk, decision):
    page = submitted(author)
    opened = {"decision": decision, "words": "", "seen": seen(page)}
    actions.approve(page, second_editor(), seen=seen(page))
    shown = at_the_editors_desk.post(reverse("review", args=[page.pk]), opened).content.decode()
    assert "has decided on this text already" in shown
    assert "without a reason" not in shown
    assert "What you typed" not in shown


def test_a_text_that_an_editor_has_locked_is_decided_by_no_other(author, at_the_editors_desk):
    page = submitted(author)
    holder = second_editor()
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=holder, locked_at=timezone.now())
    address = reverse("review", args=[page.pk])
    assert f"{holder.name} has locked it" in at_the_editors_desk.get(address).content.decode()
    for decision in ("approve", "return"):
        sent = {"decision": decision, "words": "Thank you.", "seen": seen(page)}
        refused = at_the_editors_desk.post(address, sent)
        assert refused.status_code == 409
        assert "Thank you." in refused.content.decode()
    actions.approve(page, holder, seen=seen(page))
    assert CasePage.objects.get(pk=page.pk).live


def test_what_was_corrected_since_it_was_opened_is_not_approved_unseen(author, at_the_editors_desk, editor):
    page = submitted(author)
    old = seen(page)
    correct(at_the_editors_desk, page, summary="Corrected meanwhile.")
    answer = {"decision": "approve", "words": "Thank you.", "seen": old}
    refused = at_the_editors_desk.post(reverse("review", args=[page.pk]), answer)
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert f"{editor.name} has corrected this text since you opened it here" in shown
    assert "Corrected meanwhile." in shown
    assert "Thank you." in shown
    assert newest(page).workflow_in_progress


def test_a_correction_saved_after_the_decision_is_a_draft_that_another_publishes(author, member, at_the_editors_desk):
    page = submitted(author)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    opened = form_of(at_the_editors_desk.get(address))
    actions.approve(page, second_editor(), seen=seen(page))
    Notice.objects.all().delete()
    told = at_the_editors_desk.post(address, opened | {"summary": "My correction."}, follow=True).content.decode()
    assert "Saved as a draft" in told
    live = CasePage.objects.get(pk=page.pk)
    assert (live.live, live.summary) == (True, "How two districts share a canal.")
    decide(at_the_editors_desk, page, "approve")
    assert CasePage.objects.get(pk=page.pk).summary == "My correction."
    assert [notice.kind for notice in Notice.objects.filter(member=member)] == ["cases/contribute/notices/corrected"]


def test_a_page_approved_while_another_editor_saves_it_stays_published(author, at_the_editors_desk, monkeypatch):
    page = submitted(author)
    other = second_editor()
    clean = EditorsForm.full_clean

    def slow(form):
        """Wagtail has read the row by now, and writes it after this."""
        clean(form)
        if form.is_bound and not CasePage.objects.get(pk=page.pk).live:
            actions.approve(page, other, seen=seen(page))

    monkeypatch.setattr(EditorsForm, "full_clean", slow)
    correct(at_the_editors_desk, page, summary="Saved a moment after the approval.")
    row = CasePage.objects.get(pk=page.pk)
    assert (row.live, row.summary) == (True, "How two districts share a canal.")
    assert (row.has_unpublished_changes, newest(page).summary) == (True, "Saved a moment after the approval.")


def test_an_autosave_that_began_before_the_approval_does_not_write_over_what_was_approved(author, at_the_editors_desk):
    page = submitted(author)
    correct(at_the_editors_desk, page, summary="Corrected once.")
    page.refresh_from_db()
    approved = page.latest_revision
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    typing = form_of(at_the_editors_desk.get(address)) | {"overwrite_revision_id": str(approved.pk)}
    actions.approve(page, second_editor(), seen=seen(page))
    saved = at_the_editors_desk.post(
        address, typing | {"summary": "And again."}, headers={"accept": "application/json"}
    )
    assert saved.json()["success"]
    approved.refresh_from_db()
    assert approved.as_object().summary == "Corrected once."
    assert newest(page).summary == "And again."


def test_what_an_editor_still_typed_after_it_was_returned_comes_back_to_him(author, at_the_editors_desk):
    page = submitted(author)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    opened = form_of(at_the_editors_desk.get(address))
    actions.send_back(page, second_editor(), seen=seen(page), reason="Say who paid.")
    refused = at_the_editors_desk.post(address, opened | {"summary": "Typed too late."})
    assert refused.status_code == 409
    assert "Typed too late." in refused.content.decode()
    assert at_the_editors_desk.post(address, opened, headers={"accept": "application/json"}).status_code == 400
    assert newest(page).summary == "How two districts share a canal."


def test_what_its_author_took_back_cannot_be_approved(author, editor, at_the_editors_desk):
    page = submitted(author)
    opened = {"decision": "approve", "words": "", "seen": seen(page)}
    author.post(reverse("contribute_take_back", args=[page.pk]))
    with pytest.raises(NoLongerInReview):
        actions.approve(page, editor, seen=seen(page))
    assert at_the_editors_desk.post(reverse("review", args=[page.pk]), opened).status_code == 404
    assert not CasePage.objects.get(pk=page.pk).live


def test_a_text_withdrawn_while_its_new_version_is_read_cannot_be_put_back(author, editor, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    save(author, page, action="submit", summary="A newer version.")
    author.post(reverse("contribute_withdraw", args=[page.pk]))
    with pytest.raises(NoLongerInReview):
        actions.approve(page, editor, seen=seen(page))
    assert not CasePage.objects.get(pk=page.pk).live


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


def remark(page, editor, field="challenge", text="Whose letters were these?"):
    return Comment.objects.create(page=CasePage.objects.get(pk=page.pk), user=editor, contentpath=field, text=text)


def test_an_editors_remark_stands_beside_its_section_until_it_is_mended(author, editor, at_the_editors_desk):
    page = submitted(author)
    said = {"decision": "remark", "field": "challenge", "remark": "Whose letters were these?"}
    shown = at_the_editors_desk.post(reverse("review", args=[page.pk]), said, follow=True).content.decode()
    assert "Whose letters were these?" in shown
    decide(at_the_editors_desk, page, "return", "See the remark.")
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    section = shown.split('id="challenge"')[1].split('id="approach"')[0]
    assert "Whose letters were these?" in section
    assert editor.name in section
    assert "1 remark" in author.get(reverse("contribute")).content.decode()
    number = Comment.objects.get().pk
    save(author, page, **{f"answer_{number}": "Those of the two ministries.", f"settled_{number}": "on"})
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "Those of the two ministries." in shown
    assert f"answer_{number}" not in shown
    assert "remark--settled" in shown


def test_under_the_chatham_house_rule_an_answer_to_a_remark_is_the_voices(author, member, editor, at_the_editors_desk):
    page = submitted(author, attribution="chatham-house")
    comment = remark(page, editor)
    decide(at_the_editors_desk, page, "return", "See the remark.")
    save(author, page, **{f"answer_{comment.pk}": "Ours.", f"settled_{comment.pk}": "on"})
    comment.refresh_from_db()
    assert comment.replies.get().user != member
    assert comment.resolved_by != member


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
