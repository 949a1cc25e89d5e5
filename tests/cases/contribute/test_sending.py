from datetime import UTC, datetime

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from cases.library.authorship import voice
from cases.library.models import CasePage, PracticePage
from network.notices.models import Notice
from tests.cases.desk import answers, begin, decide, newest, save, submitted

pytestmark = pytest.mark.django_db


def test_a_whole_case_goes_to_the_editors_and_gets_a_readable_address(author, member):
    page = submitted(author)
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert page.address == newest(page).address == "one-canal-two-districts"
    assert page.owner == member
    assert "With the editors" in author.get(reverse("contribute")).content.decode()


def test_its_author_sees_on_which_day_what_happened_to_it(author, at_the_editors_desk):
    page = submitted(author)
    TaskState.objects.update(started_at=datetime(2026, 11, 3, 8, tzinfo=UTC))
    assert "sent 3 Nov 2026" in author.get(reverse("contribute")).content.decode()
    decide(at_the_editors_desk, page, "return", "Say in which year.")
    TaskState.objects.update(finished_at=datetime(2026, 11, 5, 8, tzinfo=UTC))
    assert "sent back 5 Nov 2026" in author.get(reverse("contribute")).content.decode()
    save(author, page, action="submit")
    decide(at_the_editors_desk, page, "approve")
    CasePage.objects.update(last_published_at=datetime(2026, 11, 9, 8, tzinfo=UTC))
    assert "published 9 Nov 2026" in author.get(reverse("contribute")).content.decode()


def test_a_case_and_a_practice_of_one_title_are_both_published(author, at_the_editors_desk):
    """They hang side by side in the tree of their language."""
    decide(at_the_editors_desk, submitted(author), "approve")
    sections = {name: answers()["context"] for name in ("what_it_is", "when_to_use", "steps", "evidence", "limits")}
    sent = answers(action="submit", in_central_asia=answers()["context"], **sections)
    author.post(f"{reverse('contribute_new')}?kind=practice", sent)
    practice = PracticePage.objects.get()
    decide(at_the_editors_desk, practice, "approve")
    assert author.get(reverse("practice", args=["one-canal-two-districts"])).status_code == 200


def test_what_is_missing_is_said_at_the_field_and_everything_typed_is_saved(author):
    page = begin(author)
    response = save(author, page, action="submit", title="", countries=[], summary="Kept all the same.")
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Give the text a title" in shown
    assert "Choose one to six countries." in shown
    assert 'href="#id_countries_error"' in shown
    assert newest(page).summary == "Kept all the same."
    assert newest(page).current_workflow_state is None


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"results": ""}, "This section is empty."),
        ({"results": "See https://example.org/report.pdf"}, "This section says very little."),
        ({"clearance": "not-yet"}, "A text that is not cleared yet can go to members only."),
        ({"themes": []}, "Choose at least one theme."),
    ],
)
def test_a_text_that_is_not_ready_does_not_go(author, answer, sentence):
    page = begin(author)
    response = save(author, page, action="submit", **answer)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_clearance_and_audience_are_chosen_by_the_author_and_by_nobody_for_him(author):
    blank = author.get(reverse("contribute_new")).content.decode()
    assert "0 of 12 parts are filled in" in blank
    unsaid = {"clearance": "", "audience": ""}
    refused = save(author, begin(author, **unsaid), action="submit", **unsaid)
    assert refused.status_code == 422
    assert 'href="#id_clearance_error"' in refused.content.decode()
    assert "Choose who may read it." in refused.content.decode()


def test_remarks_are_promised_only_where_there_are_some(author, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "return", "Tell more of the second year.")
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "Tell more of the second year." in shown
    assert "beside the sections" not in shown


def test_a_new_text_that_was_not_ready_is_one_draft_when_it_is_sent_again_from_that_page(author):
    shown = author.post(reverse("contribute_new"), answers(action="submit", title="")).content.decode()
    page = CasePage.objects.get()
    assert f'action="{reverse("contribute_edit", args=[page.pk])}"' in shown
    assert "All saved on" in shown  # of a text that is not sent yet the day is all that is kept


def test_after_mending_it_on_the_page_that_said_so_it_goes(author):
    page = begin(author)
    shown = save(author, page, action="submit", title="").content.decode()
    base = shown.split('name="base" value="')[1].split('"')[0]
    assert save(author, page, action="submit", base=base).status_code == 302
    assert newest(page).workflow_in_progress


def test_a_text_that_is_not_cleared_goes_to_members(author):
    page = submitted(author, clearance="not-yet", audience="members")
    assert page.workflow_in_progress


def test_what_is_with_the_editors_cannot_be_changed_and_what_was_typed_stays_in_the_form(author):
    page = submitted(author)
    token = f"{page.latest_revision.pk}:{page.latest_revision.created_at.timestamp():.6f}"
    response = save(author, page, base=token, context="A thought that came late.")
    assert response.status_code == 409
    assert "A thought that came late." in response.content.decode()
    assert "A thought" not in newest(page).context


def test_opening_it_meanwhile_shows_it_as_a_page_with_the_way_to_take_it_back(author):
    page = submitted(author)
    shown = author.get(reverse("contribute_edit", args=[page.pk]), follow=True).content.decode()
    assert "This text is with the editors." in shown
    assert reverse("contribute_take_back", args=[page.pk]) in shown


def test_taken_back_it_can_be_written_on_and_sent_again(author):
    page = submitted(author)
    address = reverse("contribute_take_back", args=[page.pk])
    assert "Take it back from the editors?" in author.get(address).content.decode()
    author.post(address)
    assert save(author, page, action="submit", title="Second thoughts").url == reverse("contribute")
    assert newest(page).title == "Second thoughts"
    assert newest(page).workflow_in_progress


def test_taking_back_what_was_decided_meanwhile_says_so(author, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    shown = author.post(reverse("contribute_take_back", args=[page.pk]), follow=True).content.decode()
    assert "no longer with the editors" in shown
    assert CasePage.objects.get(pk=page.pk).live


def test_editors_are_told_in_their_language_with_a_link_that_opens(
    author, editor, at_the_editors_desk, django_capture_on_commit_callbacks
):
    editor.language = "ru"
    editor.save()
    with django_capture_on_commit_callbacks(execute=True):
        page = submitted(author)
    assert [message.recipients() for message in mail.outbox] == [[editor.email]]
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    assert "/ru/" in link
    desk = at_the_editors_desk.get(link.replace("http://127.0.0.1:8000", ""), follow=True)
    assert desk.status_code == 200
    assert desk.redirect_chain[-1][0] == reverse("review", args=[page.pk])


def test_the_way_to_the_editors_desk_is_absent_for_members(author):
    page = submitted(author)
    assert author.get(reverse("contribute_review", args=[page.pk])).status_code == 404


def test_a_published_text_keeps_its_words_until_the_new_version_is_approved(author, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    save(author, page, title="A better title", tags="other")
    address = reverse("case", args=["one-canal-two-districts"])
    assert "A better title" not in author.get(address).content.decode()
    assert "canals" in author.get(address).content.decode()
    assert "a new version is being written" in author.get(reverse("contribute")).content.decode()
    save(author, page, action="submit", title="A better title", tags="other")
    decide(at_the_editors_desk, page, "approve")
    shown = author.get(address).content.decode()
    assert "A better title" in shown
    assert "canals" not in shown


def test_the_language_of_a_published_text_stays(author, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    save(author, page, language="ru")
    assert CasePage.objects.get(pk=page.pk).language == "en"


def test_a_withdrawn_text_is_gone_for_readers_and_stays_with_its_author(author, client, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    assert author.get(reverse("case", args=[page.address])).status_code == 200
    author.post(reverse("contribute_withdraw", args=[page.pk]))
    assert author.get(reverse("case", args=[page.address])).status_code == 404
    assert "Taken off the site" in author.get(reverse("contribute")).content.decode()
    assert save(author, page, action="submit").url == reverse("contribute")


def test_under_the_chatham_house_rule_no_record_names_the_author(
    author, member, editor, at_the_editors_desk, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = submitted(author, attribution="chatham-house")
    assert page.owner == voice()
    assert not Revision.objects.filter(object_id=str(page.pk), user=member).exists()
    assert not PageLogEntry.objects.filter(page=page.pk, user=member).exists()
    assert not WorkflowState.objects.filter(requested_by=member).exists()
    told = Notice.objects.get(member=editor)
    assert member.name not in str(told.details) + mail.outbox[0].subject + mail.outbox[0].body
    desk = at_the_editors_desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    history = at_the_editors_desk.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "An author under the Chatham House rule" in desk
    assert member.name not in desk + history


def test_a_named_text_stands_in_the_record_of_its_author_from_the_first_sending_on(author, member):
    page = begin(author)
    assert page.owner == voice()  # whatever will be chosen, there is nothing to take back
    save(author, page, action="submit")
    page.refresh_from_db()
    assert page.latest_revision.user == member


@pytest.mark.parametrize(("first", "later"), [("named", "chatham-house"), ("chatham-house", "named")])
def test_the_attribution_stays_as_it_was_first_sent(author, at_the_editors_desk, first, later):
    page = submitted(author, attribution=first)
    decide(at_the_editors_desk, page, "return", "Say who paid.")
    save(author, page, attribution=later)
    assert newest(page).attribution == first


def test_the_attribution_of_a_draft_can_still_be_changed(author):
    page = begin(author)
    save(author, page, attribution="chatham-house")
    assert newest(page).attribution == "chatham-house"


def test_an_embargo_holds_after_approval(author, at_the_editors_desk):
    page = submitted(author, embargo="2099-01-01")
    decide(at_the_editors_desk, page, "approve")
    page = CasePage.objects.get(pk=page.pk)
    assert page.live
    assert author.get(reverse("case", args=[page.address])).status_code == 404
    assert 'value="2099-01-01"' in author.get(reverse("contribute_edit", args=[page.pk])).content.decode()


def test_signed_out_nobody_reaches_the_form(author, client):
    page = begin(author)
    author.logout()
    for name in ("contribute", "contribute_new"):
        assert client.get(reverse(name)).url.startswith(reverse("account_login"))
    assert client.post(reverse("contribute_edit", args=[page.pk]), answers()).url.startswith(reverse("account_login"))
