"""Editors say which texts they want to be told of; what nobody takes for five days goes to all."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import TaskState

from cases.editorial.models import Remit
from cases.editorial.review.assignments import take
from cases.editorial.routing.actions import escalate_untaken
from network.people.models import Member
from tests.cases.desk import decide, save, submitted
from tests.cases.editorial.forms import second_editor
from tests.factories import ConceptFactory

pytestmark = pytest.mark.django_db
WATER = {"scheme": "themes", "slug": "water", "names": {"en": "Water"}}
BORDERS = {"scheme": "themes", "slug": "borders", "names": {"en": "Borders"}}


@pytest.fixture
def other(editor: Member) -> Member:
    return second_editor()


def choose(editor: Member, **chosen: Any) -> None:
    client = Client()
    client.force_login(editor)
    kept = client.post(reverse("remit"), chosen)
    assert kept.status_code == 302, kept.content.decode()


def told(captured: Any, title: str = "One canal") -> list[str]:
    return sorted(address for one in mail.outbox if title in one.subject for address in one.to)


def wait(days: int) -> None:
    TaskState.objects.update(started_at=now() - timedelta(days=days, minutes=1))


def test_only_who_chose_its_theme_is_told_of_a_text(
    author: Client, editor: Member, other: Member, django_capture_on_commit_callbacks: Any
) -> None:
    choose(editor, themes=[ConceptFactory(**WATER).pk], languages=["en", "ru"])
    choose(other, themes=[ConceptFactory(**BORDERS).pk])
    with django_capture_on_commit_callbacks(execute=True) as captured:
        submitted(author)
    assert told(captured) == [editor.email]


@pytest.mark.parametrize("chosen", [{}, {"languages": ["kk"]}])
def test_a_text_that_is_in_nobodys_remit_goes_to_all(
    author: Client, editor: Member, other: Member, chosen: Any, django_capture_on_commit_callbacks: Any
) -> None:
    choose(editor, **chosen)
    with django_capture_on_commit_callbacks(execute=True) as captured:
        submitted(author)
    assert told(captured) == sorted([editor.email, other.email])


def test_what_was_returned_goes_to_who_has_it(
    author: Client, editor: Member, other: Member, at_the_editors_desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = submitted(author)
    take(page, editor)
    decide(at_the_editors_desk, page, "return", "Say in which year.")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True) as captured:
        save(author, page, action="submit")
    assert told(captured) == [editor.email]


def test_what_nobody_takes_for_five_days_goes_to_all_once(
    author: Client, editor: Member, other: Member, django_capture_on_commit_callbacks: Any
) -> None:
    choose(editor, themes=[ConceptFactory(**WATER).pk])
    submitted(author)
    wait(days=4)
    assert escalate_untaken() == 0
    wait(days=5)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True) as captured:
        assert escalate_untaken() == 1
        assert escalate_untaken() == 0
    assert told(captured) == sorted([editor.email, other.email])


def test_what_somebody_has_taken_goes_to_nobody_else(author: Client, editor: Member) -> None:
    page = submitted(author)
    take(page, editor)
    wait(days=9)
    assert escalate_untaken() == 0
    Member.objects.filter(pk=editor.pk).update(is_active=False)
    assert escalate_untaken() == 1


def test_under_the_rule_all_are_told_without_a_name(
    author: Client, member: Member, editor: Member, django_capture_on_commit_callbacks: Any
) -> None:
    submitted(author, attribution="chatham-house")
    wait(days=6)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        escalate_untaken()
    assert [one.to for one in mail.outbox] == [[editor.email]]
    assert member.name not in mail.outbox[0].body
    assert member.name not in mail.outbox[0].subject


def test_what_is_chosen_stands_first_on_the_desk_and_in_the_form(
    author: Client, editor: Member, other: Member, at_the_editors_desk: Client
) -> None:
    submitted(author, title="An older text", themes=[ConceptFactory(**BORDERS).pk])
    submitted(author, title="A newer text")
    choose(editor, themes=[ConceptFactory(**WATER).pk])
    desk = at_the_editors_desk.get(reverse("wagtailadmin_home")).content.decode()
    assert desk.index("A newer text") < desk.index("An older text")
    assert desk.count("yours by subject") == 1
    form = at_the_editors_desk.get(reverse("remit")).content.decode()
    assert form.count("checked") == 1
    choose(editor)
    assert Remit.objects.get(editor=editor).is_open


def test_a_retired_theme_can_not_be_chosen(editor: Member, at_the_editors_desk: Client) -> None:
    refused = at_the_editors_desk.post(reverse("remit"), {"themes": [ConceptFactory(**WATER, is_retired=True).pk]})
    assert refused.status_code == 422
    assert not Remit.objects.exists()
