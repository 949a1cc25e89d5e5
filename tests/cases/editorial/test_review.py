import json
import re

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, ModelLogEntry, PageLogEntry, TaskState, Workflow

from cases.editorial import actions
from cases.editorial.errors import AlreadyDecided, NoLongerInReview, NotFitToPublish, ReasonMissing
from cases.editorial.setting_up import set_up_editorial_work
from cases.library.models import CasePage
from network.notices.models import Notice
from network.people.models import EDITORS_GROUP
from tests.cases.desk import begin, decide, newest, save, submitted
from tests.cases.editorial.forms import form_of
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


def state_of(page):
    return TaskState.objects.filter(revision__object_id=str(page.pk)).latest("pk")


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


def test_the_editors_page_shows_the_text_its_authors_and_the_ways_to_decide(author, at_the_editors_desk, member):
    page = submitted(author)
    shown = at_the_editors_desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for words in (member.name, "Two districts share one canal", "Send back with a reason", "Approve and publish"):
        assert words in shown
    assert 'name="context"' in shown
    assert 'name="attribution"' not in shown


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
    assert links == [f"/ru/contribute/{page.pk}/"]
    assert author.get(links[0]).status_code == 200
    assert Notice.objects.filter(member=member).count() == 1


def test_sent_back_the_author_reads_the_reason_in_the_mail_and_on_his_page(
    author, member, at_the_editors_desk, django_capture_on_commit_callbacks
):
    page = submitted(author)
    with django_capture_on_commit_callbacks(execute=True):
        decide(at_the_editors_desk, page, "reject", "Say who paid for the gate & when.")
    assert [message.recipients() for message in mail.outbox] == [[member.email]]
    assert "Say who paid for the gate & when." in mail.outbox[0].body
    assert "/admin/" not in mail.outbox[0].body
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "Say who paid for the gate &amp; when." in shown
    assert "Sent back" in author.get(reverse("contribute")).content.decode()


def test_without_a_reason_nothing_is_sent_back(author, at_the_editors_desk, editor):
    page = submitted(author)
    decide(at_the_editors_desk, page, "reject", "   ")
    assert newest(page).workflow_in_progress
    with pytest.raises(ReasonMissing):
        actions.send_back(state_of(page), editor, reason=" ")
    shown = decide_on_the_page(at_the_editors_desk, page, "reject", comment="").content.decode()
    assert "a text is not sent back without a reason" in shown
    assert newest(page).workflow_in_progress


def decide_on_the_page(browser, page, verdict, **changes):
    """As an editor does who corrects the text and presses the button of the page itself."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = form_of(browser.get(address))
    sent |= {"action-workflow-action": "true", "workflow-action-name": verdict}
    sent["workflow-action-extra-data"] = json.dumps({"comment": changes.pop("comment", "")})
    return browser.post(address, sent | changes, headers={"referer": address}, follow=True)


def test_corrections_typed_while_approving_are_published(author, at_the_editors_desk):
    page = submitted(author)
    decide_on_the_page(at_the_editors_desk, page, "approve", summary="Corrected: how two districts share.")
    page = CasePage.objects.get(pk=page.pk)
    assert page.live
    assert page.summary == "Corrected: how two districts share."


def test_an_editor_who_saves_loses_no_table_of_the_author_and_brings_in_no_script(author, at_the_editors_desk):
    table = "<table><thead><tr><th>Month</th></tr></thead><tbody><tr><td>May</td></tr></tbody></table>"
    page = submitted(
        author,
        context="| Month |\n| --- |\n| May |\n\nThe gates are opened by turns, and both sides read the same gauge every morning.",
    )
    decide_on_the_page(
        at_the_editors_desk, page, "approve", results=f"{table}<script>x</script><p style='color:red'>Kept.</p>"
    )
    page = CasePage.objects.get(pk=page.pk)
    assert "<td>May</td>" in page.context
    assert page.results == f"{table}<p>Kept.</p>"


def test_a_tag_typed_in_another_way_by_an_editor_is_the_same_tag(author, at_the_editors_desk):
    page = submitted(author, tags="суу")
    decide_on_the_page(at_the_editors_desk, page, "approve", tags="СУУ, new")
    tags = CasePage.objects.get(pk=page.pk).tags.all()
    assert sorted(tag.name for tag in tags) == ["new", "суу"]


def test_the_second_of_two_editors_is_told_by_whom_it_was_decided_and_nobody_hears_of_it_twice(author, editor, member):
    page = submitted(author)
    first, second = state_of(page), state_of(page)
    other = second_editor()
    Notice.objects.all().delete()
    actions.approve(first, editor)
    with pytest.raises(AlreadyDecided) as refused:
        actions.send_back(second, other, reason="Too long.")
    assert editor.name in str(refused.value)
    assert Notice.objects.count() == 1
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.approve").count() == 1
    assert not PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.reject").exists()
    assert not ModelLogEntry.objects.exists()


def test_two_editors_who_press_at_the_same_moment_both_see_a_page(author, at_the_editors_desk, monkeypatch):
    page = submitted(author)
    editor = second_editor()
    late = state_of(page)
    take = actions.approve

    def beaten(task_state, user, **words):
        take(late, editor)
        return take(task_state, user, **words)

    monkeypatch.setattr(actions, "approve", beaten)
    shown = decide(at_the_editors_desk, page, "approve").content.decode()
    assert f"{editor.name} has decided on this text already" in shown


def test_pressing_approve_on_a_page_that_was_decided_meanwhile_says_so(author, at_the_editors_desk):
    page = submitted(author)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    opened = form_of(at_the_editors_desk.get(address))
    actions.approve(state_of(page), second_editor())
    pressed = {"action-workflow-action": "true", "workflow-action-name": "approve", "summary": "My correction."}
    shown = at_the_editors_desk.post(address, opened | pressed, follow=True).content.decode()
    assert "Another editor has decided on this text already." in shown
    assert newest(page).summary == "My correction."
    assert CasePage.objects.get(pk=page.pk).summary == "How two districts share a canal."


def test_what_its_author_took_back_cannot_be_approved(author, editor):
    page = submitted(author)
    state = state_of(page)
    author.post(reverse("contribute_take_back", args=[page.pk]))
    with pytest.raises(NoLongerInReview):
        actions.approve(state, editor)
    assert not CasePage.objects.get(pk=page.pk).live


def test_a_text_that_its_own_rules_refuse_is_not_published_half_way(author, editor):
    page = submitted(author, clearance="not-yet", audience="members")
    wider = newest(page)
    wider.audience = "public"
    wider.save_revision(user=editor, clean=False)
    with pytest.raises(NotFitToPublish) as refused:
        actions.approve(state_of(page), editor)
    assert "not cleared yet" in str(refused.value)
    assert newest(page).workflow_in_progress


def test_published_past_the_review_its_author_learns_of_it_too(author, member, at_the_editors_desk):
    page = submitted(author)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    at_the_editors_desk.post(address, form_of(at_the_editors_desk.get(address)) | {"action-publish": "true"})
    assert CasePage.objects.get(pk=page.pk).live
    assert Notice.objects.filter(member=member, kind__endswith="published").count() == 1


def test_a_member_cannot_decide(author, other_member):
    page = submitted(author)
    browser = Client()
    browser.force_login(other_member)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state_of(page).pk])
    assert browser.post(address, {"comment": ""}).status_code == 404
    assert not CasePage.objects.get(pk=page.pk).live


def remark(page, editor, field="challenge", text="Whose letters were these?"):
    return Comment.objects.create(page=CasePage.objects.get(pk=page.pk), user=editor, contentpath=field, text=text)


def test_an_editors_remark_stands_beside_its_section_until_it_is_mended(author, editor, at_the_editors_desk):
    page = submitted(author)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = form_of(at_the_editors_desk.get(address)) | {
        "comments-TOTAL_FORMS": "1",
        "comments-0-contentpath": "challenge",
        "comments-0-text": "Whose letters were these?",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    at_the_editors_desk.post(address, sent)
    decide(at_the_editors_desk, page, "reject", "See the remark.")
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
    decide(at_the_editors_desk, page, "reject", "See the remark.")
    save(author, page, **{f"answer_{comment.pk}": "Ours.", f"settled_{comment.pk}": "on"})
    comment.refresh_from_db()
    assert comment.replies.get().user != member
    assert comment.resolved_by != member


def test_sent_again_after_mending_the_same_review_goes_on(author, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "reject", "Say who paid.")
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
