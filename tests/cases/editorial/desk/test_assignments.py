"""An editor takes a text: the others see it, and cannot decide over his head."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.editorial.errors import NoLongerInReview, TakenByAnother
from cases.editorial.models import Assignment
from cases.editorial.review import actions
from cases.editorial.review.assignments import holder_of, put_back, take
from cases.library.models import CasePage
from network.people.models import Member
from tests.cases.desk import decide, save, submitted
from tests.cases.editorial.forms import second_editor, seen

pytestmark = pytest.mark.django_db


def press(browser: Client, page: CasePage, decision: str, **sent: str) -> Any:
    return browser.post(reverse("review", args=[page.pk]), {"decision": decision} | sent, follow=True)


def test_it_is_taken_from_the_desk_by_a_browser_that_has_to_show_its_token(author: Client, editor: Member) -> None:
    page, browser = submitted(author), Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    desk = BeautifulSoup(browser.get(reverse("wagtailadmin_home")).content, "html.parser")
    (form,) = desk.select(f"form[action='{reverse('review', args=[page.pk])}']")
    token = form.select_one("[name=csrfmiddlewaretoken]")["value"]
    sent = {"decision": "take", "csrfmiddlewaretoken": token}
    assert browser.post(form["action"], sent).status_code == 302
    assert holder_of(page) == editor


def test_who_has_taken_it_is_seen_and_nobody_else_decides(
    author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    page, other = submitted(author), second_editor()
    take(page, other)
    shown = at_the_editors_desk.get(reverse("review", args=[page.pk])).content.decode()
    assert f"{other.name} has taken it." in shown
    for decision in ("approve", "return"):
        refused = press(at_the_editors_desk, page, decision, words="Thank you.", seen=seen(page))
        assert refused.status_code == 409
        assert f"{other.name} has taken this text." in refused.content.decode()
        assert "Thank you." in refused.content.decode()
    assert not CasePage.objects.get(pk=page.pk).live
    actions.approve(page, other, seen=seen(page))
    assert CasePage.objects.get(pk=page.pk).live


def test_of_two_who_take_it_one_has_it_and_the_other_is_told_who(
    author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    page, other = submitted(author), second_editor()
    take(page, other)
    refused = press(at_the_editors_desk, page, "take")
    assert (refused.status_code, holder_of(page)) == (409, other)
    assert f"{other.name} has taken this text." in refused.content.decode()
    press(at_the_editors_desk, page, "take-over")
    assert holder_of(page) == editor
    with pytest.raises(TakenByAnother):
        actions.approve(page, other, seen=seen(page))


def test_it_is_left_to_others_by_who_has_it_alone(author: Client, at_the_editors_desk: Client, editor: Member) -> None:
    page, other = submitted(author), second_editor()
    assert press(at_the_editors_desk, page, "take").status_code == 200
    put_back(page, other)
    assert holder_of(page) == editor
    press(at_the_editors_desk, page, "put-back")
    assert holder_of(page) is None


def test_what_was_returned_comes_back_into_the_same_hands_and_approved_it_is_in_none(
    author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    page = submitted(author)
    press(at_the_editors_desk, page, "take")
    decide(at_the_editors_desk, page, "return", "Say where.")
    save(author, page, action="submit")
    assert holder_of(page) == editor
    decide(at_the_editors_desk, page, "approve")
    assert not Assignment.objects.exists()


def test_a_text_that_is_with_nobody_cannot_be_taken(
    author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    page = submitted(author)
    author.post(reverse("contribute_take_back", args=[page.pk]))
    with pytest.raises(NoLongerInReview):
        take(page, editor)


def test_who_is_no_editor_any_more_holds_nothing(author: Client, at_the_editors_desk: Client, editor: Member) -> None:
    page, other = submitted(author), second_editor()
    take(page, other)
    other.groups.clear()
    decide(at_the_editors_desk, page, "approve")
    assert CasePage.objects.get(pk=page.pk).live


def test_members_take_nothing(author: Client) -> None:
    page = submitted(author)
    assert author.post(reverse("review", args=[page.pk]), {"decision": "take"}).status_code == 404
    assert not Assignment.objects.exists()
