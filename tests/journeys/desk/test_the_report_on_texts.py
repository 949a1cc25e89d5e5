"""What is read, from the reader to the editor's report: counted once a visit, shown with a chart, taken along as a sheet."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.journeys.conftest import PHONE, Site, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Visit = Callable[..., Page]
EDITOR = "editor@demo.example"
# The browser of these tests says that nobody looks at it.
PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
REPORT = "/admin/reports/texts/"
READ = "/ru/cases/chu-talas/"
MAX_RELOADS = 120


def read_by_two(visit: Visit) -> str:
    """One of whom reloads it, and reads it with the interface in another language. Its title."""
    visit(READ, user_agent=PERSON)
    reader = visit("/ru/cases/", user_agent=PERSON)
    title = visit(READ).locator("h1").inner_text()  # the test's own browser, which nobody counts
    reader.goto(READ)
    reader.reload()
    reader.get_by_role("link", name="English").first.click()
    expect(reader).to_have_url(re.compile(r"/en/cases/chu-talas/"))
    return title


def read_twice(desk: Page, title: str) -> Locator:
    """Its row, once both have been written: some seconds after they were counted, and perhaps one by one."""
    row = desk.locator(".desk-row", has_text=title).filter(has_text=re.compile(r"прочтений: 2\b"))
    for _reload in range(MAX_RELOADS):
        if row.count():
            break
        desk.wait_for_timeout(1_000)
        desk.reload()
    expect(row).to_be_visible()
    return row


def test_what_two_have_read_stands_in_the_report_twice_and_goes_along(visit: Visit, site: Site, tmp_path: Path) -> None:
    title = read_by_two(visit)
    desk = visit("/ru/", as_=EDITOR)
    desk.goto("/admin/")
    desk.get_by_role("button", name="Отчеты").click()
    desk.get_by_role("link", name="Тексты и их читатели").first.click()
    expect(desk).to_have_url(re.compile(REPORT))
    desk.get_by_role("link", name="Читают чаще всего").click()
    row = read_twice(desk, title)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "sheet.csv")
    assert f"{title};" in (tmp_path / "sheet.csv").read_text(encoding="utf-8-sig")
    row.get_by_role("link", name=title, exact=True).click()
    expect(desk).to_have_url(re.compile(r"/admin/review/\d+/"))
    expect(desk.get_by_role("heading", name=title).first).to_be_visible()


def test_the_period_is_chosen_by_keyboard(visit: Visit, site: Site) -> None:
    desk = visit("/ru/", as_=EDITOR)
    desk.goto(f"{REPORT}?show=language")
    period = desk.get_by_label("Период", exact=True)
    period.focus()
    desk.keyboard.press("End")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Показать")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("period=all"))
    expect(desk.get_by_role("row", name=re.compile("Русский")).first).to_be_visible()
    expect(desk.get_by_role("img", name=re.compile("полосами"))).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
def test_the_report_is_open_to_everybodys_means(visit: Visit, site: Site, viewport: ViewportSize, colours: str) -> None:
    desk = visit("/ru/", as_=EDITOR, color_scheme=colours)
    desk.set_viewport_size(viewport)
    for asked in ("theme", "month", "not-read", "untranslated", "overdue"):
        desk.goto(f"{REPORT}?show={asked}&period=all")
        assert problems_of(desk) == [], asked
        assert desk.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert desk.evaluate(
            "document.querySelector('.report').scrollWidth <= document.querySelector('.report').clientWidth"
        )
