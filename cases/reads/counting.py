"""Counting reads: kept in the process for some seconds and then written in one transaction by a thread of its own, so that
nobody waits for it, and no row of a reader's session is changed together with that of his text.

A process that ends loses what it has not written; a database that takes nothing gets it later.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import date
from threading import Lock, Timer

from django.db import Error, IntegrityError, connections
from django.db.models import F
from django.http import HttpResponse
from django.utils.timezone import get_default_timezone, localdate
from wagtail.models import Page

from cases.library.models import Contribution
from cases.reads.models import ReadCount
from cases.reads.readers import is_read
from network.access.gate import action
from network.access.requests import MemberRequest
from search.deferred_writes import is_for_later

logger = logging.getLogger(__name__)

WRITE_AFTER_SECONDS = 20

Reads = Mapping[tuple[int, date], int]


class Unwritten:
    """Reads of this process that the database does not have yet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reads: Counter[tuple[int, date]] = Counter()

    def add(self, reads: Reads) -> None:
        with self._lock:
            is_first = not self._reads
            self._reads.update(reads)
        if is_first:
            timer = Timer(WRITE_AFTER_SECONDS, _write_in_thread)
            timer.daemon = True
            timer.start()

    def take(self) -> Reads:
        with self._lock:
            taken, self._reads = self._reads, Counter()
        return taken


unwritten = Unwritten()


def note_read(request: MemberRequest, page: Contribution, response: HttpResponse) -> None:
    """`response` shows `page` to whoever asked."""
    if response.status_code == 200 and is_read(request, page):
        # The day of the site's own zone: a reader's would tell where he is.
        unwritten.add({(page.pk, localdate(timezone=get_default_timezone())): 1})


def write_reads() -> None:
    """All that is unwritten. What the database does not take now is kept, and written with what comes next."""
    reads = unwritten.take()
    if not reads:
        return
    try:
        add_reads(reads)
    except Error as error:
        unwritten.add(reads)
        # A text may be deleted between the question whether it is there and the writing.
        if not is_for_later(error) and not isinstance(error, IntegrityError):
            raise
        logger.warning("Reads are not written yet: %s", error)


@action
def add_reads(reads: Reads) -> None:
    """To what others have counted meanwhile. Texts that are gone are passed over; rows are locked in one order by all."""
    there = set(Page.objects.filter(pk__in={page for page, _day in reads}).values_list("pk", flat=True))
    counted = sorted(key for key in reads if key[0] in there)
    ReadCount.objects.bulk_create((ReadCount(page_id=page, day=day) for page, day in counted), ignore_conflicts=True)
    rows = ReadCount.objects.filter(page__in={page for page, _day in counted}, day__in={day for _page, day in counted})
    mine = [row for row in rows.select_for_update().order_by("page", "day") if (row.page_id, row.day) in reads]
    for row in mine:
        row.count = F("count") + reads[row.page_id, row.day]
    ReadCount.objects.bulk_update(mine, ["count"], batch_size=500)


def _write_in_thread() -> None:
    try:
        write_reads()
    finally:
        connections.close_all()
