"""Two who decide, correct or take back the same text at the same time."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cases.editorial.admin.editors_form import EditorsForm
from cases.editorial.errors import NoLongerInReview
from cases.editorial.review import actions
from cases.library.models import CasePage
from network.notices.models import Notice
from tests.cases.desk import decide, newest, save, submitted
from tests.cases.editorial.forms import correct, form_of, second_editor, seen

pytestmark = pytest.mark.django_db


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
