"""What else happens while somebody leaves: a second press, an organiser, his coming back, an account that cannot be erased."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from network.handover import Words, hand_over
from network.people.accounts.actions import close, correct, reopen
from network.people.leaving import erasing
from network.people.leaving.actions import _token, leave, stay
from network.people.leaving.erasing import due_leavings, erase, erase_due
from network.people.leaving.errors import AlreadyClosed, LinkIsOver
from network.people.models import Leaving, Member
from tests.factories import PASSWORD, CaseFactory, MemberFactory

pytestmark = pytest.mark.django_db
LAST_DAY = timedelta(days=Leaving.DAYS)


@pytest.fixture
def keeper(db: None) -> Member:
    return MemberFactory(is_superuser=True)


def last_day() -> date:
    return timezone.localdate() + LAST_DAY


def test_who_came_back_while_the_worker_was_at_it_is_not_erased(member: Member) -> None:
    leave(member, password=PASSWORD, words=Words.FORMER)
    [due] = due_leavings(last_day())
    stay(_token(due))
    assert not erase(due)
    assert Member.objects.get(pk=member.pk).is_active


def test_who_was_erased_while_he_pressed_is_told_so(member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    token = _token(leave(member, password=PASSWORD, words=Words.FORMER))
    locked = Member.objects.select_for_update

    def erased_before_the_lock(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.undo()
        erase_due(last_day())
        return locked(*args, **kwargs)

    monkeypatch.setattr(Member.objects, "select_for_update", erased_before_the_lock)
    with pytest.raises(LinkIsOver):
        stay(token)


def test_what_an_organiser_has_closed_its_owner_cannot_open_by_leaving(member: Member, keeper: Member) -> None:
    close(keeper, member, words=Words.REMOVED)
    with pytest.raises(AlreadyClosed):
        leave(member, password=PASSWORD, words=Words.FORMER)
    leaving = Leaving.objects.get()
    assert (leaving.by_keeper, leaving.words) == (True, Words.REMOVED)


def test_pressed_twice_it_is_done_once(
    member: Member, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        leave(member, password=PASSWORD, words=Words.REMOVED)
        with pytest.raises(AlreadyClosed):
            leave(member, password=PASSWORD, words=Words.FORMER)
    assert [leaving.words for leaving in Leaving.objects.all()] == [Words.REMOVED]
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("hindrance", [IntegrityError, PermissionError])
def test_one_that_cannot_be_erased_keeps_nobody_else_from_it(
    member: Member, other_member: Member, monkeypatch: pytest.MonkeyPatch, hindrance: type[Exception]
) -> None:
    for one in (member, other_member):
        leave(one, password=PASSWORD, words=Words.FORMER)

    def hindered(number: int, words: Words) -> None:
        if number == member.pk:
            raise hindrance
        hand_over(number, words)

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "hand_over", hindered)
        with pytest.raises(hindrance):  # so that the worker tries it again
            erase_due(last_day())
    assert list(Leaving.objects.values_list("member", flat=True)) == [member.pk]
    assert not Member.objects.filter(pk=other_member.pk).exists()
    assert erase_due(last_day()) == 1


def test_an_account_of_which_the_name_is_left_is_nobodys_to_open(member: Member, keeper: Member) -> None:
    leave(member, password=PASSWORD, words=Words.NAMED)
    erase_due(last_day())
    left = Member.objects.get(pk=member.pk)
    same = {"name": left.name, "language": "en"}
    for act in (lambda: reopen(keeper, left), lambda: correct(keeper, left, email="new@example.org", **same)):
        with pytest.raises(ObjectDoesNotExist):
            act()
    desk = Client()
    desk.force_login(keeper)
    people = desk.get(reverse("wagtailusers_users:index"))
    assert keeper.name in people.content.decode()
    assert left.name not in people.content.decode()
    assert desk.get(reverse("wagtailusers_users:edit", args=[left.pk])).status_code == 404


@pytest.mark.parametrize("end", ["leave", "close", "delete"])
def test_texts_that_an_editor_has_locked_are_open_again(editor: Member, keeper: Member, trees: None, end: str) -> None:
    """Or nobody could unlock them: not their authors, and not another editor."""
    theirs, of_another = CaseFactory(), CaseFactory()
    for page, holder in ((theirs, editor), (of_another, keeper)):
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=holder, locked_at=timezone.now())
    {
        "leave": lambda: leave(editor, password=PASSWORD, words=Words.NAMED),
        "close": lambda: close(keeper, editor),
        "delete": editor.delete,
    }[end]()
    assert list(Page.objects.filter(locked=True).values_list("pk", flat=True)) == [of_another.pk]
