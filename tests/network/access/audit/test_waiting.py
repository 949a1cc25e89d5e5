"""Who holds a copy of the database learns of no sign-in before or after which message of the day it was."""

from typing import Any

import pytest
from django.db import connection

from network.access.audit.acts import Act
from network.access.audit.chain import breaks, head
from network.access.audit.recording import chain_days, record
from network.access.audit.waiting import waiting_entries
from network.access.models import AuditEntry, WaitingEntry
from network.access.seals import SealKey
from network.people.models import Member
from tests.factories import MemberFactory
from tests.network.access.audit.written import a_night_passes, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd() -> list[Member]:
    members = MemberFactory.create_batch(12)
    for member in members:
        record(Act.SIGNED_IN, f"person:{member.pk}", by=member, details="password")
    return members


def stored() -> bytes:
    """All that the table holds, as a thief reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, day, sealed FROM access_waitingentry")
        return repr([(number, str(day), bytes(sealed)) for number, day, sealed in cursor.fetchall()]).encode()


def test_today_the_database_names_nobody_and_counts_no_order(crowd: list[Member]) -> None:
    assert not AuditEntry.objects.filter(verb=Act.SIGNED_IN).exists()
    found = stored()
    assert b"signed_in" not in found
    assert b"person" not in found
    assert len({len(bytes(row.sealed)) for row in WaitingEntry.objects.all()}) == 1
    assert {entry.actor_id for entry in waiting_entries()} == {member.pk for member in crowd}
    numbers = list(WaitingEntry.objects.values_list("pk", flat=True))
    assert min(numbers) > 2**20, "no numbers that count"


def test_acts_of_one_length_and_another_look_alike(member: Member) -> None:
    record(Act.SIGNED_IN, f"person:{member.pk}", by=member)
    record(Act.SECOND_STEP_REMOVED, "person:123456789", by=member, details="x" * 60)
    assert len({len(bytes(row.sealed)) for row in WaitingEntry.objects.all()}) == 1


def test_after_the_day_they_are_chained_in_no_order(crowd: list[Member]) -> None:
    orders = set()
    for _day in range(4):
        before = head().number
        a_night_passes()
        chained = AuditEntry.objects.filter(number__gt=before).order_by("number")
        orders.add(tuple(chained.values_list("actor_id", flat=True)))
        assert sorted(orders.copy().pop()) == sorted(member.pk for member in crowd)
        assert not WaitingEntry.objects.exists()
        for member in crowd:
            record(Act.SIGNED_IN, f"person:{member.pk}", by=member)
    assert len(orders) > 1, "twelve in the same order four times: once in 10^26"
    assert not list(breaks())


def test_of_today_nothing_is_chained_yet(crowd: list[Member]) -> None:
    assert chain_days() == 0
    assert WaitingEntry.objects.count() == 12


def test_days_come_in_their_order(crowd: list[Member]) -> None:
    a_night_passes()
    for member in crowd:
        record(Act.PASSWORD_CHANGED, f"person:{member.pk}", by=member)
    a_night_passes()
    acts = [entry.verb for entry in written() if entry.verb in (Act.SIGNED_IN, Act.PASSWORD_CHANGED)]
    assert acts == [Act.SIGNED_IN] * 12 + [Act.PASSWORD_CHANGED] * 12


def test_entries_under_a_key_that_is_gone_are_counted_and_stop_nothing(crowd: list[Member], settings: Any) -> None:
    settings.SEAL_KEYS = [SealKey("other", b"another key, as long as it has to be")]
    assert waiting_entries() == []
    record(Act.SIGNED_IN, "person:7")
    a_night_passes()
    (lost,) = (entry for entry in written(Act.KEYS_CHANGED) if entry.thing == "audit:waiting")
    assert lost.details == "12 entries under a key that is gone"
    assert [entry.thing for entry in written(Act.SIGNED_IN)] == ["person:7"]
    assert not list(breaks())


def test_what_somebody_does_to_himself_waits_too_whatever_it_is(member: Member, other_member: Member) -> None:
    record(Act.LEFT, f"person:{member.pk}", by=member)
    record(Act.LEFT, f"person:{member.pk}", by=other_member)
    assert [entry.actor_id for entry in waiting_entries()] == [member.pk]
