"""An organiser closes an account: with the same end as when its owner does."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from network.handover import Words
from network.people.leaving.erasing import erase_due
from network.people.models import Leaving, Member
from tests.network.people.accounts.keepers import address

pytestmark = pytest.mark.django_db


def test_what_he_wrote_becomes_a_former_participants_unless_something_else_is_chosen(
    at: Any, organiser: Member, member: Member
) -> None:
    page = at(organiser).get(address("close", member.pk)).content.decode()
    assert all(f'value="{words.value}"' in page for words in Words)
    at(organiser).post(address("close", member.pk))
    assert Leaving.objects.get(member=member).words == Words.FORMER


def test_the_organiser_may_choose(at: Any, organiser: Member, member: Member) -> None:
    at(organiser).post(address("close", member.pk), {"words": "removed"})
    leaving = Leaving.objects.get(member=member)
    assert (leaving.words, leaving.by_keeper) == (Words.REMOVED, True)


def test_he_is_told_and_cannot_open_it_himself(
    at: Any,
    organiser: Member,
    member: Member,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        at(organiser).post(address("close", member.pk))
    (message,) = mailoutbox
    assert message.to == [member.email]
    assert "an organiser has closed your account" in message.body
    assert "undo" not in message.body


def test_opened_again_it_is_not_erased(at: Any, organiser: Member, member: Member) -> None:
    at(organiser).post(address("close", member.pk))
    assert "Closed, erased on" in at(organiser).get(address("index")).content.decode()
    at(organiser).post(address("reopen", member.pk))
    assert erase_due(timezone.localdate() + timedelta(days=20)) == 0
    assert Member.objects.get(pk=member.pk).is_active


def test_it_is_erased_on_its_day(at: Any, organiser: Member, member: Member) -> None:
    at(organiser).post(address("close", member.pk))
    assert erase_due(timezone.localdate() + timedelta(days=14)) == 1
    assert not Member.objects.filter(pk=member.pk).exists()
