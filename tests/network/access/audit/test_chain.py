"""The audit log is a chain: what was done to its rows past the site is seen, and the site itself does nothing to them."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from network.access.audit.acts import BY_DAY, Act
from network.access.audit.chain import Head, breaks, head
from network.access.audit.origin import acting, coarse_network
from network.access.audit.recording import record
from network.access.models import AuditEntry, WrittenForGood
from network.people.models import Member
from tests.factories import MemberFactory
from tests.machine import RUNAWAY_SECONDS
from tests.network.access.audit.written import a_night_passes, written

ROOT = Path(__file__).resolve().parents[4]


def sql(statement: str, *values: Any) -> None:
    """What somebody does with the database in his hands."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def five(db: None) -> None:
    member = MemberFactory()
    first = head().number
    for number in range(5):
        record(Act.PUBLISHED, f"case:{number}", by=member, details="Ж’")
    assert head().number == first + 5
    assert not list(breaks())


@pytest.mark.parametrize(
    "change",
    [
        "details = 'other'",
        "verb = 'deleted'",
        "thing = 'person:9'",
        "actor_id = NULL",
        "network = '203.0.113.0/24'",
        "at = '2020-01-01 00:00:00+00:00'",
    ],
)
def test_a_changed_row_is_named(five: None, change: str) -> None:
    number = head().number - 2
    sql(f"UPDATE access_auditentry SET {change} WHERE number = %s", number)
    assert list(breaks()) == [f"Changed: entry {number}, or the one before it."]


def test_a_row_with_a_hash_made_anew_no_longer_fits_the_next(five: None) -> None:
    number = head().number - 2
    sql("UPDATE access_auditentry SET hash = %s WHERE number = %s", "0" * 64, number)
    assert len(list(breaks())) == 2


def test_missing_rows_are_named(five: None) -> None:
    last = head().number
    sql("DELETE FROM access_auditentry WHERE number IN (%s, %s)", last - 2, last - 1)
    assert list(breaks()) == [f"Missing: entries {last - 2} to {last - 1}."]


def test_rows_in_another_order_are_seen(five: None) -> None:
    one, other = head().number - 2, head().number - 1
    for old, new in ((one, 10_000), (other, one), (10_000, other)):
        sql("UPDATE access_auditentry SET number = %s WHERE number = %s", new, old)
    assert f"Reordered: entry {other} was written before entry {one}." in list(breaks())


def test_rows_cut_off_at_the_end_are_seen_by_a_head_that_was_written_down(five: None) -> None:
    written = Head.parse(str(head()))
    assert not list(breaks(written))
    sql("DELETE FROM access_auditentry WHERE number >= %s", written.number - 1)
    assert not list(breaks()), "without it nobody could know"
    assert list(breaks(written)) == [f"Cut off at the end: entries {written.number - 1} to {written.number}."]


def test_a_chain_made_anew_is_not_the_one_that_was_written_down(five: None) -> None:
    written = head()
    sql("DELETE FROM access_auditentry WHERE number = %s", written.number)
    record(Act.INVITED, "person:77")
    assert not list(breaks())
    assert list(breaks(written)) == [f"Not the one that was written down: entry {written.number}."]


def test_the_command_says_where_it_breaks_and_prints_the_head(five: None, capsys: Any) -> None:
    call_command("audit", "verify", head=str(head()))
    assert capsys.readouterr().out.endswith(f"{head()}\n")
    call_command("audit", "head")
    assert capsys.readouterr().out == f"{head()}\n"
    number = head().number
    sql("UPDATE access_auditentry SET thing = 'x' WHERE number = %s", number)
    with pytest.raises(CommandError, match=f"Changed: entry {number}"):
        call_command("audit", "verify")
    with pytest.raises(CommandError, match="a number, a colon, a hash"):
        call_command("audit", "verify", "--head", "yesterday's")


def test_no_row_is_changed_or_deleted_by_the_site(five: None) -> None:
    rows, row = AuditEntry.objects.all(), AuditEntry.objects.first()
    attempts = [
        row.save,
        row.delete,
        rows.delete,
        AuditEntry._base_manager.all().delete,
        lambda: rows.update(details=""),
        lambda: AuditEntry._base_manager.update(details=""),
        lambda: rows.bulk_update([row], ["details"]),
        lambda: rows.bulk_create([AuditEntry()]),
        lambda: AuditEntry.objects.create(number=99, at=row.at, verb="invited"),
    ]
    for attempt in attempts:
        with pytest.raises(WrittenForGood):
            attempt()
    assert not list(breaks())


def test_whoever_is_erased_leaves_the_chain_whole(db: None) -> None:
    member = MemberFactory()
    record(Act.SIGNED_IN, f"person:{member.pk}", by=member)
    a_night_passes()
    number = member.pk
    Member.objects.filter(pk=number).delete()
    assert not list(breaks())
    assert AuditEntry.objects.filter(actor_id=number, verb=Act.SIGNED_IN).exists()


def test_an_act_that_did_not_come_about_leaves_no_row_and_no_gap(five: None) -> None:
    before = head()
    with transaction.atomic():
        record(Act.INVITED, "person:1")
        assert head() != before
        transaction.set_rollback(True)
    assert head() == before
    record(Act.INVITED, "person:1")
    assert not list(breaks())


@pytest.mark.parametrize("act", Act)
def test_of_what_one_does_with_ones_own_account_the_day_alone_is_kept(db: None, act: Act) -> None:
    record(act, "person:1")
    (entry,) = written(act)
    at = entry.at
    assert at.microsecond == 0
    assert ((at.hour, at.minute, at.second) == (12, 0, 0)) == (act in BY_DAY)


@pytest.mark.parametrize(
    ("address", "proxies", "network"),
    [
        ("203.0.113.77", ["10.0.0.0/8"], "203.0.113.0/24"),
        ("::ffff:203.0.113.77", ["10.0.0.0/8"], "203.0.113.0/24"),
        ("2001:db8:aaaa:bbbb:1::7", ["10.0.0.0/8"], "2001:db8:aaaa::/48"),
        ("10.0.0.9", ["10.0.0.0/8"], ""),  # the proxy's own: it did not say for whom it asks
        ("203.0.113.77", [], ""),  # behind no known proxy
        ("", ["10.0.0.0/8"], ""),
        ("unix:", ["10.0.0.0/8"], ""),
    ],
)
def test_the_network_is_coarse_and_stands_only_behind_a_known_proxy(address, proxies, network) -> None:
    assert coarse_network(address, proxies) == network


def test_what_is_done_for_somebody_is_his(member: Member) -> None:
    with acting(member.pk):
        record(Act.PUBLISHED, "case:1")
    record(Act.PUBLISHED, "case:2")
    assert list(AuditEntry.objects.order_by("number").values_list("actor_id", flat=True))[-2:] == [member.pk, None]


def write_at_once() -> None:
    def write(_writer: int) -> None:
        for number in range(20):
            record(Act.INVITED, f"person:{number}")
        connection.close()

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, range(4)))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="tests share one connection to SQLite; see the next one")
@pytest.mark.django_db(transaction=True)
def test_several_who_write_at_once_never_fork_the_chain() -> None:
    write_at_once()
    assert head().number == 80
    assert not list(breaks())


def test_several_who_write_at_once_never_fork_the_chain_in_a_file(tmp_path: Path) -> None:
    """In a process that has the site's own settings, and so its own way into SQLite."""
    environment = os.environ | {"VAR_DIR": str(tmp_path), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    for name in ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-c", IN_A_FILE]
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=RUNAWAY_SECONDS
    )
    assert done.stdout.splitlines()[-1:] == ["80 []"], done.stderr


IN_A_FILE = """
import django
django.setup()
from django.core.management import call_command
from network.access.audit.chain import breaks, head
from tests.network.access.audit.test_chain import write_at_once
call_command("migrate", "access", verbosity=0)
write_at_once()
print(head().number, list(breaks()))
"""
