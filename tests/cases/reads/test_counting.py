"""Numbers of reads: none is lost among processes or while the database takes nothing, and they say nothing but themselves."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import DataError, OperationalError, connection
from wagtail.models import Page

from cases.reads import counting, months
from cases.reads.counting import add_reads, unwritten, write_reads
from cases.reads.models import ReadCount
from cases.reads.months import outlived_days, sum_up_months
from tests.factories import CaseFactory
from tests.machine import RUNAWAY_SECONDS

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 3)


def rows() -> set[tuple[int, date, int]]:
    return set(ReadCount.objects.values_list("page", "day", "count"))


@pytest.mark.django_db
def test_numbers_are_added_to_those_of_the_day(trees: None) -> None:
    first, second, other_day = CaseFactory().pk, CaseFactory().pk, date(2026, 11, 4)
    unwritten.add({(first, DAY): 2})
    unwritten.add({(first, DAY): 1, (second, DAY): 1})
    write_reads()
    unwritten.add({(first, DAY): 1, (first, other_day): 5})
    write_reads()
    write_reads()
    assert rows() == {(first, DAY, 4), (second, DAY, 1), (first, other_day, 5)}


@pytest.mark.django_db
def test_a_text_that_was_deleted_meanwhile_costs_no_other_its_number(trees: None) -> None:
    gone, stays = CaseFactory(), CaseFactory()
    unwritten.add({(gone.pk, DAY): 1, (stays.pk, DAY): 1})
    Page.objects.get(pk=gone.pk).delete()
    write_reads()
    assert rows() == {(stays.pk, DAY, 1)}
    Page.objects.get(pk=stays.pk).delete()
    assert rows() == set()


@pytest.mark.django_db
def test_while_the_database_takes_nothing_reads_are_kept_and_it_is_logged(
    trees: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = CaseFactory().pk

    def is_locked(_reads: Any) -> None:
        locked = sqlite3.OperationalError("database is locked")
        locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise OperationalError from locked

    unwritten.add({(page, DAY): 2})
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(counting, "add_reads", is_locked)
        write_reads()
    assert "not written yet" in caplog.text
    assert rows() == set()
    unwritten.add({(page, DAY): 1})
    write_reads()
    assert rows() == {(page, DAY, 3)}


@pytest.mark.django_db
def test_a_fault_of_ours_is_raised_and_costs_no_number(trees: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_reads: Any) -> None:
        raise DataError

    page = CaseFactory().pk
    unwritten.add({(page, DAY): 2})
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(counting, "add_reads", fails)
        with pytest.raises(DataError):
            write_reads()
    write_reads()
    assert rows() == {(page, DAY, 2)}


def write_at_once(page: int) -> list[int]:
    """Four who write, each the other way round, rows that all of them make; the numbers that stand there then."""
    together, days = Barrier(4), [date(2026, 11, day) for day in range(1, 7)]

    def write(times: int) -> None:
        together.wait()
        for _time in range(10):
            add_reads({(page, day): times for day in (days if times % 2 else days[::-1])})
        connection.close()

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, (1, 2, 3, 4)))
    return [*ReadCount.objects.values_list("count", flat=True)]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="tests share one connection to SQLite; see the next one")
@pytest.mark.django_db(transaction=True)
def test_of_several_who_write_at_once_none_loses_anything(trees: None) -> None:
    assert write_at_once(CaseFactory().pk) == [100] * 6


def test_of_several_who_write_at_once_into_a_file_none_loses_anything(tmp_path: Path) -> None:
    """In a process that has the site's own settings, and so its own way into SQLite."""
    environment = os.environ | {"VAR_DIR": str(tmp_path), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    for name in ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-c", IN_A_FILE]
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=RUNAWAY_SECONDS
    )
    assert done.stdout.splitlines()[-1:] == [str([100] * 6)], done.stderr


IN_A_FILE = """
import django
django.setup()
from django.core.management import call_command
from wagtail.models import Page
from tests.cases.reads.test_counting import write_at_once
for part in ("wagtailcore", "reads"):
    call_command("migrate", part, verbosity=0)
print(write_at_once(Page.objects.get(depth=1).pk))
"""


@pytest.mark.django_db
def test_of_days_long_past_months_are_left(trees: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months, "AT_ONCE", 1)
    page, other, today = CaseFactory().pk, CaseFactory().pk, date(2026, 11, 30)
    add_reads(
        {
            (page, date(2026, 7, 1)): 1,
            (page, date(2026, 7, 31)): 2,
            (page, date(2026, 6, 9)): 4,
            (other, date(2026, 7, 30)): 8,
            (page, date(2026, 8, 1)): 16,
            (page, date(2026, 8, 23)): 32,
        }
    )
    assert outlived_days(today).count() == 3
    assert sum_up_months(today) == 3
    left = {(page, date(2026, 8, 1), 16), (page, date(2026, 8, 23), 32)}
    assert rows() == left | {(page, date(2026, 7, 1), 3), (page, date(2026, 6, 1), 4), (other, date(2026, 7, 1), 8)}
    assert sum_up_months(today) == 0


@pytest.mark.django_db
def test_a_thief_learns_text_day_and_number(trees: None) -> None:
    """Nothing else has a place in a row, and the rows have no order."""
    assert {field.name for field in ReadCount._meta.fields} == {"id", "page", "day", "count"}
    pages = [CaseFactory().pk for _number in range(40)]
    for page in pages:
        add_reads({(page, DAY): 1})
    numbers = [ReadCount.objects.get(page=page).pk for page in pages]
    ups = sum(before < after for before, after in pairwise(numbers))
    assert 5 < ups < 34, "39 steps, up and down as coins fall"
