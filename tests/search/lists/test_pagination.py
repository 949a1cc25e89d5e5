"""Long lists in pages: no row is shown twice, and none is left out."""

import pytest

from network.notices.models import Notice
from network.people.models import Member
from search.engines.protocol import Thing
from search.lists.pagination import RankCursor, paginate, paginate_before


@pytest.fixture
def ids(db: None, member: Member) -> list[int]:
    rows = [Notice(member=member, kind="rooms/notices/posted", path="/", details={}) for _number in range(7)]
    return [notice.pk for notice in Notice.objects.bulk_create(rows)][::-1]


def test_pages_by_moment_show_each_row_once_though_moments_are_the_same(ids: list[int]) -> None:
    moment = Notice.objects.earliest("made_at").made_at
    Notice.objects.update(made_at=moment)
    shown, after = [], ""
    for _number in range(3):
        page = paginate(Notice.objects.all(), by="made_at", after=after, size=3)
        shown += [row.pk for row in page.rows]
        after = page.after
    assert (shown, after) == (ids, "")


def test_pages_by_number_show_each_row_once_and_the_last_one_leads_nowhere(ids: list[int]) -> None:
    first = paginate_before(Notice.objects.all(), by="pk", before=None, size=4)
    rest = paginate_before(Notice.objects.all(), by="pk", before=int(first.after), size=4)
    assert [row.pk for row in (*first.rows, *rest.rows)] == ids
    assert (first.is_first, rest.is_first, rest.after) == (True, False, "")


def test_what_is_no_cursor_begins_at_the_start(ids: list[int]) -> None:
    for cursor in ("x", "20260101T000000.000000Z~", "~5", "20269901T000000.000000Z~5"):
        page = paginate(Notice.objects.all(), by="made_at", after=cursor, size=3)
        assert page.is_first
        assert len(page.rows) == 3
    assert RankCursor.parse("3~case") == RankCursor.parse("x~case~5") == RankCursor()


def test_the_cursor_of_a_ranking_is_read_as_it_was_written() -> None:
    cursor = RankCursor(20, Thing("case", 7))
    assert RankCursor.parse(str(cursor)) == cursor
    assert str(RankCursor()) == ""
