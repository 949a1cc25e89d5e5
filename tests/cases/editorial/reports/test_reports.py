"""The report on texts: its numbers in a small world, its lists, its sheets, and who may see it."""

import csv
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from openpyxl import load_workbook
from wagtail.models import TaskState

from cases.editorial.reports.chart import chart
from cases.editorial.reports.periods import PERIODS
from cases.editorial.reports.views import SHOWN
from cases.editorial.review.assignments import take
from cases.reads.counting import add_reads
from network.access.viewer import MEMBERS
from network.people.models import ORGANISERS_GROUP, Member
from tests.cases.desk import submitted
from tests.factories import CaseFactory, ConceptFactory, EditionFactory, PracticeFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
MAX_QUERIES = 25
TODAY = localdate()


def shown(browser: Client, **asked: str) -> BeautifulSoup:
    answer = browser.get(reverse("texts_report"), asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def numbers(browser: Client, **asked: str) -> dict[str, list[int]]:
    """By the name of a group: texts, new ones, reads."""
    rows = shown(browser, **asked).select(".report-table tbody tr")
    return {row.th.get_text(): [int(cell.get_text()) for cell in row.select("td")] for row in rows}


def titles(browser: Client, **asked: str) -> list[str]:
    return [link.get_text() for link in shown(browser, **asked).select(".desk-row__title a")]


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def world(desk: None) -> dict[str, Any]:
    """Two cases and a practice, read so often today and forty days ago; and what no editor finds in a report on readers."""
    water, border = (ConceptFactory(slug=slug) for slug in ("water", "border"))
    kg = ConceptFactory(scheme="countries", slug="kg", names={"en": "Kyrgyzstan"})
    workshop = WorkshopFactory(edition=EditionFactory(slug="almaty"))
    canal = CaseFactory(title="One canal", themes=[water, border], countries=[kg], first_published_at=ago(40))
    river = PracticeFactory(title="A river", themes=[water], language="ru", audience=MEMBERS, workshop=workshop)
    silent = CaseFactory(title="A silent one", first_published_at=ago(200))
    CaseFactory(title="A draft", live=False)
    CaseFactory(title="Not open yet", embargo_until=timezone.now() + timedelta(days=9))
    add_reads(
        {
            (canal.pk, TODAY): 3,
            (canal.pk, TODAY - timedelta(days=40)): 10,
            (river.pk, TODAY): 5,
            (silent.pk, TODAY - timedelta(days=80)): 2,
        }
    )
    return {"canal": canal, "river": river, "silent": silent}


def test_texts_and_reads_are_counted_by_what_they_are_about(at_the_editors_desk: Client, world: Any) -> None:
    assert numbers(at_the_editors_desk) == {"Water": [2, 1, 8], "Border": [1, 0, 3], "not said": [1, 0, 0]}
    assert numbers(at_the_editors_desk, period="90") == {
        "Water": [2, 2, 18],
        "Border": [1, 1, 13],
        "not said": [1, 0, 2],
    }
    assert numbers(at_the_editors_desk, show="country") == {"not said": [2, 1, 5], "Kyrgyzstan": [1, 0, 3]}
    assert numbers(at_the_editors_desk, show="language", period="all") == {"English": [2, 2, 15], "Русский": [1, 1, 5]}
    assert numbers(at_the_editors_desk, show="edition") == {"Almaty": [1, 1, 5], "not said": [2, 0, 3]}
    assert "Texts: 3. New in the period: 1. Reads in the period: 8." in shown(at_the_editors_desk).get_text()


def test_months_stand_from_the_newest_back_with_what_was_published_and_read_in_them(
    at_the_editors_desk: Client, trees: None
) -> None:
    page = CaseFactory(first_published_at=timezone.make_aware(datetime(2026, 1, 31, 23, 30)))
    add_reads({(page.pk, date(2026, 1, 31)): 2, (page.pk, date(2026, 3, 1)): 4})
    assert numbers(at_the_editors_desk, show="month", period="all") == {
        "March 2026": [0, 0, 4],
        "January 2026": [1, 1, 2],
    }
    assert [*numbers(at_the_editors_desk, show="month", period="all")] == ["March 2026", "January 2026"]


def test_a_period_is_so_many_days_or_whole_months() -> None:
    assert PERIODS["30"].since(date(2026, 11, 30)) == date(2026, 11, 1)
    assert PERIODS["12-months"].since(date(2026, 11, 30)) == date(2025, 12, 1)
    assert PERIODS["12-months"].since(date(2026, 12, 1)) == date(2026, 1, 1)
    assert PERIODS["all"].since(date(2026, 11, 30)) is None


def test_the_chart_shows_the_numbers_of_the_table_in_their_proportion(at_the_editors_desk: Client, world: Any) -> None:
    (drawn,) = shown(at_the_editors_desk).select("svg.report-chart")
    widths = [bar["width"] for bar in drawn.select(".report-chart__bar")]
    assert widths == ["100.0%", "37.5%", "0.0%"]
    assert [number.get_text() for number in drawn.select(".report-chart__number")] == ["8", "3", "0"]
    assert not drawn.select("[style], script")
    assert chart([]).bars == []
    assert len(chart([(str(number), number) for number in range(30)]).bars) == 12


def test_lists_lead_to_the_review_and_to_the_readers_page(at_the_editors_desk: Client, world: Any) -> None:
    page = shown(at_the_editors_desk, show="most-read")
    rows = [row.get_text() for row in page.select(".desk-row")]
    assert ["A river" in rows[0], "reads: 5" in rows[0], "One canal" in rows[1], "reads: 3" in rows[1]] == [True] * 4
    assert len(rows) == 2
    links = {link["href"] for link in page.select(".desk-row a")}
    for text in (world["canal"], world["river"]):
        assert {reverse("review", args=[text.pk]), text.get_absolute_url()} <= links


def test_what_nobody_has_read_in_the_period_stands_in_a_list(at_the_editors_desk: Client, world: Any) -> None:
    assert titles(at_the_editors_desk, show="not-read") == ["A silent one"]
    assert titles(at_the_editors_desk, show="not-read", period="90") == []
    newer = CaseFactory(title="Newer")
    assert titles(at_the_editors_desk, show="not-read", period="all") == [newer.title]


def test_what_readers_are_told_is_unconfirmed_stands_in_a_list(at_the_editors_desk: Client, world: Any) -> None:
    pages = {days: CaseFactory(title=f"Of {days} days", first_published_at=ago(days)) for days in (731, 732, 733, 729)}
    PracticeFactory(title="A practice", first_published_at=ago(900), holds_on=TODAY - timedelta(days=800))
    PracticeFactory(title="Confirmed", first_published_at=ago(900), holds_on=TODAY - timedelta(days=30))
    type(pages[732]).objects.filter(pk=pages[732].pk).update(last_published_at=ago(5))
    found = titles(at_the_editors_desk, show="unconfirmed")
    assert found == ["Of 731 days", "Of 733 days", "A practice"]
    told = {page.title for page in pages.values() if page.__class__.objects.get(pk=page.pk).holding.is_unconfirmed}
    assert told == {"Of 731 days", "Of 733 days"}, "the page says the same"


def test_what_has_no_version_in_a_language_stands_there_once(at_the_editors_desk: Client, world: Any) -> None:
    CaseFactory(title="Один канал", language="ru", translation_key=world["canal"].translation_key)
    assert titles(at_the_editors_desk, show="untranslated", language="ru") == ["A silent one"]
    assert titles(at_the_editors_desk, show="untranslated", language="en") == ["A river"]
    assert titles(at_the_editors_desk, show="untranslated", language="ky") == ["A river", "One canal", "A silent one"]


def test_a_version_that_no_reader_has_translates_nothing(at_the_editors_desk: Client, world: Any) -> None:
    CaseFactory(title="Один канал", language="ru", translation_key=world["canal"].translation_key, live=False)
    assert "One canal" in titles(at_the_editors_desk, show="untranslated", language="ru")


def test_what_is_too_long_with_the_editors_says_with_whom(
    author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    late = submitted(author, title="Late", attribution="chatham-house")
    TaskState.objects.update(started_at=ago(5))
    take(late, editor)
    submitted(author, title="Fresh")
    (row,) = shown(at_the_editors_desk, show="overdue").select(".desk-row")
    for words in ("Late", "waits 5 days", f"with {editor.name}"):
        assert words in row.get_text()
    assert row.a["href"] == reverse("review", args=[late.pk])


def test_long_lists_come_in_pages_none_left_out(
    at_the_editors_desk: Client, trees: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.editorial.reports.text_lists.PAGE_SIZE", 2)
    for number in range(5):
        CaseFactory(title=f"Text {number}", first_published_at=ago(number))
    found, address = [], f"{reverse('texts_report')}?show=not-read"
    while address:
        page = BeautifulSoup(at_the_editors_desk.get(address).content, "html.parser")
        found += [link.get_text() for link in page.select(".desk-row__title a")]
        further = page.find("a", string="Further texts")
        address = f"{reverse('texts_report')}{further['href']}" if further else ""
    assert found == [f"Text {number}" for number in range(5)]


def cells(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [*csv.reader(StringIO(text), delimiter=";")]


@pytest.mark.parametrize("asked", [{"show": "theme"}, {"show": "most-read"}], ids=["groups", "list"])
def test_sheets_hold_what_the_page_shows(at_the_editors_desk: Client, world: Any, asked: dict[str, str]) -> None:
    as_csv = cells(at_the_editors_desk.get(reverse("texts_report"), asked | {"export": "csv"}))
    answer = at_the_editors_desk.get(reverse("texts_report"), asked | {"export": "xlsx"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    as_xlsx = [["" if cell is None else cell for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert [[str(cell)[:10] for cell in row] for row in as_xlsx] == [[cell[:10] for cell in row] for row in as_csv]
    first = {"theme": ["Water", "2", "1", "8"], "most-read": ["A river", "Practice", "ru"]}[asked["show"]]
    assert as_csv[1][: len(first)] == first


def test_no_cell_of_a_sheet_runs(at_the_editors_desk: Client, trees: None) -> None:
    CaseFactory(title="=HYPERLINK(A1)")
    for form in ("csv", "xlsx"):
        answer = at_the_editors_desk.get(reverse("texts_report"), {"show": "not-read", "export": form})
        if form == "csv":
            assert cells(answer)[1][0] == "'=HYPERLINK(A1)"
        else:
            cell = load_workbook(BytesIO(b"".join(answer.streaming_content))).active["A2"]
            assert (cell.value, cell.data_type) == ("=HYPERLINK(A1)", "s")


def test_each_costs_no_more_queries_than_a_page_may(
    author: Client, at_the_editors_desk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        page = CaseFactory(themes=[ConceptFactory(slug=f"theme-{number}")], workshop=WorkshopFactory())
        add_reads({(page.pk, TODAY): number % 3 + 1} if number % 2 else {})
    for number in range(4):
        submitted(author, title=f"Waiting {number}")
    TaskState.objects.update(started_at=ago(9))
    shown(at_the_editors_desk)  # which fills what the process keeps
    for asked in SHOWN:
        with django_assert_max_num_queries(MAX_QUERIES):
            shown(at_the_editors_desk, show=asked, language="kk")


def test_what_an_address_asks_for_in_vain_is_the_first_of_its_kind(at_the_editors_desk: Client, world: Any) -> None:
    asked = {"show": "nothing", "period": "-1", "language": "xx", "after": "~" * 500}
    assert numbers(at_the_editors_desk, **asked) == numbers(at_the_editors_desk)
    assert titles(at_the_editors_desk, **asked | {"show": "untranslated"}) == ["A river"]


def test_it_is_the_editors_alone(author: Client, at_the_editors_desk: Client, member: Member) -> None:
    assert reverse("texts_report") in at_the_editors_desk.get(reverse("wagtailadmin_home")).content.decode()
    assert author.get(reverse("texts_report")).status_code == 404
    group, _made = Group.objects.get_or_create(name=ORGANISERS_GROUP)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    member.groups.add(group)
    author.force_login(member)
    assert author.get(reverse("texts_report")).status_code == 404
    assert Client().get(reverse("texts_report")).status_code == 302
